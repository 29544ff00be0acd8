/** Which visits show that a server is there: it gave any HTTP answer, be it an error or one that nobody can read. */
import type { Outcome } from '../types.ts';
import type { ObservedVisit } from './observation.ts';

export function isAnswered({ requests, status, reason }: ObservedVisit): boolean {
  return status !== 'unreached' || answers.has(reason) || requests.some((request) => request.status !== null);
}

/** What only an HTTP answer can come to; files tell of visits without their requests. */
const answers: ReadonlySet<Outcome> = new Set([
  'moved',
  'redirect-loop',
  'unauthorized',
  'forbidden',
  'not-found',
  'gone',
  'rate-limited',
  'client-error',
  'server-error',
  'too-large',
  'not-json',
  'malformed',
]);

/** The same of a visit in a file that does not say it: a condition on a row of `visits`, beside the table `requests`. */
export function answeredSql(schema: string): string {
  const reasons = [...answers].map((reason) => `'${reason}'`).join(', ');
  return `status::VARCHAR <> 'unreached' OR reason::VARCHAR IN (${reasons})
    OR id IN (SELECT visit_id FROM ${schema}.requests WHERE status IS NOT NULL)`;
}
