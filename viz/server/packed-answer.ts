/** A large answer that never changes: written, compressed and tagged once, not at every request. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Context, TypedResponse } from 'hono';
import { accepts } from 'hono/accepts';

export function packJson<Value>(value: Value) {
  const send = packBytes(Buffer.from(JSON.stringify(value)), 'application/json');
  return (context: Context) => send(context) as Response & TypedResponse<Value, 200, 'json'>;
}

/** @returns a handler that sends `plain`, gzipped for a client that takes it; `ETag` lets a client keep it */
export function packBytes(plain: Uint8Array<ArrayBuffer>, type: string): (context: Context) => Response {
  const gzipped = gzipSync(plain);
  const headers = {
    'Content-Type': type,
    ETag: `"${createHash('sha256').update(plain).digest('base64url')}"`,
    Vary: 'Accept-Encoding',
  };
  return (context) => {
    const encoding = accepts(context, {
      header: 'Accept-Encoding',
      supports: ['gzip', 'identity'],
      default: 'identity',
    });
    return encoding === 'gzip'
      ? context.body(gzipped, 200, { ...headers, 'Content-Encoding': 'gzip' })
      : context.body(plain, 200, headers);
  };
}
