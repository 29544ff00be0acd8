/** Who asks to be in no statistics is in none: what it told before stays in the file, and out of every figure. */
import { expect, test } from 'vitest';
import { freeze } from '../../../../data/snapshot.ts';
import type { Store } from '../../../../data/store.ts';
import { type OptOut, optOuts, type Visit } from '../../../../data/types.ts';
import { block, count, list, noFacts, peers, record, rule, temporaryStore, visit } from '../../../fixtures/observed.ts';

const facts = { ...noFacts, software: 'hubzilla', mau: 7 };
const isInNoStatistics: Record<OptOut, boolean> = {
  gone: false,
  'user-agent-refused': false,
  'hide-in-statistics': true,
  'site-private': true,
  'statistics-private': true,
};

test.each(optOuts)('after %s the frozen view leaves out what it has to', async (optOut) => {
  const store = await storeWith(visit('a.example', 2000, { status: 'refused', reason: 'opted-out', optOut }));
  const { hosts, peers: edges, blocks, allows, counts } = await freeze(store);
  const a = hosts.find(({ host }) => host === 'a.example');
  if (!isInNoStatistics[optOut]) {
    expect(a).toMatchObject({ ...facts, observedAt: { peers: 1000 } });
    expect(blocks).toHaveLength(1);
    return;
  }
  const everyList = (value: unknown) => ({ peers: value, blocks: value, allows: value, counts: value });
  expect(a).toMatchObject({
    ...noFacts,
    factsAt: null,
    disclosure: everyList('withheld'),
    observedAt: everyList(null),
  });
  expect([...edges.targets]).toEqual([hosts.indexOf(a!)]);
  expect({ blocks, allows, counts }).toEqual({ blocks: [], allows: [], counts: [] });
  expect((await store.query('SELECT software FROM instance_facts')).rows).toEqual([['hubzilla']]);
});

test('what was known before the server said so is frozen as of then, and again when it says so no more', async () => {
  const store = await storeWith(visit('a.example', 2000, { optOut: 'site-private' }));
  expect((await freeze(store, { asOf: 1500 })).blocks).toHaveLength(1);
  expect((await freeze(store)).blocks).toEqual([]);
  await record(store, visit('a.example', 3000));
  expect((await freeze(store)).blocks).toHaveLength(1);
});

test('permission is the later word', async () => {
  const store = await storeWith(visit('a.example', 2000, { optOut: 'site-private', consent: true }));
  expect((await freeze(store)).blocks).toHaveLength(1);
});

/** A server with every list, which one other names, and what came after. */
async function storeWith(after: Visit): Promise<Store> {
  const store = await temporaryStore();
  const lists = {
    peers: peers('b.example'),
    blocks: list([block('c.example')]),
    allows: list([rule('b.example')]),
    counts: list([count('b.example', 1, 2)]),
  };
  await record(
    store,
    visit('a.example', 1000, { facts, ...lists }),
    visit('b.example', 1000, { peers: peers('a.example') }),
  );
  await record(store, after);
  return store;
}
