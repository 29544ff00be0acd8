/**
 * One exchange with one server: a request out, an answer or the reason there is none. No redirects, no second
 * tries, no opinion about robots: that is the session's part.
 *
 * Nothing else in the program talks to servers.
 */
import { createHash, webcrypto } from 'node:crypto';
import pLimit from 'p-limit';
import type { Dispatcher } from 'undici';
import type { Host, Outcome } from '../../data/types.ts';
import type { Effects } from '../effects.ts';
import type { CrawlSettings } from '../settings.ts';
import { userAgent } from '../settings.ts';
import { acceptEncoding, decompress } from './body.ts';
import { startDeadline } from './deadline.ts';
import { isRedirect, outcomeOfError, outcomeOfStatus } from './outcome.ts';
import { withSockets } from './sockets.ts';

export interface WireRequest {
  host: Host;
  method: 'GET' | 'POST';
  /** Path and query. */
  path: string;
  accept: string;
  /** Sent as JSON. */
  body?: unknown;
  /** Entity tag of the answer that is held, as the server wrote it. */
  ifNoneMatch?: string | undefined;
  /** As received. */
  maxBytes: number;
  maxDecompressedBytes: number;
}

export interface WireAnswer {
  outcome: Outcome;
  status: number | null;
  headers: AnswerHeaders;
  /** Decompressed; null where there is none or it was not kept. */
  body: Buffer | null;
  /** Received, before decompression. */
  bytes: number;
  bodyHash: string | null;
  sentAt: number;
  durationMs: number;
}

/** Names in lower case; of a repeated header the first. */
export type AnswerHeaders = Readonly<Record<string, string | undefined>>;

/** Of an error page or a redirect we want a code at most, never the page. */
const maxErrorBodyBytes = 64 * 1024;
/** Hashed in a tenth of a millisecond. */
const longBody = 128 * 1024;
/**
 * Long bodies are taken apart and hashed beside the event loop one at a time: many at once would come back all in one of
 * its turns, and on few cores hold it up meanwhile.
 */
const longAtOnce = pLimit(1);

const { subtle } = webcrypto;

interface Exchange {
  effects: Effects;
  settings: CrawlSettings;
  signal?: AbortSignal | undefined;
}

/**
 * Sends one request over https, default port; waits where this machine has no sockets left.
 * @returns always an answer: failures of the world are outcomes. A redirect comes back as `moved`.
 * @throws what is neither the network's nor the server's doing
 */
export async function exchange(request: WireRequest, options: Exchange): Promise<WireAnswer> {
  const { effects, signal } = options;
  let sentAt = effects.now();
  const attempt = () => {
    sentAt = effects.now();
    return send(request, options);
  };
  const received = await withSockets(attempt, options).catch((error: unknown) => {
    if (!signal?.aborted) throw error;
    return nothing('aborted');
  });
  // The clock may be set back meanwhile.
  return { ...received, sentAt, durationMs: Math.max(0, Math.round(effects.now() - sentAt)) };
}

type Received = Omit<WireAnswer, 'sentAt' | 'durationMs'>;

async function send(request: WireRequest, { effects, settings, signal }: Exchange): Promise<Received> {
  if (signal?.aborted) return nothing('aborted');
  const { host, method, path, accept, body, ifNoneMatch } = request;
  const deadline = startDeadline(settings.requestTimeoutMs, signal);
  const progress = { status: null as number | null, bytes: 0 };
  try {
    const response = await effects.network.dispatcher.request({
      origin: `https://${host}`,
      path,
      method,
      headers: {
        'user-agent': userAgent(settings),
        accept,
        'accept-encoding': acceptEncoding,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(ifNoneMatch === undefined ? {} : { 'if-none-match': ifNoneMatch }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: deadline.signal,
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    progress.status = response.statusCode;
    return await receive(response, request, progress);
  } catch (error) {
    const outcome = deadline.isOver ? 'timeout' : signal?.aborted ? 'aborted' : outcomeOfError(error);
    if (outcome === undefined)
      throw new Error(`unexpected failure of ${method} https://${host}${path}`, { cause: error });
    return { ...nothing(outcome), ...progress };
  } finally {
    deadline.clear();
  }
}

async function receive(
  response: Dispatcher.ResponseData,
  { maxBytes, maxDecompressedBytes, ifNoneMatch }: WireRequest,
  progress: { bytes: number },
): Promise<Received> {
  const status = response.statusCode;
  const headers = firstValues(response.headers);
  const outcome = meaningOf(status, ifNoneMatch !== undefined);
  const wanted = outcome === 'ok';
  const received = await collect(response, wanted ? maxBytes : maxErrorBodyBytes, progress);
  const answer = { status, headers, bytes: progress.bytes, body: null, bodyHash: null };
  if (received === undefined) return { ...answer, outcome: wanted ? 'too-large' : outcome };
  const mostBytes = wanted ? maxDecompressedBytes : maxErrorBodyBytes;
  const takeApart = () => unpack(received, headers['content-encoding'], mostBytes);
  const decoded = progress.bytes < longBody ? await takeApart() : await longAtOnce(takeApart);
  if (decoded.body === null) return { ...answer, outcome: wanted ? decoded.outcome : outcome };
  return { ...answer, outcome, body: decoded.body, bodyHash: decoded.hash };
}

async function unpack(received: readonly Buffer[], encoding: string | undefined, maxBytes: number) {
  const decoded = await decompress(Buffer.concat(received), encoding, maxBytes);
  return { ...decoded, hash: decoded.body === null ? null : await hashOf(decoded.body) };
}

/** SHA-256 in hex; null for nothing. A long body is hashed beside the event loop, which for a short one takes longer. */
async function hashOf(body: Buffer): Promise<string | null> {
  if (body.length === 0) return null;
  if (body.length < longBody) return createHash('sha256').update(body).digest('hex');
  return Buffer.from(await subtle.digest('SHA-256', body)).toString('hex');
}

/** Only a condition can be answered with 304 (RFC 9110 section 15.4.5). */
export function meaningOf(status: number, isConditional: boolean): Outcome {
  if (isRedirect(status)) return 'moved';
  const outcome = outcomeOfStatus(status);
  return outcome === 'not-modified' && !isConditional ? 'malformed' : outcome;
}

/** @returns the whole body in parts, or undefined when it is, or says it is, longer than `maxBytes`; the connection ends then */
async function collect(
  { body, headers }: Dispatcher.ResponseData,
  maxBytes: number,
  progress: { bytes: number },
): Promise<Buffer[] | undefined> {
  // Ending a body early raises an error on it, which concerns nobody any more.
  body.on('error', () => {});
  if (Number(headers['content-length']) > maxBytes) {
    body.destroy();
    return undefined;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of body as AsyncIterable<Buffer>) {
    progress.bytes += chunk.length;
    if (progress.bytes > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return chunks;
}

function nothing(outcome: Outcome): Received {
  return { outcome, status: null, headers: {}, body: null, bytes: 0, bodyHash: null };
}

function firstValues(headers: Record<string, string | string[] | undefined>): AnswerHeaders {
  const entries = Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]);
  return Object.fromEntries(entries);
}
