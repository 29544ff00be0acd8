/** A large answer that never changes: written as JSON, compressed and tagged once, not at every request. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Context, TypedResponse } from 'hono';
import { accepts } from 'hono/accepts';

/** @returns a handler that sends `value` as JSON, gzipped for a client that takes it; `ETag` lets a client keep it */
export function packAnswer<Value>(value: Value) {
  const plain = Buffer.from(JSON.stringify(value));
  const gzipped = gzipSync(plain);
  const headers = {
    'Content-Type': 'application/json',
    ETag: `"${createHash('sha256').update(plain).digest('base64url')}"`,
    Vary: 'Accept-Encoding',
  };
  return (context: Context) => {
    const encoding = accepts(context, {
      header: 'Accept-Encoding',
      supports: ['gzip', 'identity'],
      default: 'identity',
    });
    const response: Response =
      encoding === 'gzip'
        ? context.body(gzipped, 200, { ...headers, 'Content-Encoding': 'gzip' })
        : context.body(plain, 200, headers);
    return response as Response & TypedResponse<Value, 200, 'json'>;
  };
}
