/** What is not seen is not gone: the ways in which a list may fail to be read, each beside an unblock that is one. */
import { expect, test } from 'vitest';
import { diff } from '../../../../data/history/diff.ts';
import type { Outcome, Visit } from '../../../../data/types.ts';
import {
  block,
  count,
  list,
  noFacts,
  noList,
  peers,
  record,
  rule,
  temporaryStore,
  visit,
} from '../../../fixtures/observed.ts';

const span = { from: 1000, to: 2000 };

async function storeWith(...visits: Visit[]) {
  const store = await temporaryStore();
  for (const each of visits) await record(store, each);
  return store;
}

const before = visit('a.example', 1000, {
  facts: { ...noFacts, software: 'mastodon' },
  peers: peers('x.example', 'y.example'),
  blocks: list([block('b.example'), block('c.example', 'silence')]),
});

test('what a whole list read since shows is added, removed, changed or unchanged', async () => {
  const now = list([
    block('b.example', 'silence'),
    block('d.example'),
    block('c.example', 'silence', { comment: 'new words' }),
  ]);
  const store = await storeWith(
    before,
    visit('a.example', 1500, { blocks: now, peers: peers('y.example', 'z.example') }),
  );
  const { entries, blocks } = await diff(store, span);
  expect(entries.blocks).toMatchObject({
    added: 1,
    removed: 0,
    changed: 1,
    unchanged: 1,
    notObserved: 0,
    firstSeen: 0,
  });
  expect(entries.peers).toMatchObject({ added: 1, removed: 1, unchanged: 1, notObserved: 0 });
  expect(blocks).toEqual([
    {
      ...{ source: 'a.example', target: 'b.example', change: 'changed', before: ['suspend'], after: ['silence'] },
      ...{ notBefore: 1000, seenAt: 1500 },
    },
    {
      ...{ source: 'a.example', target: 'd.example', change: 'added', before: [], after: ['suspend'] },
      ...{ notBefore: 1000, seenAt: 1500 },
    },
  ]);
});

const failures: [string, Partial<Visit>, string][] = [
  [
    'the server is down',
    { status: 'unreached', reason: 'timeout', peers: noList('unreached'), blocks: noList('unreached') },
    'unreached',
  ],
  [
    'robots.txt forbids the list now',
    { peers: noList('withheld'), blocks: { ...noList('withheld'), reason: 'robots-disallowed' } },
    'robots',
  ],
  [
    'the list is newly hidden',
    { peers: noList('withheld'), blocks: { ...noList('withheld'), reason: 'not-found' as Outcome } },
    'withheld',
  ],
  ['the new version has no list that we read', { blocks: noList('unsupported') }, 'unsupported'],
  ['a later page failed', { peers: { ...peers(), disclosure: 'partial' }, blocks: list([], 'partial') }, 'partial'],
];

test.each(failures)('when %s, nothing is removed: it is not observed', async (_, found, state) => {
  const store = await storeWith(before, visit('a.example', 1500, found));
  const { entries, blocks, lists } = await diff(store, span);
  expect(entries.blocks).toMatchObject({ added: 0, removed: 0, changed: 0, unchanged: 0, notObserved: 2 });
  expect(entries.blocks.notObservedBy).toEqual({ [state]: 2 });
  expect(entries.peers).toMatchObject({ removed: 0, notObserved: 2 });
  expect(blocks).toEqual([]);
  expect(lists.find(({ kind }) => kind === 'blocks')).toEqual({
    host: 'a.example',
    kind: 'blocks',
    before: 'published',
    after: state,
  });
});

test('when the whole crawl collapses, as a collector of 2023 did, there is not one unblock', async () => {
  const names = Array.from({ length: 30 }, (_, at) => `s${at}.example`);
  const store = await storeWith(
    ...names.map((name) => visit(name, 1000, { blocks: list([block('b.example'), block('c.example')]) })),
  );
  await record(store, visit('s0.example', 1500, { blocks: list([block('b.example')]) }));
  const { entries, blocks } = await diff(store, span);
  expect(entries.blocks).toMatchObject({
    removed: 1,
    unchanged: 1,
    notObserved: 58,
    notObservedBy: { 'not-asked': 58 },
  });
  expect(blocks).toMatchObject([{ source: 's0.example', target: 'c.example', change: 'removed' }]);
});

test('a list that is read for the first time adds nothing: its entries may be older', async () => {
  const store = await storeWith(
    before,
    visit('n.example', 1500, { blocks: list([block('b.example')]), peers: peers('x.example') }),
  );
  const { entries, blocks, hosts } = await diff(store, span);
  expect(entries.blocks).toMatchObject({ added: 0, firstSeen: 1, notObserved: 2 });
  expect(entries.peers).toMatchObject({ added: 0, firstSeen: 1 });
  expect(blocks).toEqual([]);
  expect(hosts.added).toBe(1);
});

test('a server that says nothing changed confirms its entries', async () => {
  const unchanged = { ...list<never>([]), reason: 'not-modified' as const, unchanged: true as const };
  const store = await storeWith(before, visit('a.example', 1500, { blocks: unchanged, peers: unchanged }));
  const { entries } = await diff(store, span);
  expect(entries.blocks).toMatchObject({ unchanged: 2, notObserved: 0 });
  expect(entries.peers).toMatchObject({ unchanged: 2, notObserved: 0 });
});

test('a list that came late and changed nothing confirms nothing', async () => {
  const store = await storeWith(before, visit('a.example', 3000, { blocks: list([]) }));
  await record(store, visit('a.example', 1500, { blocks: list([block('b.example')]) }));
  expect((await diff(store, span)).entries.blocks).toMatchObject({ removed: 0, unchanged: 0, notObserved: 2 });
});

test('who wants to be in no statistics by now is not observed, and not named', async () => {
  const store = await storeWith(
    before,
    visit('a.example', 1500, { status: 'refused', reason: 'opted-out', optOut: 'site-private' }),
  );
  const { entries, blocks, lists } = await diff(store, span);
  expect(entries.blocks).toMatchObject({ removed: 0, unchanged: 0, notObserved: 2 });
  expect([blocks, lists]).toEqual([[], []]);
});

test('two masked names with the same text and other digests are two entries', async () => {
  const masked = (letter: string) => block('b*d.example', 'suspend', { digest: letter.repeat(64) });
  const store = await storeWith(
    visit('a.example', 1000, { blocks: list([masked('a'), masked('b')]) }),
    visit('a.example', 1500, { blocks: list([masked('b'), masked('c')]) }),
  );
  const { entries, blocks } = await diff(store, span);
  expect(entries.blocks).toMatchObject({ added: 1, removed: 1, changed: 0, unchanged: 1 });
  expect(blocks.map(({ change }) => change).sort()).toEqual(['added', 'removed']);
});

test('numbers of follows change; entries of allowlists come and go', async () => {
  const store = await storeWith(
    visit('a.example', 1000, {
      counts: list([count('x.example', 1, 2), count('y.example', 3, 4)]),
      allows: list([rule('x.example')]),
    }),
    visit('a.example', 1500, {
      counts: list([count('x.example', 1, 2), count('y.example', 5, 4)]),
      allows: list([rule('y.example')]),
    }),
  );
  const { entries, allows } = await diff(store, span);
  expect(entries.counts).toMatchObject({ added: 0, removed: 0, changed: 1, unchanged: 1 });
  expect(allows.map(({ change, target }) => [change, target])).toEqual([
    ['removed', 'x.example'],
    ['added', 'y.example'],
  ]);
});

test('servers that fell silent and that answer again are named', async () => {
  const silent = { status: 'unreached', reason: 'timeout' } as const;
  const week = 8 * 86_400_000;
  const store = await storeWith(
    visit('a.example', 1000),
    visit('b.example', 1000, silent),
    visit('a.example', 1000 + week, silent),
    visit('b.example', 1000 + week),
  );
  const { hosts } = await diff(store, { from: 1000, to: 1000 + week });
  expect(hosts).toEqual({ added: 0, fellSilent: ['a.example'], answersAgain: ['b.example'] });
});
