import { expect, test } from 'vitest';
import { diffByHost } from '../../../../data/history/host-changes.ts';
import type { Visit } from '../../../../data/types.ts';
import { block, list, noList, peers, record, rule, temporaryStore, visit } from '../../../fixtures/observed.ts';

const span = { from: 1000, to: 2000 };
const declaring = { blocks: list([block('b.example')]), peers: peers('b.example') };

async function changesAfter(...visits: Visit[]) {
  const store = await temporaryStore();
  await record(store, visit('a.example', 1000, declaring));
  for (const each of visits) await record(store, each);
  const { hosts } = await diffByHost(store, span);
  return Object.fromEntries(hosts.map(({ host, change }) => [host, change]));
}

test.each<[string, Partial<Visit>, object]>([
  ['the same list is unchanged', declaring, {}],
  ['other peers alone are unchanged', { ...declaring, peers: peers() }, {}],
  [
    'a block more is a change',
    { ...declaring, blocks: list([block('b.example'), block('a.b.example')]) },
    { 'a.example': 'changed' },
  ],
  ['a block less is a change', { ...declaring, blocks: list([]) }, { 'a.example': 'changed' }],
  [
    'another action is a change',
    { ...declaring, blocks: list([block('b.example', 'silence')]) },
    { 'a.example': 'changed' },
  ],
  [
    'a list that is hidden now is not observed',
    { ...declaring, blocks: noList('withheld') },
    { 'a.example': 'not-observed' },
  ],
  [
    'a list that could not be read is not observed',
    { ...declaring, blocks: noList('unreached') },
    { 'a.example': 'not-observed' },
  ],
  [
    'an allowlist that is shown now is a change',
    { ...declaring, allows: list([rule('b.example')]) },
    { 'a.example': 'changed' },
  ],
])('%s', async (_, now, expected) => {
  const changes = await changesAfter(visit('a.example', 1500, now));
  delete changes['a.b.example'];
  expect(changes).toEqual(expected);
});

test('a server that was not asked since is not observed, and one that was never asked is unchanged', async () => {
  expect(await changesAfter()).toEqual({ 'a.example': 'not-observed' });
});

test('a name that nobody knew is new', async () => {
  const changes = await changesAfter(
    visit('a.example', 1500, { ...declaring, peers: peers('b.example', 'c.example') }),
  );
  expect(changes).toEqual({ 'c.example': 'new' });
});

test('a server that answered and does no longer is gone, and not merely not observed', async () => {
  const silent = {
    status: 'unreached',
    reason: 'gone',
    blocks: noList('unreached'),
    peers: noList('unreached'),
  } as const;
  expect(await changesAfter(visit('a.example', 1500, silent))).toEqual({ 'a.example': 'gone' });
});

test('of a server that declares nothing we hold, one list read since says that it was looked at', async () => {
  const store = await temporaryStore();
  await record(store, visit('a.example', 1000, { peers: peers('b.example') }));
  await record(store, visit('c.example', 1000, { peers: peers('b.example') }));
  await record(store, visit('a.example', 1500, { peers: peers('b.example') }));
  expect((await diffByHost(store, span)).hosts).toEqual([{ host: 'c.example', change: 'not-observed' }]);
});
