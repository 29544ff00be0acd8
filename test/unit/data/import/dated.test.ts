import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importExchange } from '../../../../data/import/exchange.ts';
import { freeze } from '../../../../data/snapshot.ts';
import type { Store } from '../../../../data/store.ts';
import { exportExchange } from '../../../fixtures/exchange-folder.ts';
import {
  host,
  noFacts,
  noList,
  peers,
  record,
  temporaryFolder,
  temporaryStore,
  visit,
} from '../../../fixtures/observed.ts';

function folderOf(files: Record<string, string[]>): string {
  const folder = temporaryFolder();
  for (const [name, lines] of Object.entries(files)) writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
  return folder;
}

async function exported(store: Store): Promise<string> {
  const folder = temporaryFolder();
  await exportExchange(await freeze(store), folder);
  return folder;
}

test('an old export that is imported again overwrites nothing that was learned since', async () => {
  const store = await temporaryStore();
  await store.addHosts([host('seed.example')]);
  const old = { ...noFacts, software: 'mastodon', users: 5 };
  await record(
    store,
    visit('a.example', 1000, { facts: old, peers: peers('b.example'), blocks: noList('withheld') }),
    visit('d.example', 1000, { status: 'unreached', reason: 'no-address', peers: noList('unreached') }),
  );
  const folder = await exported(store);
  await record(
    store,
    visit('a.example', 2000, { facts: { ...old, users: 6 }, peers: peers('c.example'), blocks: peers() as never }),
    visit('d.example', 2000, { peers: peers('a.example') }),
  );
  const before = await freeze(store);
  const { staleLists } = await importExchange(store, folder, { now: 3000 });
  expect(staleLists).toBe(1);
  expect(await freeze(store)).toEqual(before);
});

test('an old refusal of a server that was only known from files does not undo what it published since', async () => {
  const store = await temporaryStore();
  const files = {
    'peers.csv': ['source,target', 'a.example,b.example'],
    'lists.csv': ['domain,kind,disclosure,observed_at', 'a.example,peers,withheld,1970-01-01T00:00:01Z'],
  };
  await importExchange(store, folderOf(files), { now: 1000 });
  const folder = await exported(store);
  await record(store, visit('a.example', 2000, { peers: peers('c.example') }));
  await importExchange(store, folder, { now: 3000 });
  const { hosts, asOf } = await freeze(store);
  expect(asOf).toBe(2000);
  expect(hosts[0]?.disclosure.peers).toBe('published');
});

test('times in instances.csv are the times of the facts and of the visit; what has none is of the import', async () => {
  const store = await temporaryStore();
  await importExchange(
    store,
    folderOf({
      'instances.csv': [
        'domain,users,liveness,observed_at,visited_at',
        'a.example,1,alive,1970-01-01T00:00:01Z,1970-01-01T00:00:02Z',
        'b.example,2,dead,,1970-01-01T00:00:03Z',
        'c.example,3,alive,,',
        'd.example,4,unvisited,1970-01-01T00:00:04Z,',
        'e.example,5,alive,yesterday,',
      ],
    }),
    { now: 9000 },
  );
  const { hosts } = await freeze(store);
  expect(hosts.map(({ users, liveness, factsAt, visitedAt }) => [users, liveness, factsAt, visitedAt])).toEqual([
    [1, 'alive', 1000, 2000],
    [2, 'dead', 3000, 3000],
    [3, 'alive', 9000, 9000],
    [4, 'unvisited', 4000, null],
    [5, 'alive', 9000, 9000],
  ]);
});

test('a time that cannot be read is told of', async () => {
  const store = await temporaryStore();
  const files = { 'instances.csv': ['domain,users,observed_at', 'a.example,1,yesterday'] };
  const { rejected } = await importExchange(store, folderOf(files), { now: 9000 });
  expect(rejected).toEqual([
    { file: 'instances.csv', line: 2, text: 'yesterday', reason: 'observed_at: no ISO 8601 time' },
  ]);
});

test('servers that stand in the same old folder without a date are known as long as the rest of it', async () => {
  const store = await temporaryStore();
  const files = {
    'instances.csv': ['domain,crawled,visited_at', 'a.example,1,1970-01-01T00:00:02Z', 'b.example,0,'],
  };
  await importExchange(store, folderOf(files), { now: 9000 });
  const snapshot = await freeze(store);
  expect(snapshot.asOf).toBe(2000);
  expect(snapshot.hosts.map(({ host }) => host)).toEqual(['a.example', 'b.example']);
});

test('a visit before everything else a file tells of its host is seen from its own time on', async () => {
  const store = await temporaryStore();
  const files = {
    'instances.csv': [
      'domain,users,crawled,observed_at,visited_at',
      'a.example,1,1,1970-01-01T00:00:01Z,1970-01-01T00:00:01Z',
      'b.example,2,1,1970-01-01T00:00:05Z,1970-01-01T00:00:01Z',
    ],
  };
  await importExchange(store, folderOf(files), { now: 9000 });
  const { hosts } = await freeze(store, { asOf: 1000 });
  expect(hosts.map((it) => [it.host, it.users, it.liveness])).toEqual([
    ['a.example', 1, 'alive'],
    ['b.example', null, 'alive'],
  ]);
});
