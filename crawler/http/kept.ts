/** Answers kept so that they can be read again: what is kept of one, and how it becomes an answer once more. */
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompressSync, constants } from 'node:zlib';
import type { KeptAnswer, RequestRecord, Visit } from '../../data/types.ts';
import { meaningOf, type WireAnswer } from './client.ts';
import type { JsonBounds } from './json-bounds.ts';
import { restHeaders } from './retry.ts';
import { type AskedFor, noJson, withoutPersons } from './without-persons.ts';

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

/** How an answer is read, and so what of it may be kept. */
interface ReadAs {
  asked: AskedFor;
  bounds: JsonBounds;
}

/** Puts the answer to the last of a visit's requests beside it, while there is room for it. */
export async function keepLast(requests: RequestRecord[], wire: WireAnswer, as: ReadAs): Promise<void> {
  const kept = await keepAnswer(wire, as);
  const last = requests.at(-1);
  if (kept === undefined || last === undefined) return;
  if (bytesKeptOf({ requests }) + (kept.body?.compressed.length ?? 0) <= maxKeptBytes) last.kept = kept;
}

/** @returns undefined where no answer came, and for "not modified": the answer that it confirms is kept */
async function keepAnswer(
  { status, outcome, headers, body }: WireAnswer,
  { asked, bounds }: ReadAs,
): Promise<KeptAnswer | undefined> {
  if (status === null || outcome === 'not-modified') return undefined;
  const kept = keptHeaders.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]]));
  const looks = Object.fromEntries(kept) as Record<string, string>;
  if (body === null || body.length === 0) return { headers: looks, body: null };
  // Of a refusal in words nothing is read.
  const isRead = asked === 'json' || outcome === 'ok';
  const keepable = isRead ? withoutPersons(body, asked, bounds) : { body: noJson, isStruck: true };
  if (keepable === undefined) return { headers: looks, body: null };
  const { length } = keepable.body;
  const compressed = await compress(keepable.body, {
    params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: length },
  });
  return { headers: looks, body: { compressed, bytes: length, isStruck: keepable.isStruck } };
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
  if (kept === undefined) return undefined;
  // More in it than is read: that stays so without the body.
  if (outcome === 'too-large') return { ...noted, headers: kept.headers };
  if (bodyHash !== null && kept.body === null) return undefined;
  const { headers } = kept;
  if (kept.body !== null) {
    const body = brotliDecompressSync(kept.body.compressed, { maxOutputLength: Math.max(1, kept.body.bytes) });
    return { ...noted, headers, outcome: meaningOf(status, isConditional), body };
  }
  // Nothing but an empty body comes to these without a hash.
  const body = outcome === 'ok' || outcome === 'not-json' ? Buffer.alloc(0) : null;
  return { ...noted, headers, outcome: body === null ? outcome : meaningOf(status, isConditional), body };
}
