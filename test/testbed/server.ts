/**
 * One http server on 127.0.0.1 that plays many hosts, told apart by the Host header, and keeps a log. The log is the
 * judge: what the crawler says about itself does not count.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LogEntry {
  host: string;
  method: string;
  path: string;
  body: string;
  headers: IncomingMessage['headers'];
  /** Monotonic milliseconds. */
  startedAt: number;
  /** null while the answer is under way. */
  finishedAt: number | null;
  /** The whole answer went out: nobody hung up before. */
  isWhole: boolean;
  /** Written to the connection, headers included. */
  sentBytes: number;
  /** Requests for the same host under way when this one came, itself included. */
  inFlight: number;
}

export type Handler = (request: IncomingMessage, response: ServerResponse, entry: LogEntry) => void | Promise<void>;
/** Answers by `METHOD path`, `path` or `*`; text, JSON or a function. */
export type Site = Record<string, Handler | string | object>;

export interface TestServer {
  port: number;
  log: LogEntry[];
  paths(host: string): string[];
  close(): Promise<void>;
}

export async function serveSites(sites: Record<string, Site>): Promise<TestServer> {
  const log: LogEntry[] = [];
  const active = new Map<string, number>();
  const server = createServer(async (request, response) => {
    const host = request.headers.host ?? '';
    const path = request.url ?? '';
    const inFlight = (active.get(host) ?? 0) + 1;
    active.set(host, inFlight);
    const { method = '', headers } = request;
    const entry: LogEntry = {
      host,
      method,
      path,
      headers,
      body: '',
      startedAt: performance.now(),
      finishedAt: null,
      isWhole: false,
      sentBytes: 0,
      inFlight,
    };
    log.push(entry);
    const { socket } = request;
    const sentBefore = socket.bytesWritten;
    response.once('close', () => {
      entry.isWhole = response.writableFinished;
      entry.sentBytes = socket.bytesWritten - sentBefore;
      entry.finishedAt = performance.now();
      active.set(host, (active.get(host) ?? 1) - 1);
    });
    for await (const chunk of request) entry.body += chunk;
    const site = sites[host];
    if (site === undefined) return void request.socket.destroy();
    const bare = path.replace(/\?.*$/, '');
    const answer = site[`${method} ${path}`] ?? site[path] ?? site[bare] ?? site['*'];
    await respond(answer, request, response, entry);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    log,
    paths: (host) => log.filter((entry) => entry.host === host).map((entry) => entry.path),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function respond(
  answer: Site[string] | undefined,
  request: IncomingMessage,
  response: ServerResponse,
  entry: LogEntry,
): Promise<void> {
  if (answer === undefined) response.writeHead(404).end();
  else if (typeof answer === 'function') await (answer as Handler)(request, response, entry);
  else if (typeof answer === 'string') response.writeHead(200, { 'content-type': 'text/plain' }).end(answer);
  else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
}

export function status(code: number, headers: Record<string, string> = {}, body = ''): Handler {
  return (_request, response) => void response.writeHead(code, headers).end(body);
}

/** NodeInfo of a software, as the two answers a site needs. */
export function nodeInfo(host: string, name: string, version: string, more: object = {}): Site {
  const rel = 'http://nodeinfo.diaspora.software/ns/schema/2.0';
  return {
    '/.well-known/nodeinfo': { links: [{ rel, href: `https://${host}/nodeinfo/2.0` }] },
    '/nodeinfo/2.0': { version: '2.0', software: { name, version }, usage: { users: {} }, ...more },
  };
}

/** An open Mastodon that lists `peers`. */
export function mastodonSite(host: string, peers: unknown[] = [], more: Site = {}): Site {
  return {
    '/robots.txt': 'User-agent: *\nDisallow: /media_proxy/\n',
    ...nodeInfo(host, 'mastodon', '4.3.2'),
    '/api/v2/instance': { domain: host, languages: ['en'] },
    '/api/v1/instance/peers': peers,
    '/api/v1/instance/domain_blocks': [],
    ...more,
  };
}
