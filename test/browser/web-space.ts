/** A web space as anybody rents it: files of a folder, on loopback, with the headers it is told, and a log. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.bin': 'application/octet-stream',
};

export interface WebSpace {
  url: string;
  /** Paths that were asked for, in order. */
  asked: string[];
  headers: Record<string, string>;
  /** Pages by path, before the files of the folder. */
  pages: Map<string, string>;
  close(): Promise<void>;
}

/** @param below the sub-folder that all is under, such as `/some/where` */
export async function serveFolder(
  folder: string | null,
  headers: Record<string, string> = {},
  below = '',
): Promise<WebSpace> {
  const space: Omit<WebSpace, 'url' | 'close'> = { asked: [], headers: { ...headers }, pages: new Map() };
  const kept = new Map<string, Buffer>();
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site.example');
    space.asked.push(pathname);
    const inside = pathname.startsWith(`${below}/`) ? pathname.slice(below.length) : '/outside';
    const path = inside.endsWith('/') ? `${inside}index.html` : inside;
    const page = space.pages.get(path);
    const type = types[extname(path)] ?? 'application/octet-stream';
    try {
      if (page === undefined && folder === null) throw new Error('no such page');
      const zipped = kept.get(path) ?? gzipSync(page ?? (await readFile(join(folder!, normalize(path)))));
      if (page === undefined) kept.set(path, zipped);
      response.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip', ...space.headers }).end(zipped);
    } catch {
      response.writeHead(404, space.headers).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...space,
    url: `http://127.0.0.1:${port}${below}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
