import { expect, test } from 'vitest';
import { unheardOf } from '../../../crawler/known.ts';
import { dueAt, intervals, revisitStateOf, sortOutDue } from '../../../crawler/revisit.ts';
import { readHost } from '../../../data/host.ts';
import { type KnownHost, type OptOut, optOuts } from '../../../data/types.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const at = 1_000 * dayMs;
const settings = { revisitAfterMs: 23 * hourMs };

const host = (name: string, change: Partial<KnownHost> = {}): KnownHost => ({
  ...unheardOf(readHost(name)!),
  ...change,
});
const visited = (change: Partial<NonNullable<KnownHost['lastVisit']>> = {}): Partial<KnownHost> => ({
  lastVisit: { finishedAt: at, status: 'visited', reason: 'ok', optOut: null, ...change },
});
const optedOut = (optOut: OptOut) => visited({ status: 'refused', reason: 'opted-out', optOut });
const silent = (days: number) => ({
  ...visited({ status: 'unreached', reason: 'timeout' }),
  silentSince: at - days * dayMs,
  silentVisits: days + 1,
});

const cases: { what: string; known: Partial<KnownHost>; state: string; days: [number, number] | null }[] = [
  { what: 'answered', known: visited(), state: 'answered', days: [23 / 24, (23 / 24) * 1.1] },
  {
    what: 'answered with an error',
    known: visited({ status: 'unreached', reason: 'server-error' }),
    state: 'answered',
    days: [23 / 24, (23 / 24) * 1.1],
  },
  ...(['not-found', 'moved', 'malformed', 'not-json', 'redirect-loop', 'client-error', 'too-large'] as const).map(
    (reason) => ({
      what: `no server we can read (${reason})`,
      known: visited({ status: 'unreached', reason }),
      state: 'unreadable',
      days: [7, 7] as [number, number],
    }),
  ),
  {
    what: 'rate limiting us',
    known: visited({ status: 'unreached', reason: 'rate-limited' }),
    state: 'answered',
    days: [23 / 24, (23 / 24) * 1.1],
  },
  {
    what: 'refused by robots.txt',
    known: visited({ status: 'refused', reason: 'robots-disallowed' }),
    state: 'refused',
    days: [7, 7],
  },
  { what: 'hides in statistics', known: optedOut('hide-in-statistics'), state: 'opted-out', days: [30, 30] },
  { what: 'is a private site', known: optedOut('site-private'), state: 'opted-out', days: [30, 30] },
  { what: 'has private statistics', known: optedOut('statistics-private'), state: 'opted-out', days: [30, 30] },
  { what: 'is gone', known: optedOut('gone'), state: 'gone', days: null },
  { what: 'refuses our user agent', known: optedOut('user-agent-refused'), state: 'gone', days: null },
  { what: 'silent for the first time', known: silent(0), state: 'dying', days: [23 / 24, (23 / 24) * 1.1] },
  { what: 'silent for six days', known: silent(6), state: 'dying', days: [23 / 24, (23 / 24) * 1.1] },
  { what: 'silent for a week', known: silent(7), state: 'dead', days: [7, 7] },
  { what: 'silent for two weeks', known: silent(14), state: 'dead', days: [14, 14] },
  { what: 'silent for four weeks', known: silent(28), state: 'dead', days: [28, 28] },
  { what: 'silent for a year', known: silent(365), state: 'dead', days: [30, 30] },
];

test.each(cases)('a host that $what is $state, and rests as long as that asks for', ({ known, state, days }) => {
  const one = host('a.example', known);
  expect(revisitStateOf(one)).toBe(state);
  const due = dueAt(one, settings);
  if (days === null) return expect(due).toBeNull();
  expect(due).toBeGreaterThanOrEqual(at + days[0] * dayMs);
  expect(due).toBeLessThanOrEqual(at + days[1] * dayMs);
});

test('every state has a row with its source', () => {
  const states = new Set(['new', ...cases.map(({ state }) => state)]);
  expect(Object.keys(intervals).sort()).toEqual([...states].sort());
  for (const { source } of Object.values(intervals)) expect(source.length).toBeGreaterThan(15);
});

test('a host never visited is due', () => {
  expect(dueAt(host('a.example'), settings)).toBe(0);
});

test('permission sets aside what the host said to everyone, not what it answered us, nor that it is silent', () => {
  const consent = true;
  const states = optOuts.map((optOut) => [optOut, revisitStateOf(host('a.example', { ...optedOut(optOut), consent }))]);
  expect(Object.fromEntries(states)).toEqual({
    gone: 'gone',
    'user-agent-refused': 'gone',
    'hide-in-statistics': 'answered',
    'site-private': 'answered',
    'statistics-private': 'answered',
  });
  const forbidden = visited({ status: 'refused', reason: 'forbidden' });
  expect(revisitStateOf(host('a.example', { ...forbidden, consent }))).toBe('refused');
  const refused = visited({ status: 'refused', reason: 'robots-disallowed' });
  expect(revisitStateOf(host('a.example', { ...refused, consent: true }))).toBe('answered');
  expect(revisitStateOf(host('a.example', { ...silent(9), consent: true }))).toBe('dead');
});

test('a time the host named holds in every state that has a time', () => {
  const notBefore = at + 100 * dayMs;
  expect(dueAt(host('a.example', { ...visited(), notBefore }), settings)).toBe(notBefore);
  expect(dueAt(host('a.example', { notBefore }), settings)).toBe(notBefore);
  expect(dueAt(host('a.example', { ...visited(), notBefore, consent: true }), settings)).toBe(notBefore);
  expect(dueAt(host('a.example', { ...optedOut('gone'), notBefore }), settings)).toBeNull();
});

test('a host whose visit was cut short rests for an hour, and no less than it would have', () => {
  const cutShortAt = at + 30 * dayMs;
  expect(dueAt(host('a.example', { cutShortAt }), settings)).toBe(cutShortAt + hourMs);
  expect(dueAt(host('a.example', { ...visited(), cutShortAt }), settings)).toBe(cutShortAt + hourMs);
  expect(dueAt(host('a.example', { ...optedOut('hide-in-statistics'), cutShortAt: at }), settings)).toBe(
    at + 30 * dayMs,
  );
  expect(dueAt(host('a.example', { ...optedOut('gone'), cutShortAt }), settings)).toBeNull();
});

test('a period of nothing makes who answered due again at once, and nobody else', () => {
  const now = { revisitAfterMs: 0 };
  expect(dueAt(host('a.example', visited()), now)).toBe(at);
  expect(dueAt(host('a.example', visited({ status: 'refused' })), now)).toBe(at + 7 * dayMs);
});

test('no state is asked sooner than a host that answers', () => {
  const seldom = { revisitAfterMs: 60 * dayMs };
  for (const { known, days } of cases) {
    if (days !== null) expect(dueAt(host('a.example', known), seldom)).toBeGreaterThanOrEqual(at + 60 * dayMs);
  }
});

test('the jitter is the same each time it is asked for, and differs from host to host and visit to visit', () => {
  const one = (name: string, finishedAt: number) => dueAt(host(name, visited({ finishedAt })), settings)! - finishedAt;
  expect(one('a.example', at)).toBe(one('a.example', at));
  const waits = Array.from({ length: 200 }, (_, number) => one(`n${number}.example`, at));
  expect(new Set(waits).size).toBeGreaterThan(190);
  expect(Math.max(...waits) - Math.min(...waits)).toBeGreaterThan(2 * hourMs);
  expect(one('a.example', at)).not.toBe(one('a.example', at + 1));
});

test('who was never visited comes first, then who waits longest past its time, then by name', () => {
  const late = visited({ finishedAt: at - 9 * dayMs });
  const known = [
    host('b.example', late),
    host('c.example', visited({ finishedAt: at - 20 * dayMs })),
    host('d.example'),
    host('a.example'),
    host('e.example', visited()),
    host('f.example', optedOut('gone')),
  ];
  const { due, notDue } = sortOutDue(known, settings, at);
  expect(due.map((each) => each.host)).toEqual(['a.example', 'd.example', 'c.example', 'b.example']);
  expect([...notDue].sort()).toEqual(['e.example', 'f.example']);
});
