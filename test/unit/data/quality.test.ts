import { expect, test } from 'vitest';
import { readQuality } from '../../../data/quality.ts';
import { doubtRules } from '../../../data/snapshot/doubts.ts';
import { freeze } from '../../../data/snapshot.ts';
import type { Store } from '../../../data/store.ts';
import type { ObservedList } from '../../../data/types.ts';
import { host, list, noFacts, noList, peers, record, temporaryStore, visit } from '../../fixtures/observed.ts';

async function qualityOf(store: Store, asOf?: number) {
  return readQuality(store, await freeze(store, asOf === undefined ? {} : { asOf }));
}

const numbers = { ...noFacts, software: 'mastodon', users: 60, posts: 500 };

test('every rule is told with its sentence, and what it found by name', async () => {
  const store = await temporaryStore();
  await record(
    store,
    visit('b.example', 1000, { facts: numbers }),
    visit('aa.example', 1000, { facts: numbers }),
    visit('fake.example', 1000, { facts: { ...numbers, users: 60_000 } }),
  );
  const { doubts } = await qualityOf(store);
  expect(doubts.map(({ name, statement }) => ({ name, statement }))).toEqual(
    doubtRules.map(({ name, statement }) => ({ name, statement })),
  );
  expect(doubts.filter(({ count }) => count > 0)).toMatchObject([
    {
      name: 'users-without-posts',
      doubt: 'invented-users',
      count: 1,
      hosts: [{ host: 'fake.example', repeats: null }],
    },
    { name: 'same-numbers', doubt: 'repeats-another', count: 1, hosts: [{ host: 'aa.example', repeats: 'b.example' }] },
  ]);
});

test('lists tell what they left out when they were last read, not earlier and not when refused', async () => {
  const store = await temporaryStore();
  const left = (duplicateCount: number, selfCount: number, rejectedCount: number): { peers: ObservedList<never> } => ({
    peers: { ...list<never>([]), duplicateCount, selfCount, rejectedCount },
  });
  await record(store, visit('b.example', 1000, left(9, 9, 9)), visit('a.example', 1000, left(0, 1, 0)));
  await record(store, visit('b.example', 2000, left(2, 0, 3)), visit('c.example', 2000, left(0, 0, 0)));
  await record(store, visit('b.example', 3000, { peers: noList('withheld') }));
  expect((await qualityOf(store)).lists).toEqual({
    ...{ duplicates: 2, selfEntries: 1, rejected: 3 },
    lists: [
      { host: 'a.example', kind: 'peers', duplicates: 0, selfEntries: 1, rejected: 0 },
      { host: 'b.example', kind: 'peers', duplicates: 2, selfEntries: 0, rejected: 3 },
    ],
  });
  expect((await qualityOf(store, 1500)).lists).toMatchObject({ duplicates: 9, selfEntries: 10, rejected: 9 });
});

test('who opted out is in none of it', async () => {
  const store = await temporaryStore();
  const dirty = { facts: { ...numbers, users: 60_000 }, peers: { ...peers('x.example'), duplicateCount: 4 } };
  await record(store, visit('shy.example', 1000, { ...dirty, optOut: 'hide-in-statistics' }));
  const quality = await qualityOf(store);
  expect(JSON.stringify(quality)).not.toContain('shy.example');
});

test('more active than registered people are not believed, also where the registered are', async () => {
  const store = await temporaryStore();
  await record(
    store,
    visit('a.example', 1000, { facts: { ...numbers, mau: 61 } }),
    visit('b.example', 1000, { facts: { ...numbers, posts: 501, mau: 60 } }),
    visit('c.example', 1000, { facts: { ...numbers, posts: 5, mau: 600 } }),
  );
  const { moreActiveThanRegistered, doubts } = await qualityOf(store);
  expect(moreActiveThanRegistered).toEqual(['a.example']);
  expect(doubts.find(({ name }) => name === 'more-active-than-registered')!.hosts).toEqual([
    { host: 'c.example', repeats: null },
  ]);
});

test('servers that are down with numbers of earlier, and names that are another server’s, are named', async () => {
  const store = await temporaryStore();
  await record(
    store,
    visit('gone.example', 1000, { facts: numbers }),
    visit('web.town.example', 1000, { facts: { ...noFacts, software: 'mastodon' }, aliases: [host('town.example')] }),
    visit('never.example', 1000, { status: 'unreached', reason: 'timeout' }),
    visit('z.example', 1000, { peers: peers('town.example') }),
  );
  const late = 1000 + 8 * 86_400_000;
  await record(store, visit('gone.example', late, { status: 'unreached', reason: 'timeout' }));
  const { deadWithFigures, folded, quarantine } = await qualityOf(store);
  expect(deadWithFigures).toEqual(['gone.example']);
  expect(folded).toEqual([{ name: 'town.example', host: 'web.town.example' }]);
  expect(quarantine).toEqual({ domains: [], hosts: 0 });
});
