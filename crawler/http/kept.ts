/** Answers kept so that they can be read again: what is kept of one, and how it becomes an answer once more. */
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompressSync, constants } from 'node:zlib';
import type { KeptAnswer, RequestRecord, Visit } from '../../data/types.ts';
import { meaningOf, type WireAnswer } from './client.ts';
import { restHeaders } from './retry.ts';

const mib = 1024 * 1024;

/** Compressed, in one visit: 400 answers of 40 KiB. A server that sends more is read, but cannot be read again. */
export const maxKeptBytes = 16 * mib;
/** Compressed, in visits that wait to be recorded; at twice as many no new visit starts. */
export const maxWaitingBytes = 64 * mib;

/** Those that a reader or the manners look at, and what the body was said to be. */
const keptHeaders: readonly string[] = ['location', 'date', 'content-type', 'etag', ...restHeaders];

const compress = promisify(brotliCompress);
/** Half of what JSON takes at 1, at a speed no crawl outruns; 11 takes a hundred times as long for a tenth less. */
const quality = 5;

/** Puts the answer to the last of a visit's requests beside it, while there is room for it. */
export async function keepLast(requests: RequestRecord[], wire: WireAnswer): Promise<void> {
  const kept = await keepAnswer(wire);
  const last = requests.at(-1);
  if (kept === undefined || last === undefined) return;
  if (bytesKeptOf({ requests }) + (kept.body?.compressed.length ?? 0) <= maxKeptBytes) last.kept = kept;
}

/** @returns undefined where no answer came, and for "not modified": the answer that it confirms is kept */
async function keepAnswer({ status, outcome, headers, body }: WireAnswer): Promise<KeptAnswer | undefined> {
  if (status === null || outcome === 'not-modified') return undefined;
  const kept = keptHeaders.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]]));
  const looks = Object.fromEntries(kept) as Record<string, string>;
  if (body === null || body.length === 0) return { headers: looks, body: null };
  const compressed = await compress(body, {
    params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
  });
  return { headers: looks, body: { compressed, bytes: body.length } };
}

/** Compressed bytes of what a visit keeps. */
export function bytesKeptOf({ requests }: Pick<Visit, 'requests'>): number {
  return requests.reduce((sum, { kept }) => sum + (kept?.body?.compressed.length ?? 0), 0);
}

/**
 * The answer as it came over the wire, before anybody read it.
 * @param isConditional it was asked for with an entity tag that is held: only then is there something to confirm
 * @returns undefined when the answer was not kept
 */
export function recallAnswer(record: RequestRecord, isConditional: boolean): WireAnswer | undefined {
  const { outcome, status, bytes, bodyHash, sentAt, durationMs, kept } = record;
  const noted = { outcome, status, headers: {}, body: null, bytes, bodyHash, sentAt, durationMs };
  if (status === null || (outcome === 'not-modified' && isConditional)) return noted;
  if (kept === undefined || (bodyHash !== null && kept.body === null)) return undefined;
  const { headers } = kept;
  if (kept.body !== null) {
    const body = brotliDecompressSync(kept.body.compressed, { maxOutputLength: Math.max(1, kept.body.bytes) });
    return { ...noted, headers, outcome: meaningOf(status, isConditional), body };
  }
  // Nothing but an empty body comes to these without a hash.
  const body = outcome === 'ok' || outcome === 'not-json' ? Buffer.alloc(0) : null;
  return { ...noted, headers, outcome: body === null ? outcome : meaningOf(status, isConditional), body };
}
