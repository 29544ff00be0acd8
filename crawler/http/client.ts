/**
 * One exchange with one server: a request out, an answer or the reason there is none. No redirects, no second
 * tries, no opinion about robots: that is the session's part.
 *
 * Nothing else in the program talks to servers.
 */
import { createHash } from 'node:crypto';
import type { Dispatcher } from 'undici';
import type { Host, Outcome } from '../../data/types.ts';
import type { Effects } from '../effects.ts';
import type { CrawlSettings } from '../settings.ts';
import { userAgent } from '../settings.ts';
import { acceptEncoding, decompress } from './body.ts';
import { isRedirect, outcomeOfError, outcomeOfStatus } from './outcome.ts';

export interface WireRequest {
  host: Host;
  method: 'GET' | 'POST';
  /** Path and query. */
  path: string;
  accept: string;
  /** Sent as JSON. */
  body?: unknown;
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

/**
 * Sends one request over https, default port.
 * @returns always an answer: failures of the world are outcomes. A redirect comes back as `moved`.
 * @throws what is neither the network's nor the server's doing
 */
export async function exchange(
  request: WireRequest,
  { effects, settings, signal }: { effects: Effects; settings: CrawlSettings; signal?: AbortSignal | undefined },
): Promise<WireAnswer> {
  const sentAt = effects.now();
  const received = await send(request, { effects, settings, signal });
  // The clock may be set back meanwhile.
  return { ...received, sentAt, durationMs: Math.max(0, Math.round(effects.now() - sentAt)) };
}

type Received = Omit<WireAnswer, 'sentAt' | 'durationMs'>;

async function send(
  request: WireRequest,
  { effects, settings, signal }: { effects: Effects; settings: CrawlSettings; signal?: AbortSignal | undefined },
): Promise<Received> {
  if (signal?.aborted) return nothing('aborted');
  const { host, method, path, accept, body } = request;
  // Real time on purpose: sockets do not obey an injected clock.
  const deadline = AbortSignal.timeout(settings.requestTimeoutMs);
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
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: signal === undefined ? deadline : AbortSignal.any([deadline, signal]),
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    progress.status = response.statusCode;
    return await receive(response, request, progress);
  } catch (error) {
    const outcome = deadline.aborted ? 'timeout' : signal?.aborted ? 'aborted' : outcomeOfError(error);
    if (outcome === undefined)
      throw new Error(`unexpected failure of ${method} https://${host}${path}`, { cause: error });
    return { ...nothing(outcome), ...progress };
  }
}

async function receive(
  response: Dispatcher.ResponseData,
  { maxBytes, maxDecompressedBytes }: WireRequest,
  progress: { bytes: number },
): Promise<Received> {
  const status = response.statusCode;
  const headers = firstValues(response.headers);
  const outcome = isRedirect(status) ? 'moved' : outcomeOfStatus(status);
  const wanted = outcome === 'ok';
  const received = await collect(response, wanted ? maxBytes : maxErrorBodyBytes, progress);
  const answer = { status, headers, bytes: progress.bytes, body: null, bodyHash: null };
  if (received === undefined) return { ...answer, outcome: wanted ? 'too-large' : outcome };
  const decoded = await decompress(
    received,
    headers['content-encoding'],
    wanted ? maxDecompressedBytes : maxErrorBodyBytes,
  );
  if (decoded.body === null) return { ...answer, outcome: wanted ? decoded.outcome : outcome };
  const bodyHash = decoded.body.length === 0 ? null : createHash('sha256').update(decoded.body).digest('hex');
  return { ...answer, outcome, body: decoded.body, bodyHash };
}

/** @returns the whole body, or undefined when it is, or says it is, longer than `maxBytes`; the connection ends then */
async function collect(
  { body, headers }: Dispatcher.ResponseData,
  maxBytes: number,
  progress: { bytes: number },
): Promise<Buffer | undefined> {
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
  return Buffer.concat(chunks);
}

function nothing(outcome: Outcome): Received {
  return { outcome, status: null, headers: {}, body: null, bytes: 0, bodyHash: null };
}

function firstValues(headers: Record<string, string | string[] | undefined>): AnswerHeaders {
  const entries = Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]);
  return Object.fromEntries(entries);
}
