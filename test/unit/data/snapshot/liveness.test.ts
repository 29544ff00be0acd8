import { expect, test } from 'vitest';
import { freeze } from '../../../../data/snapshot.ts';
import type { Outcome, Visit } from '../../../../data/types.ts';
import { noFacts, noList, peers, record, temporaryStore, visit } from '../../../fixtures/observed.ts';

const day = 86_400_000;
const asOf = 100 * day;

type Seen = [daysAgo: number, status: Visit['status'], reason: Outcome];

/** One host that was seen so, as the snapshot has it. */
async function hostSeen(...seen: Seen[]) {
  const store = await temporaryStore();
  const visits = seen.map(([daysAgo, status, reason]) => visit('a.example', asOf - daysAgo * day, { status, reason }));
  await record(store, visit('z.example', asOf), ...visits);
  return (await freeze(store, { asOf })).hosts.find(({ host }) => host === 'a.example');
}
const livenessOf = async (...seen: Seen[]) => (await hostSeen(...seen))?.liveness;

test.each([
  ...(['server-error', 'rate-limited', 'not-json', 'malformed', 'too-large', 'client-error'] as const),
  ...(['redirect-loop', 'unauthorized', 'forbidden', 'not-found'] as const),
])('a server that answers, be it with %s, is alive', async (reason) => {
  expect(await livenessOf([0, 'unreached', reason])).toBe('alive');
});

test.each(['no-address', 'private-address', 'connection-failed', 'tls-failed', 'timeout', 'gone', 'moved'] as const)(
  'a server that was only ever seen as %s is dead',
  async (reason) => {
    expect(await livenessOf([1, 'unreached', reason], [0, 'unreached', reason])).toBe('dead');
  },
);

test('a server that asks us to stay away is alive, unless it says that it is gone', async () => {
  expect(await livenessOf([0, 'refused', 'robots-disallowed'])).toBe('alive');
  expect(await livenessOf([0, 'refused', 'gone'])).toBe('dead');
});

test('one bad day takes nobody off the map: an answer within the week counts', async () => {
  expect(await livenessOf([7, 'visited', 'ok'], [0, 'unreached', 'timeout'])).toBe('alive');
  expect(await livenessOf([7.01, 'visited', 'ok'], [0, 'unreached', 'timeout'])).toBe('dead');
});

test('a server that says it is gone, or leads to another, is dead at once; and alive when it is back', async () => {
  expect(await livenessOf([1, 'visited', 'ok'], [0, 'unreached', 'gone'])).toBe('dead');
  expect(await livenessOf([1, 'visited', 'ok'], [0, 'unreached', 'moved'])).toBe('dead');
  expect(await livenessOf([1, 'unreached', 'gone'], [0, 'visited', 'ok'])).toBe('alive');
});

test('a server nobody tried again is what it was when last tried', async () => {
  expect(await livenessOf([90, 'visited', 'ok'])).toBe('alive');
  expect(await livenessOf([90, 'unreached', 'timeout'])).toBe('dead');
});

test('a visit that was cut short counts for nothing', async () => {
  expect(await livenessOf([0, 'unreached', 'aborted'])).toBe('unvisited');
  expect(await livenessOf([9, 'visited', 'ok'], [0, 'unreached', 'aborted'])).toBe('alive');
  expect(await livenessOf([9, 'unreached', 'timeout'], [0, 'unreached', 'aborted'])).toBe('dead');
});

test('the time told is that of the visit which decides: the last answer of the living, the last try of the dead', async () => {
  const at = async (...seen: Seen[]) => ((await hostSeen(...seen))?.visitedAt ?? Number.NaN) - asOf;
  expect(await at([3, 'visited', 'ok'], [1, 'unreached', 'timeout'])).toBe(-3 * day);
  expect(await at([9, 'visited', 'ok'], [1, 'unreached', 'timeout'], [0, 'unreached', 'aborted'])).toBe(-day);
  expect((await hostSeen([0, 'unreached', 'aborted']))?.visitedAt).toBeNull();
});

test('what a server that is dead by now had said stays, with its time', async () => {
  const store = await temporaryStore();
  const facts = { ...noFacts, software: 'mastodon', mau: 7 };
  await record(store, visit('a.example', 1000, { facts, peers: peers('b.example') }));
  const late = { status: 'unreached', reason: 'timeout', peers: noList('unreached') } as const;
  await record(store, visit('a.example', 30 * day, late));
  const { hosts } = await freeze(store);
  expect(hosts[0]).toMatchObject({ ...facts, liveness: 'dead', factsAt: 1000, visitedAt: 30 * day });
  expect(hosts[0]?.observedAt.peers).toBe(1000);
  expect(hosts[1]).toMatchObject({ liveness: 'unvisited', factsAt: null, visitedAt: null });
});

test('a file in which every visit was cut short holds nothing to freeze', async () => {
  const store = await temporaryStore();
  await record(store, visit('a.example', 1000, { status: 'unreached', reason: 'aborted' }));
  await expect(freeze(store)).rejects.toThrow('Nothing is collected');
  await record(store, visit('b.example', 2000), visit('a.example', 3000, { status: 'unreached', reason: 'aborted' }));
  expect((await freeze(store)).asOf).toBe(2000);
});
