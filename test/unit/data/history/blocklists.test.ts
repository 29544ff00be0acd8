/** Imported lists over time: each file is the whole list of its time, and between two files nobody looked. */
import { expect, test } from 'vitest';
import { diff } from '../../../../data/history/diff.ts';
import { readHostHistory } from '../../../../data/history/host-history.ts';
import type { Store } from '../../../../data/store.ts';
import { host, peers, record, rule, temporaryStore, visit } from '../../../fixtures/observed.ts';

function keep(store: Store, name: string, observedAt: number, ...entries: [target: string, action?: string][]) {
  return store.recordBlocklist({
    ...{ name, observedAt, format: 'hosts', fileHash: '00', settings: {} },
    entries: entries.map(([target, action = 'suspend']) => ({ target: rule(target), action, comment: null })),
  });
}

async function storeWithLists() {
  const store = await temporaryStore();
  await record(store, visit('seen.example', 900, { peers: peers('b.example') }));
  await keep(store, 'fence', 1000, ['b.example'], ['c.example', 'silence'], ['d.example']);
  await keep(store, 'fence', 2000, ['b.example'], ['c.example'], ['e.example']);
  await keep(store, 'old', 1000, ['b.example'], ['x.example']);
  await keep(store, 'young', 2000, ['b.example']);
  return store;
}

test('entries are added, removed, changed or unchanged where a later file says so, and not observed where none does', async () => {
  const store = await storeWithLists();
  const { blocklists, entries } = await diff(store, { from: 1500, to: 2500 });
  const none = { added: 0, removed: 0, changed: 0, unchanged: 0, notObserved: 0, firstSeen: 0, entries: [] };
  const times = { source: 'fence', notBefore: 1000, seenAt: 2000 };
  expect(blocklists).toEqual([
    {
      ...{ ...none, name: 'fence', added: 1, removed: 1, changed: 1, unchanged: 1 },
      entries: [
        { ...times, target: 'c.example', change: 'changed', before: ['silence'], after: ['suspend'] },
        { ...times, target: 'd.example', change: 'removed', before: ['suspend'], after: [] },
        { ...times, target: 'e.example', change: 'added', before: [], after: ['suspend'] },
      ],
    },
    { ...none, name: 'old', notObserved: 2 },
    { ...none, name: 'young', firstSeen: 1 },
  ]);
  expect(entries.blocks).toMatchObject({ added: 0, removed: 0, unchanged: 0 });
});

test('a file that came late confirms nothing, and is no time between which something happened', async () => {
  const store = await storeWithLists();
  await keep(store, 'old', 3000, ['b.example']);
  await keep(store, 'old', 2000, ['b.example'], ['x.example']);
  const { blocklists } = await diff(store, { from: 1500, to: 2500 });
  expect(blocklists.find(({ name }) => name === 'old')).toMatchObject({ unchanged: 0, notObserved: 2 });
  const later = await diff(store, { from: 1500, to: 3500 });
  expect(later.blocklists.find(({ name }) => name === 'old')!.entries).toMatchObject([
    { target: 'x.example', change: 'removed', notBefore: 1000, seenAt: 3000 },
  ]);
});

test('the history of a server tells which imported lists name it, and that no server does so by that', async () => {
  const store = await storeWithLists();
  const { events } = await readHostHistory(store, host('b.example'), 9000);
  expect(events.filter(({ kind }) => kind === 'block')).toEqual([]);
  expect(events.filter(({ kind }) => kind === 'listed')).toMatchObject([
    { at: 1000, source: 'fence', target: 'b.example', change: 'first-seen' },
    { at: 1000, source: 'old', change: 'first-seen' },
    { at: 2000, source: 'young', change: 'first-seen' },
  ]);
});
