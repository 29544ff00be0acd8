import { expect, test } from 'vitest';
import { doubtRules, findDoubts } from '../../../../data/snapshot/doubts.ts';
import type { SnapshotHost } from '../../../../data/snapshot/types.ts';
import { doubts } from '../../../../data/snapshot/types.ts';
import { freeze } from '../../../../data/snapshot.ts';
import type { Liveness, Visit } from '../../../../data/types.ts';
import { noFacts, peers, record, temporaryStore, visit } from '../../../fixtures/observed.ts';
import { buildSnapshot } from '../../../golden/world-w1.ts';

type Numbers = Partial<Pick<SnapshotHost, 'software' | 'version' | 'users' | 'mau' | 'activeHalfyear' | 'posts'>> & {
  liveness?: Liveness;
};

/** `name: rule` of every host in doubt, `(as …)` where it repeats another. */
function find(servers: Record<string, Numbers>, listing: Record<string, string[]> = {}): string[] {
  const names = [...new Set([...Object.keys(servers), ...Object.keys(listing)])];
  const empty = Object.fromEntries(names.map((name) => [name, { software: 'mastodon', peers: listing[name] ?? [] }]));
  const { hosts, peers: lists } = buildSnapshot({ servers: empty });
  const stated = hosts.map((host) => ({ ...host, ...servers[host.host] }));
  return findDoubts(stated, lists).map(({ node, rule, repeats }) => {
    const as = repeats === null ? '' : ` (as ${hosts[repeats]!.host})`;
    return `${hosts[node]!.host}: ${rule.name}${as}`;
  });
}

test('every rule has a name of its own, a doubt, a sentence and a source', () => {
  expect(new Set(doubtRules.map(({ name }) => name)).size).toBe(doubtRules.length);
  for (const { doubt, statement, source } of doubtRules) {
    expect(doubts).toContain(doubt);
    expect(statement).toMatch(/^[A-Z].*\.$/s);
    expect(source).not.toBe('');
  }
});

test.each<[what: string, numbers: Numbers, rule: string | null]>([
  ['GoToSocial with one active person', { software: 'gotosocial', users: 3, mau: 1 }, 'counts-nobody'],
  ['GoToSocial that counts nobody', { software: 'gotosocial', users: 3, mau: 0 }, null],
  ['the most people a server may have', { software: 'x', users: 15_000_000 }, null],
  ['one more', { software: 'x', users: 15_000_001 }, 'more-than-any'],
  ['one more active', { software: 'x', mau: 15_000_001 }, 'more-than-any'],
  ['one more active in half a year', { software: 'x', activeHalfyear: 15_000_001 }, 'more-than-any'],
  ['five more active than registered', { users: 7, mau: 12 }, null],
  ['six more', { users: 7, mau: 13 }, 'more-active-than-registered'],
  ['a tenth more', { users: 100, mau: 110 }, null],
  ['more than a tenth more', { users: 100, mau: 111 }, 'more-active-than-registered'],
  [
    'more active in half a year than registered',
    { users: 100, mau: 9, activeHalfyear: 111 },
    'more-active-than-registered',
  ],
  ['with fewer posts than users', { users: 100, mau: 111, posts: 99 }, 'more-active-than-registered'],
  ['with as many, which speak for the users', { users: 100, mau: 111, posts: 100 }, null],
  ['many active people, of unknown registered ones', { mau: 1000 }, null],
  ['twenty users a post', { users: 1000, posts: 50 }, null],
  ['more than twenty', { users: 1001, posts: 50 }, 'users-without-posts'],
  ['fewer than a thousand', { users: 999, posts: 0 }, null],
  ['a thousand without a post', { users: 1000, posts: 0 }, 'users-without-posts'],
  ['and where posts are films', { software: 'peertube', users: 5000, posts: 0 }, null],
  ['and where posts are not told', { users: 9999 }, null],
  ['one in a thousand is active', { software: 'lemmy', users: 10_000, mau: 10 }, null],
  ['fewer', { software: 'lemmy', users: 10_000, mau: 9 }, 'users-nobody-uses'],
  ['as told of a Lemmy server', { software: 'lemmy', users: 74_234, mau: 5 }, 'users-nobody-uses'],
  ['fewer, of fewer than ten thousand', { software: 'lemmy', users: 9999, mau: 1 }, null],
  ['fewer, with as many posts as users', { users: 10_000, mau: 9, posts: 10_000 }, 'users-nobody-uses'],
  ['fewer, with more posts than users: a server of earlier years', { users: 10_000, mau: 9, posts: 10_001 }, null],
  ['nobody active, which may be a blank', { users: 10_000, mau: 0 }, null],
  ['nothing told', {}, null],
])('%s', (_, numbers, rule) => {
  expect(find({ 'a.example': numbers })).toEqual(rule === null ? [] : [`a.example: ${rule}`]);
});

const numbers = { version: '4.3', users: 50, posts: 100 };

test.each<[what: string, change: Numbers]>([
  ['users', { users: 51 }],
  ['posts', { posts: 101 }],
  ['version', { version: '4.4' }],
  ['software', { software: 'akkoma' }],
  ['users, untold', { users: null }],
])('who differs in %s is no second door', (_, change) => {
  expect(find({ 'a.example': numbers, 'b.example': { ...numbers, ...change } })).toEqual([]);
});

test.each<[what: string, both: Numbers, found: boolean]>([
  ['50 users and 100 posts cannot be chance', numbers, true],
  ['49 users can', { ...numbers, users: 49 }, false],
  ['99 posts can', { ...numbers, posts: 99 }, false],
  ['an untold version of both is the same', { ...numbers, version: null }, true],
  ['posts untold are not', { ...numbers, posts: null }, false],
  ['nor users', { ...numbers, users: null }, false],
])('%s', (_, both, found) => {
  expect(find({ 'a.example': both, 'b.example': both })).toEqual(
    found ? ['b.example: same-numbers (as a.example)'] : [],
  );
});

test('below one registrable domain a single user and 100 posts suffice, and 99 do not', () => {
  const alone = { version: '4.3', users: 1, posts: 100 };
  expect(find({ 'www.b.example': alone, 'b.example': alone, 'c.example': alone })).toEqual([
    'www.b.example: same-numbers-one-domain (as b.example)',
  ]);
  const few = { ...alone, posts: 99 };
  expect(find({ 'www.b.example': few, 'b.example': few })).toEqual([]);
});

test('the door that more peer lists name is the server; else the shorter name, else the first', () => {
  const doors = { 'aa.example': numbers, 'b.example': numbers, 'c.example': numbers };
  expect(find(doors)).toEqual(['aa.example: same-numbers (as b.example)', 'c.example: same-numbers (as b.example)']);
  const listing = {
    'x.example': ['aa.example', 'c.example'],
    'y.example': ['aa.example', 'c.example'],
    'z.example': ['b.example'],
  };
  expect(find(doors, listing)).toEqual([
    'aa.example: same-numbers (as c.example)',
    'b.example: same-numbers (as c.example)',
  ]);
});

test('a server that does not answer is nobody’s door, and keeps nobody out', () => {
  const listing = { 'x.example': ['a.example'] };
  expect(find({ 'a.example': { ...numbers, liveness: 'dead' }, 'b.example': numbers }, listing)).toEqual([]);
});

test('two doors of a server that invents its numbers invent both', () => {
  const invented = { version: '4.3', users: 200_000, posts: 200 };
  expect(find({ 'a.example': invented, 'b.example': invented })).toEqual([
    'a.example: users-without-posts',
    'b.example: users-without-posts',
  ]);
});

test('a snapshot carries the doubts; who opted out and who told nothing is not judged', async () => {
  const store = await temporaryStore();
  const facts = { ...noFacts, software: 'mastodon', users: 60, posts: 500 };
  const said = (rest: Partial<Visit> = {}): Partial<Visit> => ({ facts, ...rest });
  await record(
    store,
    visit('a.example', 1000, said()),
    visit('bb.example', 1000, said()),
    visit('shy.example', 1000, said({ optOut: 'hide-in-statistics' })),
    visit('fake.example', 1000, { facts: { ...facts, users: 60_000 } }),
    visit('none.example', 1000),
    visit('c.example', 1000, { peers: peers('bb.example') }),
  );
  const snapshot = await freeze(store);
  expect(Object.fromEntries(snapshot.hosts.map(({ host, doubt }) => [host, doubt]))).toEqual({
    'a.example': 'repeats-another',
    'bb.example': null,
    'c.example': null,
    'fake.example': 'invented-users',
    'none.example': null,
    'shy.example': null,
  });
  expect((await freeze(store)).id).toBe(snapshot.id);
});
