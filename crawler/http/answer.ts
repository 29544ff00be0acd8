/** An answer as a visit reads it: what came over the wire, and the JSON in it. */
import type { Outcome } from '../../data/types.ts';
import { readJson } from './body.ts';
import type { AnswerHeaders, WireAnswer } from './client.ts';
import type { JsonBounds } from './json-bounds.ts';
import { field } from './read.ts';

export interface Answer extends WireAnswer {
  json: unknown;
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

/**
 * The outcome also says whether the body could be read; the body itself is not kept.
 * Lemmy 0.18 and 0.19 send "too many requests" as 400.
 */
export function readAnswer(wire: WireAnswer, bounds: JsonBounds): Answer {
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
