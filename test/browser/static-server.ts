/** A plain web space: hands out the files of a folder below a sub-folder, and knows nothing of Faultline. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
};

export interface StaticServer {
  /** Without a slash at the end. */
  url: string;
  /** Paths that were asked for, without the query. */
  asked: string[];
  close(): Promise<void>;
}

/** @param below the sub-folder the files are under, such as `/some/where` */
export async function serveFolder(folder: string, below = ''): Promise<StaticServer> {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url!, 'http://static.example');
    asked.push(pathname);
    const path = normalize(pathname.slice(below.length + 1) || 'index.html');
    const isInside = pathname.startsWith(`${below}/`) && !path.startsWith('..');
    const bytes = isInside ? await readFile(join(folder, path)).catch(() => null) : null;
    const type = types[extname(path)] ?? 'application/octet-stream';
    response.writeHead(bytes === null ? 404 : 200, { 'content-type': type });
    response.end(bytes ?? 'not found');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${below}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
