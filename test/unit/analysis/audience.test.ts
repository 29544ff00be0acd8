import { expect, test } from 'vitest';
import { estimateAudience } from '../../../analysis/audience.ts';
import { assessBlocked } from '../../../analysis/blocked.ts';
import { buildGraph } from '../../../analysis/graph.ts';
import { assess } from '../../../analysis/impact.ts';
import { transpose } from '../../../analysis/kernels/transpose.ts';
import type { UnusedCount } from '../../../analysis/types.ts';
import { rowsOf } from '../../../data/snapshot/types.ts';
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
  const { people, source, unused, unit, sigma } = estimateAudience(snapshot, rowsOf(transpose(snapshot.peers)));
  return { people: people[node]!, reason: source[node], unused: unused[node], unit, sigma: sigma[node]! };
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
    'none',
  ],
  ['numbers of another server are none', { users: 50, mau: 20, doubt: 'repeats-another' }, Number.NaN, 'none'],
  ['nor are its users alone', { users: 50, doubt: 'repeats-another' }, Number.NaN, 'none'],
  ['nothing known is not zero', {}, Number.NaN, 'none'],
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
  const { coverage } = buildGraph(buildSnapshot({ servers: { ...neighbours, 'x.example': {} } }));
  expect(coverage.audience).toEqual({ known: 12, inferred: 0, unknown: 1, unit: 'active' });
});

test('numbers in doubt are no measure for others, and are not counted as known', () => {
  const fakes: Record<string, ServerText> = {};
  for (let at = 1; at <= 20; at++) fakes[`f${at}.example`] = { users: 100, mau: 100, doubt: 'invented-users' };
  expect(estimate({ users: 50 }, { ...neighbours, ...fakes })).toMatchObject({
    people: 12.5,
    reason: 'users-software',
  });
  expect(buildGraph(buildSnapshot({ servers: { ...neighbours, ...fakes } })).coverage.audience.known).toBe(12);
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

test.each<[why: UnusedCount | null, server: ServerText]>([
  [null, { users: 50, mau: 20 }],
  ['missing', { users: 50 }],
  ['hidden', { liveness: 'unvisited' }],
  ['zero-not-counted', { software: 'misskey', users: 100, mau: 0 }],
  ['baffle', { software: 'gotosocial', users: 9e5, mau: 512_345, doubt: 'invented-users' }],
  ['impossible', { users: 50, mau: 51 }],
  ['alias', { users: 50, mau: 20, doubt: 'repeats-another' }],
])('a count is not used because %s: %j', (why, server) => {
  expect(estimate(server).unused).toBe(why);
});

/** Sixty servers, each the larger the more lists name it: server n is on the lists of the n that follow it. */
const ranked: Record<string, ServerText> = Object.fromEntries(
  Array.from({ length: 60 }, (_, at) => [
    `s${String(at).padStart(2, '0')}.example`,
    {
      mau: 10 * (60 - at),
      peers: Array.from({ length: at }, (_, other) => `s${String(other).padStart(2, '0')}.example`),
    },
  ]),
);

test('who publishes no number is sized by how many lists name it', () => {
  const listers = Object.fromEntries(
    Object.entries(ranked).map(([name, server], at) => [
      name,
      at >= 40 ? { ...server, peers: [...server.peers!, 'x.example'] } : server,
    ]),
  );
  const { people, reason, sigma } = estimate({ peers: [] }, listers);
  expect(reason).toBe('footprint');
  // On twenty lists, as is the server with 200 people.
  expect(people).toBeGreaterThan(100);
  expect(people).toBeLessThan(400);
  expect(sigma).toBeGreaterThan(0);
});

test('far more people than its place in the network allows are not believed', () => {
  const { people, unused, reason } = estimate({ mau: 900_000, peers: [] }, ranked);
  expect(unused).toBe('fake');
  expect(reason).toBe('footprint');
  expect(people).toBeLessThan(1000);
});
