/**
 * All servers of a world behind one loopback port, told apart by the Host header, with a log that a judge can read.
 * Answers are made when they are asked for, from the truth.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Host } from '../types.ts';
import { type Answer, type Ask, json } from './answer.ts';
import { respond } from './respond.ts';
import type { World } from './types.ts';

/** One request as the server saw it. Times are milliseconds on a clock that never goes back. */
export interface RequestLogEntry {
  host: string;
  method: string;
  /** With the query. */
  path: string;
  userAgent: string | null;
  startedAt: number;
  /** null while it runs, and for a connection that was left hanging. */
  finishedAt: number | null;
  /** null when the connection was closed without an answer. */
  status: number | null;
  /** Of the body as sent. */
  bytes: number;
  /** Requests for the same host that were running when this one started. */
  inFlight: number;
  /** Of the host; null where the name has none. */
  address: string | null;
  /** The same for all hosts that share its address. */
  inFlightAtAddress: number;
}

export interface WorldServer {
  port: number;
  /** In the order of arrival; empty when the log is off. */
  log: RequestLogEntry[];
  /** What a name resolves to in this world; rejects with code ENOTFOUND where it has no address. */
  addressesOf(hostname: string): Promise<string[]>;
  /** Ends open connections too. */
  close(): Promise<void>;
}

export interface ServeOptions {
  /** true unless told: keep the request log. */
  log?: boolean;
  /** Extra time before each answer, in milliseconds. */
  latencyMs?: (host: Host) => number;
}

const compress = promisify(gzip);
const smallestCompressedBody = 1024;
const mostRequestBytes = 64 * 1024;

/** Listens on a free port of 127.0.0.1. */
export async function serveWorld(
  world: World,
  { log: keepLog = true, latencyMs }: ServeOptions = {},
): Promise<WorldServer> {
  const log: RequestLogEntry[] = [];
  const running = new Map<string, number>();
  const enter = (key: string) => {
    const before = running.get(key) ?? 0;
    running.set(key, before + 1);
    return before;
  };
  const leave = (key: string) => {
    const left = running.get(key)! - 1;
    if (left === 0) running.delete(key);
    else running.set(key, left);
  };
  const greeted = new Set<string>();

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
    const address = world.addressOf(host);
    // No host name holds a colon or a digit at its end, so the two never meet.
    const inFlight = enter(host);
    const inFlightAtAddress = address === null ? inFlight : enter(address);
    const entry = startEntry(request, { host, inFlight, address, inFlightAtAddress });
    if (keepLog) log.push(entry);
    response.once('close', () => {
      leave(host);
      if (address !== null) leave(address);
      if (response.writableEnded) entry.finishedAt = performance.now();
    });
    const ask = await readAsk(request);
    const server = world.find(host);
    const wait = server === undefined || latencyMs === undefined ? 0 : latencyMs(server.host);
    if (wait > 0) await pause(wait);
    const limited = server?.rateLimitsOnce === true && ask.path.startsWith('/api/') && !greeted.has(host);
    if (limited) greeted.add(host);
    const answer = limited ? tooManyRequests() : respond(world, host, ask);
    if (answer === 'hang') return;
    if (answer === 'drop') {
      request.socket.destroy();
      return;
    }
    entry.status = answer.status;
    entry.bytes = await send(response, answer, request.headers['accept-encoding']);
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    log,
    async addressesOf(hostname) {
      const address = world.addressOf(hostname);
      if (address !== null) return [address];
      throw Object.assign(new Error(`${hostname} has no address`), { code: 'ENOTFOUND' });
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function startEntry(
  request: IncomingMessage,
  place: Pick<RequestLogEntry, 'host' | 'inFlight' | 'address' | 'inFlightAtAddress'>,
): RequestLogEntry {
  return {
    ...place,
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    userAgent: request.headers['user-agent'] ?? null,
    startedAt: performance.now(),
    finishedAt: null,
    status: null,
    bytes: 0,
  };
}

async function readAsk(request: IncomingMessage): Promise<Ask> {
  const url = new URL(request.url ?? '/', 'https://world.example');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= mostRequestBytes) chunks.push(chunk);
  }
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    contentType: request.headers['content-type'] ?? null,
    ifNoneMatch: request.headers['if-none-match'] ?? null,
    body: readJson(Buffer.concat(chunks).toString('utf8')),
  };
}

function readJson(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** What a proxy before the software says; it asks for one second. */
function tooManyRequests(): Answer {
  return json({ error: 'Too many requests' }, { status: 429, headers: { 'retry-after': '1' } });
}

/** @returns bytes of the body as sent */
async function send(
  response: ServerResponse,
  answer: Answer,
  accepted: string | string[] | undefined,
): Promise<number> {
  const body = Buffer.from(answer.body, 'utf8');
  const packs = body.length >= smallestCompressedBody && /\bgzip\b/.test(String(accepted));
  const sent = packs ? await compress(body) : body;
  const encoding = packs ? { 'content-encoding': 'gzip', vary: 'Accept-Encoding' } : {};
  response.writeHead(answer.status, { ...answer.headers, ...encoding, 'content-length': sent.length });
  response.end(sent);
  return sent.length;
}
