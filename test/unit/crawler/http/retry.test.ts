import { expect, test } from 'vitest';
import {
  askedRest,
  type RetryQuestion,
  readQuotaReset,
  readRetryAfter,
  retryDelay,
} from '../../../../crawler/http/retry.ts';

const now = Date.UTC(2026, 10, 23, 12, 0, 0);

test.each([
  ['seconds', { 'retry-after': '30' }, 30_000],
  ['zero', { 'retry-after': '0' }, 0],
  ['fractions (Sharkey)', { 'retry-after': '0.25' }, 250],
  ['an HTTP-date', { 'retry-after': 'Mon, 23 Nov 2026 12:01:00 GMT' }, 60_000],
  ['an HTTP-date of the past', { 'retry-after': 'Mon, 23 Nov 2026 11:00:00 GMT' }, 0],
  ['an old HTTP-date form', { 'retry-after': 'Monday, 23-Nov-26 12:00:10 GMT' }, 10_000],
  [
    'ISO 8601 when the quota is used up (Mastodon)',
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '2026-11-23T12:05:00.123456Z' },
    300_123,
  ],
  ['a Unix time (Mbin)', { 'x-ratelimit-retry-after': String(now / 1000 + 45) }, 45_000],
  ['Retry-After over other headers', { 'retry-after': '5', 'x-ratelimit-retry-after': '9' }, 5000],
])('the time named as %s is read', (_, headers, delayMs) => {
  expect(readRetryAfter(headers, now)).toBe(delayMs);
});

test.each([
  {},
  { 'retry-after': '' },
  { 'retry-after': 'soon' },
  { 'retry-after': '-5' },
  { 'retry-after': 'soon 5' },
  { 'retry-after': '99999999999999999999' },
  { 'x-ratelimit-remaining': '12', 'x-ratelimit-reset': '2026-11-23T12:05:00Z' },
])('%j names no time', (headers) => {
  expect(readRetryAfter(headers, now)).toBeNull();
});

const question = (change: Partial<RetryQuestion>): RetryQuestion => ({
  outcome: 'server-error',
  headers: {},
  tries: 1,
  hasAnswered: true,
  now,
  random: 0,
  settings: { retryLimit: 2, retryDelayMs: 5000, retryAfterLimitMs: 60_000 },
  ...change,
});

test.each([
  ['a server error, once answered', {}, 5000],
  ['the second time, twice as long', { tries: 2 }, 10_000],
  ['with spread', { random: 0.999 }, 6249],
  ['a timeout, once answered', { outcome: 'timeout' }, 5000],
  ['429 with a time', { outcome: 'rate-limited', headers: { 'retry-after': '7' } }, 7000],
  [
    'a server error with a time, from a host that has not answered',
    { hasAnswered: false, headers: { 'retry-after': '7' } },
    7000,
  ],
  ['a time at the limit', { headers: { 'retry-after': '60' } }, 60_000],
] as const)('a second try for %s', (_, change, delayMs) => {
  expect(retryDelay(question(change))).toBe(delayMs);
});

test.each([
  ['a time beyond the limit', { headers: { 'retry-after': '61' } }],
  ['429 without a time', { outcome: 'rate-limited' }],
  ['more tries than the limit', { tries: 3 }],
  ['more tries than the limit, with a time', { tries: 3, headers: { 'retry-after': '1' } }],
  ['a timeout of a host that never answered', { outcome: 'timeout', hasAnswered: false }],
  ['a server error of a host that never answered', { hasAnswered: false }],
  ['a connection that failed', { outcome: 'connection-failed' }],
  ['404, even with a time', { outcome: 'not-found', headers: { 'retry-after': '1' } }],
  ['403', { outcome: 'forbidden' }],
  ['what robots.txt forbids', { outcome: 'robots-disallowed' }],
  ['success', { outcome: 'ok' }],
] as const)('no second try for %s', (_, change) => {
  expect(retryDelay(question(change))).toBeNull();
});

const dayMs = 24 * 3_600_000;
const usedUp = (reset: string) => ({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset });

test.each([
  ['RFC 9110 section 10.2.3, 429', { outcome: 'rate-limited', headers: { 'retry-after': '60' } }, 60_000, true],
  ['beyond the limit of a visit', { outcome: 'rate-limited', headers: { 'retry-after': '61' } }, 61_000, false],
  [
    'an HTTP-date of a server that is down',
    { headers: { 'retry-after': 'Tue, 24 Nov 2026 12:00:00 GMT' } },
    dayMs,
    false,
  ],
  ['a year, kept for 30 days', { outcome: 'rate-limited', headers: { 'retry-after': '31536000' } }, 30 * dayMs, false],
  ['Mastodon, the last answer of a quota', { outcome: 'ok', headers: usedUp('2026-11-23T12:00:05Z') }, 5000, true],
  [
    'Mastodon, a quota that starts anew much later',
    { outcome: 'not-found', headers: usedUp('2026-11-23T12:05:00Z') },
    300_000,
    false,
  ],
] as const)('a rest asked for: %s', (_, change, ms, inVisit) => {
  expect(askedRest(question(change))).toEqual({ ms, inVisit });
});

test.each([
  ['429 without a time', { outcome: 'rate-limited' }],
  ['404 with a Retry-After', { outcome: 'not-found', headers: { 'retry-after': '3600' } }],
  ['success with a Retry-After', { outcome: 'ok', headers: { 'retry-after': '3600' } }],
  ['a quota with some left', { outcome: 'ok', headers: { ...usedUp('30'), 'x-ratelimit-remaining': '1' } }],
  ['a quota that nobody says the end of', { outcome: 'ok', headers: { 'x-ratelimit-remaining': '0' } }],
] as const)('no rest asked for: %s', (_, change) => {
  expect(askedRest(question(change))).toBeNull();
});

test.each([
  ['ISO 8601 (Mastodon, rack-attack)', usedUp('2026-11-23T12:01:00.000001Z'), 60_000],
  ['ISO 8601 (GoToSocial)', usedUp('2026-11-23T12:00:30Z'), 30_000],
  ['Unix seconds', usedUp(String(now / 1000 + 20)), 20_000],
  ['seconds from now', usedUp('20'), 20_000],
  ['X-RateLimit-Clear in seconds (Sharkey)', { 'x-ratelimit-remaining': '0', 'x-ratelimit-clear': '1.5' }, 1500],
])('the end of a quota as %s is read', (_, headers, ms) => {
  expect(readQuotaReset(headers, now)).toBe(ms);
});
