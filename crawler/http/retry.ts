/** When a second try is due: a pure function of the answer. */
import type { Outcome } from '../../data/types.ts';
import type { CrawlSettings } from '../settings.ts';
import type { AnswerHeaders } from './client.ts';
import { nextSteps } from './outcome.ts';

export interface RetryQuestion {
  outcome: Outcome;
  headers: AnswerHeaders;
  /** Tries made so far, at least 1. */
  tries: number;
  /** The host has answered something in this visit. */
  hasAnswered: boolean;
  now: number;
  /** In [0, 1); spreads second tries over a quarter of the delay. */
  random: number;
  settings: Pick<CrawlSettings, 'retryLimit' | 'retryDelayMs' | 'retryAfterLimitMs'>;
}

/**
 * Milliseconds to wait before trying again, or null: do not.
 *
 * A time the server names is kept to the letter or, past the limit, not waited for at all. Without one, a 429 earns
 * no second try (it said "not now", and we will not guess), and neither does a host that has not answered yet in
 * this visit: dead hosts must cost little.
 */
export function retryDelay(question: RetryQuestion): number | null {
  const { outcome, headers, tries, hasAnswered, now, random, settings } = question;
  if (!nextSteps[outcome].mayRetry || tries > settings.retryLimit) return null;
  const named = readRetryAfter(headers, now);
  if (named !== null) return named <= settings.retryAfterLimitMs ? named : null;
  if (outcome === 'rate-limited' || !hasAnswered) return null;
  return Math.round(settings.retryDelayMs * 2 ** (tries - 1) * (1 + random / 4));
}

/** What `askedRest` and `retryDelay` look at. */
export const restHeaders: readonly string[] = [
  'retry-after',
  'x-ratelimit-retry-after',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
  'x-ratelimit-clear',
];

/** A server that names a year means that it does not want us; that is asked again once a month. */
export const longestWaitMs = 30 * 24 * 3_600_000;

/**
 * How long the server wants to be left alone, also where nothing is asked a second time.
 * @returns `ms` from `now`, at most 30 days; `inVisit` when a visit waits for so long; null when the server names no time
 */
export function askedRest({
  outcome,
  headers,
  now,
  settings,
}: Omit<RetryQuestion, 'tries' | 'hasAnswered' | 'random'>): { ms: number; inVisit: boolean } | null {
  const named = nextSteps[outcome].mayRetry ? readRetryAfter(headers, now) : readQuotaReset(headers, now);
  if (named === null) return null;
  return { ms: Math.round(Math.min(named, longestWaitMs)), inVisit: named <= settings.retryAfterLimitMs };
}

/**
 * Milliseconds from `now` until a server that could not serve us wants to hear from us again, or null when it does not say.
 * Retry-After (RFC 9110 section 10.2.3: seconds or HTTP-date), X-RateLimit-Retry-After (Mbin, Unix seconds), or the end
 * of a quota.
 */
export function readRetryAfter(headers: AnswerHeaders, now: number): number | null {
  return (
    readMoment(headers['retry-after'], now) ??
    readMoment(headers['x-ratelimit-retry-after'], now) ??
    readQuotaReset(headers, now)
  );
}

/**
 * Milliseconds from `now` until a quota that is used up starts anew; null while some is left, or when nobody says.
 * X-RateLimit-Reset: ISO 8601 (Mastodon, GoToSocial), Unix seconds, or seconds from now. X-RateLimit-Clear: seconds
 * (Sharkey, whose Reset comes with refusals only, beside a Retry-After, and was in milliseconds at first).
 */
export function readQuotaReset(headers: AnswerHeaders, now: number): number | null {
  if (!/^\s*0+\s*$/.test(headers['x-ratelimit-remaining'] ?? '')) return null;
  return readMoment(headers['x-ratelimit-reset'], now) ?? readMoment(headers['x-ratelimit-clear'], now);
}

/** A bare number above this is a Unix time, not a wait: 31 years in seconds, or September 2001. */
const unixTimeFrom = 1_000_000_000;

function readMoment(value: string | undefined, now: number): number | null {
  const text = value?.trim() ?? '';
  if (/^\d{1,12}(\.\d{1,6})?$/.test(text)) {
    const seconds = Number(text);
    return Math.max(0, Math.ceil(seconds >= unixTimeFrom ? seconds * 1000 - now : seconds * 1000));
  }
  // Date.parse also takes loose texts such as "1" or "soon 5"; dates we accept start with a weekday or a year.
  const time = /^([A-Z][a-z]{2,8},? |\d{4}-\d{2}-\d{2}T)/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? null : Math.max(0, time - now);
}
