import { expect, test } from 'vitest';
import { digestOf } from '../../../data/masks.ts';
import { takeSnapshot } from '../../../data/snapshot/reference.ts';
import type { Snapshot } from '../../../data/snapshot/types.ts';
import { freeze } from '../../../data/snapshot.ts';
import { Store } from '../../../data/store.ts';
import {
  block,
  count,
  host,
  list,
  noFacts,
  noList,
  peers,
  record,
  rule,
  temporaryStore,
  visit,
} from '../../fixtures/observed.ts';

const namesOf = (snapshot: Snapshot) => snapshot.hosts.map((it) => it.host);
const find = (snapshot: Snapshot, name: string) => snapshot.hosts.find((it) => it.host === name);

function peersOf({ hosts, peers: { offsets, targets } }: Snapshot, name: string): string[] {
  const node = hosts.findIndex((it) => it.host === name);
  return [...targets.subarray(offsets[node], offsets[node + 1])].map((target) => hosts[target]!.host);
}

test('hosts stand in code unit order, peers are ascending node numbers', async () => {
  const store = await temporaryStore();
  await store.addHosts([host('seed.example')]);
  await record(
    store,
    visit('z.example', 1000, { peers: peers('b.example', 'xn--bcher-kva.example', 'a-b.example', 'a.example') }),
    visit('a.example', 1000, { peers: peers('z.example') }),
  );
  const snapshot = await freeze(store);
  expect(namesOf(snapshot)).toEqual([
    ...['a-b.example', 'a.example', 'b.example', 'seed.example', 'xn--bcher-kva.example', 'z.example'],
  ]);
  expect(snapshot.peers.order).toBe(6);
  expect([...snapshot.peers.offsets]).toEqual([0, 0, 1, 1, 1, 1, 5]);
  expect([...snapshot.peers.targets]).toEqual([5, 0, 1, 2, 4]);
});

test('two freezes of the same database are equal, and a snapshot that is taken is noted once', async () => {
  const store = await temporaryStore();
  await record(
    store,
    visit('a.example', 1000, { peers: peers('c.example', 'b.example'), blocks: list([block('d.example')]) }),
  );
  const first = await freeze(store);
  expect(await freeze(store)).toEqual(first);
  await takeSnapshot(store);
  await takeSnapshot(store);
  expect((await store.query('SELECT id, host_count, peer_count, block_count FROM snapshots')).rows).toEqual([
    [first.id, 4, 2, 1],
  ]);
});

test('the id is made of the content: not of the time, nor of the order things were met in', async () => {
  const [left, right] = [await temporaryStore(), await temporaryStore()];
  const a = visit('a.example', 1000, {
    peers: peers('c.example', 'b.example'),
    blocks: list([block('e.example'), block('d.example')]),
  });
  const b = visit('b.example', 1000, { peers: peers('a.example') });
  await record(left, a, b);
  await record(right, b, {
    ...a,
    peers: peers('b.example', 'c.example'),
    blocks: list([block('d.example'), block('e.example')]),
  });
  const snapshot = await freeze(left);
  expect(snapshot.id).toMatch(/^[0-9a-f]{16}$/);
  expect(await freeze(right)).toEqual(snapshot);
  expect((await freeze(left, { asOf: 5000 })).id).toBe(snapshot.id);
  await record(right, visit('b.example', 2000, { peers: peers('a.example') }));
  expect((await freeze(right)).id).not.toBe(snapshot.id);
});

test('what was known at a time stays what it was, whatever is learned later', async () => {
  const store = await temporaryStore();
  const blocks = list([block('b.example', 'silence', { comment: 'first words' })]);
  await record(store, visit('a.example', 1000, { peers: peers('b.example'), blocks, facts: { ...noFacts, users: 5 } }));
  const before = await freeze(store);
  await record(
    store,
    visit('a.example', 2000, {
      peers: peers('c.example'),
      blocks: list([block('b.example')]),
      facts: { ...noFacts, users: 6 },
    }),
    visit('b.example', 2000, { status: 'unreached', reason: 'timeout', peers: noList('unreached') }),
  );
  const after = await freeze(store);
  expect(await freeze(store, { asOf: 1999 })).toEqual({ ...before, asOf: 1999 });
  expect(peersOf(after, 'a.example')).toEqual(['c.example']);
  expect(after.blocks.map(({ action, comment }) => [action, comment])).toEqual([['suspend', null]]);
  expect(find(after, 'a.example')?.users).toBe(6);
  expect(after.asOf).toBe(2000);
});

test('a name first met later, and then in older files too, is known since the older time', async () => {
  const store = await temporaryStore();
  await record(store, visit('a.example', 2000, { peers: peers('b.example') }));
  await record(store, visit('c.example', 1000, { peers: peers('b.example') }));
  const early = await freeze(store, { asOf: 1000 });
  expect(namesOf(early)).toEqual(['b.example', 'c.example']);
  expect(peersOf(early, 'c.example')).toEqual(['b.example']);
});

test('the state of a list and the age of its entries are told apart', async () => {
  const store = await temporaryStore();
  await record(store, visit('a.example', 1000, { peers: peers('b.example'), blocks: noList('withheld') }));
  await record(store, visit('a.example', 2000, { peers: noList('withheld'), blocks: noList('unreached') }));
  const snapshot = await freeze(store);
  const a = find(snapshot, 'a.example');
  expect(a?.disclosure).toEqual({
    peers: 'withheld',
    blocks: 'unreached',
    allows: 'unsupported',
    counts: 'unsupported',
  });
  expect(a?.observedAt).toEqual({ peers: 1000, blocks: null, allows: null, counts: null });
  expect(peersOf(snapshot, 'a.example')).toEqual(['b.example']);
  const b = find(snapshot, 'b.example');
  expect(b?.disclosure).toEqual({ peers: null, blocks: null, allows: null, counts: null });
});

test('facts are those last stated; a visit that read none leaves them, and unknown stays null', async () => {
  const store = await temporaryStore();
  const facts = { ...noFacts, software: 'mastodon', users: 0, mau: 9_007_199_254, openRegistrations: false };
  await record(store, visit('a.example', 1000, { facts, aliases: [host('www.a.example'), host('a-web.example')] }));
  await record(store, visit('a.example', 2000, { status: 'unreached', reason: 'timeout' }));
  const a = find(await freeze(store), 'a.example');
  expect(a).toMatchObject({ ...facts, aliases: ['a-web.example', 'www.a.example'] });
  await record(store, visit('a.example', 3000, { facts: { ...noFacts, software: 'glitch' } }));
  expect(find(await freeze(store), 'a.example')).toMatchObject({ software: 'glitch', users: null, aliases: [] });
});

test('masked names resolve by their published digest to known names only; the rest stay masks', async () => {
  const store = await temporaryStore();
  const masked = (target: string, plain: string) => block(target, 'suspend', { digest: digestOf(plain).toUpperCase() });
  const blocks = list([
    masked('b*d.example', 'bad.example'),
    masked('u*k.example', 'unk.example'),
    block('m*sk.example'),
    masked('plain.example', 'bad.example'),
  ]);
  await record(store, visit('a.example', 1000, { peers: peers('x.bad.example'), blocks }));
  const snapshot = await freeze(store);
  expect(snapshot.blocks.map(({ target, resolved, digest }) => [target, resolved, digest])).toEqual([
    ['b*d.example', 'bad.example', digestOf('bad.example')],
    ['m*sk.example', null, null],
    ['plain.example', null, null],
    ['u*k.example', null, digestOf('unk.example')],
  ]);
});

test('a mask also resolves to a name that a server only says of itself', async () => {
  const store = await temporaryStore();
  const facts = { ...noFacts, software: 'mastodon' };
  const blocks = list([block('t*n.example', 'suspend', { digest: digestOf('town.example') })]);
  await record(
    store,
    visit('a.example', 1000, { blocks }),
    visit('web.town.example', 1000, { facts, aliases: [host('town.example')] }),
  );
  expect((await freeze(store)).blocks).toMatchObject([{ resolved: 'town.example' }]);
});

test('two names behind one mask are two declarations, and which two is content', async () => {
  const masked = (plain: string) => block('m*sk.example', 'suspend', { digest: digestOf(plain) });
  const frozen = async (...plain: string[]) => {
    const store = await temporaryStore();
    await record(store, visit('a.example', 1000, { blocks: list(plain.map(masked)) }));
    return freeze(store);
  };
  const snapshot = await frozen('musk.example', 'mask.example');
  expect(snapshot.blocks.map(({ digest }) => digest)).toEqual(
    [digestOf('musk.example'), digestOf('mask.example')].sort(),
  );
  expect((await frozen('mask.example', 'musk.example')).id).toBe(snapshot.id);
  expect((await frozen('mask.example', 'mosk.example')).id).not.toBe(snapshot.id);
});

test('allows and counts stand by node and target', async () => {
  const store = await temporaryStore();
  await record(
    store,
    visit('b.example', 1000, {
      allows: list([rule('c.example'), rule('*.a.example')]),
      counts: list([count('z.example', 3, 4), count('a.example', 0, 1)]),
    }),
  );
  const snapshot = await freeze(store);
  expect(namesOf(snapshot)).toEqual(['a.example', 'b.example', 'c.example', 'z.example']);
  expect(snapshot.allows).toEqual([
    { source: 1, target: '*.a.example' },
    { source: 1, target: 'c.example' },
  ]);
  expect(snapshot.counts).toEqual([
    { source: 1, target: 0, followsOut: 0, followsIn: 1 },
    { source: 1, target: 3, followsOut: 3, followsIn: 4 },
  ]);
});

test('a database in which nothing is observed, or not yet at that time, is refused with what to do', async () => {
  const store = await temporaryStore();
  await expect(freeze(store)).rejects.toMatchObject({
    name: 'UserError',
    hint: expect.stringContaining('faultline crawl'),
  });
  await store.addHosts([host('a.example')]);
  await expect(freeze(store)).rejects.toThrow('Nothing is collected');
  await record(store, visit('a.example', 1000));
  await expect(freeze(store, { asOf: 999 })).rejects.toThrow('the first observation is of 1970-01-01T00:00:01.000Z');
});

test('a database that is only read is frozen without being written to', async () => {
  const store = await temporaryStore();
  await record(store, visit('a.example', 1000, { peers: peers('b.example') }));
  const snapshot = await freeze(store, { asOf: 1500 });
  await store.close();
  const reader = await Store.open(store.file, 'read');
  expect((await freeze(reader)).id).toBe(snapshot.id);
  expect((await reader.query('SELECT count(*) FROM snapshots')).rows).toEqual([[0]]);
  await reader.close();
});
