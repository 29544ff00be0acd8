import { expect, test } from 'vitest';
import { estimateAudience } from '../../../analysis/audience.ts';
import { assessBlocked } from '../../../analysis/blocked.ts';
import { buildGraph } from '../../../analysis/graph.ts';
import { assess } from '../../../analysis/impact.ts';
import { buildSnapshot, type ServerText } from '../../golden/world-w1.ts';

/** Six servers of each software with a quarter of Mastodon's, and half of Lemmy's users active. */
const neighbours: Record<string, ServerText> = {};
for (let at = 1; at <= 6; at++) {
  neighbours[`m${at}.example`] = { software: 'mastodon', users: 400 * at, mau: 100 * at };
  neighbours[`l${at}.example`] = { software: 'lemmy', users: 400 * at, mau: 200 * at };
}

function estimate(server: ServerText, others = neighbours) {
  const snapshot = buildSnapshot({ servers: { ...others, 'x.example': server } });
  const node = snapshot.hosts.findIndex(({ host }) => host === 'x.example');
  const { people, reason, unit, sigma } = estimateAudience(snapshot);
  return { people: people[node]!, reason: reason[node], unit, sigma: sigma[node]! };
}

test.each<[what: string, server: ServerText, people: number, reason: string]>([
  ['a published count is trusted', { users: 50, mau: 20 }, 20, 'mau'],
  ['without users too', { mau: 20 }, 20, 'mau'],
  ['more active than registered people is not believed', { users: 50, mau: 51 }, 12.5, 'users-software'],
  ['only users: by the usual activity of the software', { software: 'lemmy', users: 50 }, 25, 'users-software'],
  [
    'only users, rare software: by that of all',
    { software: 'wafrn', users: 100 },
    Math.sqrt(0.25 * 0.5) * 100,
    'users-all',
  ],
  ['nobody active, on software that counts, is nobody', { users: 50, mau: 0 }, 0, 'mau'],
  [
    'and on software that does not count is no figure',
    { software: 'misskey', users: 100, mau: 0 },
    Math.sqrt(0.125) * 100,
    'users-all',
  ],
  ['limited federation may close the figure', { users: 40, mau: 0, allowlistMode: true }, 10, 'users-software'],
  [
    'honest GoToSocial counts its users only',
    { software: 'gotosocial', users: 100, mau: 0 },
    Math.sqrt(0.125) * 100,
    'users-all',
  ],
  [
    'invented numbers are no figure',
    { software: 'gotosocial', users: 9e5, mau: 5e5, doubt: 'invented-users' },
    Number.NaN,
    'invented-users',
  ],
  [
    'numbers of another server are none',
    { users: 50, mau: 20, doubt: 'repeats-another' },
    Number.NaN,
    'repeats-another',
  ],
  ['nor are its users alone', { users: 50, doubt: 'repeats-another' }, Number.NaN, 'repeats-another'],
  ['nothing known is not zero', {}, Number.NaN, 'uncounted'],
])('%s', (_, server, people, reason) => {
  const got = estimate(server);
  expect(got.reason).toBe(reason);
  if (Number.isNaN(people)) expect(got.people).toBeNaN();
  else expect(got.people).toBeCloseTo(people, 9);
});

test('a count is sharper than a guess from users, and both say how sharp', () => {
  expect(estimate({ mau: 20 }).sigma).toBe(0.15);
  expect(estimate({ software: 'wafrn', users: 100 }).sigma).toBeGreaterThan(0.15);
});

test('where no server publishes activity the unit is registered people', () => {
  const others = { 'b.example': { users: 10 }, 'c.example': {} };
  expect(estimate({ users: 50 }, others)).toMatchObject({ people: 50, reason: 'users', unit: 'registered' });
});

test('the hosts of known and unknown size add up', () => {
  const { known, people } = estimateAudience(buildSnapshot({ servers: { ...neighbours, 'x.example': {} } }));
  expect([known, people.length]).toEqual([12, 13]);
});

test('numbers in doubt are no measure for others, and are not counted as known', () => {
  const fakes: Record<string, ServerText> = {};
  for (let at = 1; at <= 20; at++) fakes[`f${at}.example`] = { users: 100, mau: 100, doubt: 'invented-users' };
  expect(estimate({ users: 50 }, { ...neighbours, ...fakes })).toMatchObject({
    people: 12.5,
    reason: 'users-software',
  });
  expect(estimateAudience(buildSnapshot({ servers: { ...neighbours, ...fakes } })).known).toBe(12);
});

test('where the only activity told is in doubt the unit is registered people', () => {
  const others = { 'b.example': { users: 10 }, 'c.example': { users: 9, mau: 9, doubt: 'invented-users' as const } };
  expect(estimate({ users: 50 }, others)).toMatchObject({ people: 50, reason: 'users', unit: 'registered' });
});

test('what a block cuts off is counted without numbers in doubt: of unknown size, and not of none', () => {
  const servers = {
    'x.example': { mau: 5 },
    'b.example': { users: 40, mau: 10 },
    'www.b.example': { users: 40, mau: 10, doubt: 'repeats-another' as const },
    's.b.example': { users: 2, mau: 80 },
  };
  const graph = buildGraph(buildSnapshot({ servers, rules: [['x.example', 'suspend', 'b.example']] }));
  const { cutNow } = assessBlocked(graph, 'x.example');
  expect(cutNow.byBlocks).toEqual({ hosts: 3, users: 42, mau: 10, usersKnown: 2, mauKnown: 1 });
  const impact = assess(graph, { host: 'b.example', block: ['www.b.example'] });
  expect(impact.people).toMatchObject({ lostUnsized: 1 });
});
