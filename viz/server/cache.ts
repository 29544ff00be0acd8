/** How long a browser may keep what it was given. */
import type { MiddlewareHandler } from 'hono';

/** The names of built assets hold their hash, so an asset never changes under its name. */
export const forEver = 'public, max-age=31536000, immutable';

export function cacheFor(policy: string): MiddlewareHandler {
  return async (context, next) => {
    await next();
    if (context.res.status < 400) context.header('Cache-Control', policy);
  };
}
