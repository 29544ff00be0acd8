/** An answer as a visit reads it: what came over the wire, and the JSON in it. */
import type { Outcome } from '../../data/types.ts';
import type { NameReader, Names } from '../names/name-reader.ts';
import { readJson } from './body.ts';
import type { AnswerHeaders, WireAnswer } from './client.ts';
import type { JsonBounds } from './json-bounds.ts';
import { field } from './read.ts';

export interface Answer extends WireAnswer {
  json: unknown;
  names?: Names | undefined;
  text?: string | undefined;
}

/** A request that was not sent. */
export function unsent(outcome: Outcome, now: number): Answer {
  return {
    outcome,
    status: null,
    headers: {},
    body: null,
    json: undefined,
    bytes: 0,
    bodyHash: null,
    sentAt: now,
    durationMs: 0,
  };
}

/** @returns where a redirect leads, or null when that is nowhere */
export function readLocation({ location }: AnswerHeaders, base: string): URL | null {
  return location !== undefined && URL.canParse(location, base) ? new URL(location, base) : null;
}

/** How an answer is read. names: an array of nothing but names is read as such, anything else as JSON. */
export type Form = 'text' | 'names' | 'json';

export const accepts: Readonly<Record<Form, string>> = {
  text: 'text/plain, */*;q=0.1',
  names: 'application/json',
  json: 'application/json',
};

/** Text is left as it is. */
export async function readAnswer(
  wire: WireAnswer,
  form: Form,
  { bounds, names }: { bounds: JsonBounds; names: NameReader },
): Promise<Answer> {
  if (form === 'text') return { ...wire, json: undefined };
  const isList = form === 'names' && wire.outcome === 'ok' && wire.body !== null;
  const read = isList ? await names.read(wire.body!) : undefined;
  return read === undefined ? readJsonAnswer(wire, bounds) : { ...wire, body: null, json: undefined, names: read };
}

/**
 * The outcome also says whether the body could be read; the body itself is not kept.
 * Lemmy 0.18 and 0.19 send "too many requests" as 400.
 */
function readJsonAnswer(wire: WireAnswer, bounds: JsonBounds): Answer {
  const { outcome, status, body } = wire;
  const read = body === null ? undefined : readJson(body, bounds);
  const isHiddenRateLimit = status === 400 && field(read?.json, 'error') === 'rate_limit_error';
  if (isHiddenRateLimit) return { ...wire, body: null, outcome: 'rate-limited', json: undefined };
  return {
    ...wire,
    body: null,
    outcome: outcome === 'ok' ? (read?.outcome ?? outcome) : outcome,
    json: read?.json,
  };
}
