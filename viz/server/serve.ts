/** Puts the app on a port. */
import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createAdaptorServer } from '@hono/node-server';
import { UserError } from '../../data/errors.ts';
import { type AppOptions, createApp } from './app.ts';
import { stopServer } from './stop.ts';

export const defaultPort = 8420;
export const defaultHostname = '127.0.0.1';

export interface Served {
  /** `http://127.0.0.1:8420`, without a slash at the end. */
  url: string;
  /** Lets answers under way end first, for some seconds. */
  close(): Promise<void>;
}

export interface ServeOptions extends Omit<AppOptions, 'staticDir' | 'embedDir'> {
  port?: number;
  hostname?: string;
  staticDir?: string;
  embedDir?: string;
}

/**
 * Serves the page and the API until closed. Once it resolves, the map is laid out and every question is answered at once.
 * @param options.port 0 takes any free port
 * @throws UserError when the page was not built or the port cannot be taken
 */
export async function serve(options: ServeOptions): Promise<Served> {
  const { port = defaultPort, hostname = defaultHostname, staticDir = findPage(), ...shown } = options;
  const { embedDir = findEmbed() } = options;
  if (!existsSync(join(staticDir, 'index.html'))) {
    throw new UserError('The page was not built, so there is nothing to show.', {
      hint: 'Run `npm install` in the checkout; it builds the page.',
    });
  }
  let app: ReturnType<typeof createApp> | undefined;
  const server = createAdaptorServer({ fetch: (request, env) => app!.fetch(request, env) }) as Server;
  await listen(server, port, hostname);
  // The port first, so that one in use is said at once; a request that comes early waits, since making the app yields to none.
  try {
    app = createApp({ ...shown, staticDir, embedDir });
  } catch (bug) {
    await stopServer(server, 0);
    throw bug;
  }
  const address = server.address() as AddressInfo;
  return {
    url: `http://${hostname.includes(':') ? `[${hostname}]` : hostname}:${address.port}`,
    close: () => stopServer(server),
  };
}

/** The folder of the built page. */
export function findPage(): string {
  return findBuilt('app');
}

/** The folder of the built embed, which the build of the page brings along. */
export function findEmbed(): string {
  return findBuilt('embed');
}

/** Beside this file in the package; in `dist` when this file runs from its source. */
function findBuilt(room: 'app' | 'embed'): string {
  const candidates = [`../${room}/static`, `../../dist/viz/${room}/static`].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  return candidates.find((folder) => existsSync(join(folder, 'index.html'))) ?? candidates[0]!;
}

function listen(server: Server, port: number, hostname: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(explain(cause, port, hostname)));
    server.listen(port, hostname, resolve);
  });
}

function explain(cause: NodeJS.ErrnoException, port: number, hostname: string): Error {
  const where = `Port ${port} on ${hostname}`;
  if (cause.code === 'EADDRINUSE') {
    return new UserError(`${where} is in use by another program.`, {
      hint: `Close that program, or take another port: --port ${port + 1}`,
      cause,
    });
  }
  if (cause.code === 'EACCES') {
    return new UserError(`${where} needs rights this program does not have.`, {
      hint: `Take a port above 1023: --port ${defaultPort}`,
      cause,
    });
  }
  if (cause.code === 'EADDRNOTAVAIL' || cause.code === 'ENOTFOUND') {
    return new UserError(`${hostname} is no address of this machine.`, {
      hint: `Leave it out to listen on ${defaultHostname}.`,
      cause,
    });
  }
  return cause;
}
