/** How much of a body is read, by path. */
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Problem } from './problems.ts';

const megabyte = 1024 * 1024;

/** As JSON, every quote and every end of a line of a file takes two bytes. */
const largestFile = limitTo(17 * megabyte, {
  error: 'The list is larger than 8 MB.',
  hint: 'Give a part of it at a time.',
});

/** A blocklist of 100,000 entries as JSON stays below this. */
const largestScenario = limitTo(8 * megabyte, {
  error: 'The scenario is larger than 8 MB.',
  hint: 'Ask with fewer entries, or use `faultline impact --blocklist`.',
});

export const limitBody: MiddlewareHandler = (context, next) =>
  (context.req.path === '/api/blocklist' ? largestFile : largestScenario)(context, next);

function limitTo(maxSize: number, body: Problem['body']): MiddlewareHandler {
  return bodyLimit({ maxSize, onError: (context) => context.json(body, 413) });
}
