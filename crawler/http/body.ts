/** From received bytes to text and JSON, with a bound on what decompression may make of them. */
import { isAscii, isUtf8 } from 'node:buffer';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import type { Outcome } from '../../data/types.ts';
import { isWithinBounds, type JsonBounds } from './json-bounds.ts';

/** What we can take apart; sent as Accept-Encoding. `deflate` is understood but not asked for. */
export const acceptEncoding = 'gzip, br';

const decoders = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  br: promisify(brotliDecompress),
  deflate: promisify(inflate),
} as const;

export type Decoded = { outcome: 'ok'; body: Buffer } | { outcome: 'too-large' | 'malformed'; body: null };

/** Undoes one Content-Encoding (RFC 9110 section 8.4), never producing more than `maxBytes`. */
export async function decompress(received: Buffer, encoding: string | undefined, maxBytes: number): Promise<Decoded> {
  const name = (encoding ?? 'identity').trim().toLowerCase();
  if (name === 'identity' || name === '' || received.length === 0) {
    return received.length <= maxBytes ? { outcome: 'ok', body: received } : { outcome: 'too-large', body: null };
  }
  if (!Object.hasOwn(decoders, name)) return { outcome: 'malformed', body: null };
  try {
    const body = await decoders[name as keyof typeof decoders](received, { maxOutputLength: maxBytes });
    return { outcome: 'ok', body };
  } catch (error) {
    const tooLarge = (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE';
    return { outcome: tooLarge ? 'too-large' : 'malformed', body: null };
  }
}

export type ReadJson = { outcome: 'ok'; json: unknown } | { outcome: Outcome; json: undefined };

/**
 * JSON in UTF-8 (RFC 8259 section 8.1), whatever the Content-Type says: servers disagree about it.
 * @returns `not-json` for a web page or nothing at all, `malformed` for JSON that breaks off or is not UTF-8,
 * `too-large` for what has more in it, or is nested deeper, than the bounds allow
 */
export function readJson(body: Buffer, bounds: JsonBounds): ReadJson {
  if (!isWithinBounds(body, bounds)) return { outcome: 'too-large', json: undefined };
  const text = readUtf8(body);
  if (text === undefined) return { outcome: 'malformed', json: undefined };
  try {
    return { outcome: 'ok', json: JSON.parse(text) };
  } catch {
    return { outcome: /^\s*[[{]/.test(text) ? 'malformed' : 'not-json', json: undefined };
  }
}

/** Without a byte order mark. Plain ASCII, as most answers are, needs no decoder. */
function readUtf8(body: Buffer): string | undefined {
  if (isAscii(body)) return body.toString('latin1');
  return isUtf8(body) ? body.toString().replace(/^\ufeff/, '') : undefined;
}
