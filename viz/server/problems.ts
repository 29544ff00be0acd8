/** Every refusal has one form, `{ error, hint }`, whatever raised it. */
import { HTTPException } from 'hono/http-exception';
import { UserError } from '../../data/errors.ts';

export interface Problem {
  status: 400 | 404 | 413 | 415;
  body: { error: string; hint: string };
}

const apiHint = 'GET /api/openapi.json lists every path and says what each question looks like.';

export const unknownPath: Problem = { status: 404, body: { error: 'The API has no such path.', hint: apiHint } };

export const bodyTooLarge: Problem = {
  status: 413,
  body: {
    error: 'The scenario is larger than 8 MB.',
    hint: 'Ask with fewer entries, or use `faultline impact --blocklist`.',
  },
};

/** @returns what to answer, or undefined when the error is a bug */
export function explainProblem(error: Error): Problem | undefined {
  if (error instanceof UserError) {
    // The analysis says “not seen” of a host that is in no list of the snapshot: the thing asked for does not exist.
    const status = /\bnot seen\b/.test(error.message) ? 404 : 400;
    return { status, body: { error: error.message, hint: error.hint } };
  }
  if (error instanceof HTTPException && (error.status === 400 || error.status === 415)) {
    return { status: error.status, body: { error: `The request cannot be read: ${error.message}`, hint: apiHint } };
  }
  return undefined;
}
