/** Every refusal has one form, `{ error, hint }`, whatever raised it. */
import { HTTPException } from 'hono/http-exception';
import { UserError } from '../../data/errors.ts';

export interface Problem {
  status: 400 | 403 | 404 | 405 | 409 | 413 | 415 | 429;
  body: { error: string; hint: string };
}

/** A refusal whose status no rule below finds. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly problem: Problem;

  constructor(status: Problem['status'], body: Problem['body']) {
    super(body.error);
    this.problem = { status, body };
  }
}

export const apiHint = 'GET /api lists every path and says what each question looks like.';

export const unknownPath: Problem = { status: 404, body: { error: 'The API has no such path.', hint: apiHint } };

const notJson: Problem = {
  status: 415,
  body: { error: 'The body is not sent as JSON.', hint: 'Send it with the header Content-Type: application/json.' },
};

/** @returns what to answer, or undefined when the error is a bug */
export function explainProblem(error: Error): Problem | undefined {
  if (error instanceof Refusal) return error.problem;
  if (error instanceof UserError) {
    // The analysis says “not seen” of a host that is in no list of the snapshot: the thing asked for does not exist.
    const status = /\bnot seen\b/.test(error.message) ? 404 : 400;
    return { status, body: { error: error.message, hint: error.hint } };
  }
  if (!(error instanceof HTTPException)) return undefined;
  if (error.status === 415) return notJson;
  if (error.status === 400) {
    return { status: 400, body: { error: `The request cannot be read: ${error.message}.`, hint: apiHint } };
  }
  return undefined;
}
