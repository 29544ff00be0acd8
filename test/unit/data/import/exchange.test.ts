import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importExchange } from '../../../../data/import/exchange.ts';
import type { Snapshot } from '../../../../data/snapshot/types.ts';
import { freeze } from '../../../../data/snapshot.ts';
import { Store } from '../../../../data/store.ts';
import { peers, realDataFolder, record, temporaryFolder, temporaryStore, visit } from '../../../fixtures/observed.ts';

type Files = Record<string, string[] | string>;

const now = 5000;

function folderOf(files: Files): string {
  const folder = temporaryFolder();
  for (const [name, lines] of Object.entries(files)) {
    writeFileSync(join(folder, name), typeof lines === 'string' ? lines : `${lines.join('\n')}\n`);
  }
  return folder;
}

async function importFiles(files: Files) {
  const store = await temporaryStore();
  const summary = await importExchange(store, folderOf(files), { now });
  return { store, summary, snapshot: await freeze(store) };
}

const find = (snapshot: Snapshot, name: string) => snapshot.hosts.find((it) => it.host === name);

function edgesOf({ hosts, peers: { offsets, targets } }: Snapshot): string[] {
  return hosts.flatMap(({ host }, node) =>
    [...targets.subarray(offsets[node], offsets[node + 1])].map((target) => `${host} ${hosts[target]!.host}`),
  );
}

test('a whole folder', async () => {
  const { snapshot, summary } = await importFiles({
    'instances.csv': [
      'domain,software,version,users,mau,active_halfyear,posts,crawled,language,authorized_fetch,colour',
      'a.example,Lemmy,0.19.3,100,10,20,300,1,EN,0,red',
      'b.example,mastodon,4.3,50,,,,0,,1,blue',
    ],
    'peers.csv': ['source,target', 'a.example,b.example', 'a.example,c.example'],
    'blocks.csv': [
      'source,target,severity,comment',
      'a.example,*.d.example,suspend,"ads, again"',
      'a.example,e.example,silence,',
    ],
    'allows.csv': ['source,target', 'b.example,a.example'],
    'counts.csv': ['source,target,follows_out,follows_in', 'a.example,b.example,7,0'],
  });
  expect(summary).toEqual({
    ...{ hosts: 2, visited: 1, peers: 2, blocks: 2, allows: 1, counts: 1 },
    ...{ staleLists: 0, rejected: [], rejectedCount: 0, typos: [], typoCount: 0 },
  });
  expect(find(snapshot, 'a.example')).toMatchObject({
    ...{ software: 'lemmy', version: '0.19.3', users: 100, mau: 10, activeHalfyear: 20, posts: 300, language: 'en' },
    ...{ authorizedFetch: false, openRegistrations: null, allowlistMode: null, liveness: 'alive' },
    disclosure: { peers: 'published', blocks: 'published', allows: 'published', counts: 'published' },
    observedAt: { peers: now, blocks: now, allows: now, counts: now },
  });
  expect(find(snapshot, 'b.example')).toMatchObject({
    ...{ users: 50, mau: null, authorizedFetch: true, allowlistMode: true, liveness: 'unvisited' },
    disclosure: { peers: null, blocks: null, allows: 'published', counts: null },
  });
  expect(edgesOf(snapshot)).toEqual(['a.example b.example', 'a.example c.example']);
  expect(snapshot.blocks.map(({ target, action, comment }) => [target, action, comment])).toEqual([
    ['*.d.example', 'suspend', 'ads, again'],
    ['e.example', 'silence', null],
  ]);
  expect(snapshot.counts).toEqual([{ source: 0, target: 1, followsOut: 7, followsIn: 0 }]);
  expect(snapshot.asOf).toBe(now);
});

test('slips in columns of few words are taken for what they can only mean, and told', async () => {
  const { snapshot, summary } = await importFiles({
    'instances.csv': [
      'domain,liveness,open_registration,authorized_fetch',
      'a.example,aliv,ture,fale',
      'b.example,living,perhaps,0',
    ],
    'lists.csv': ['domain,kind,disclosure', 'a.example,blcks,witheld', 'a.example,peers,gone'],
  });
  expect(find(snapshot, 'a.example')).toMatchObject({
    ...{ liveness: 'alive', openRegistrations: true, authorizedFetch: false },
    disclosure: { peers: null, blocks: 'withheld' },
  });
  expect(find(snapshot, 'b.example')).toMatchObject({ liveness: 'unvisited', openRegistrations: null });
  expect(summary.typoCount).toBe(5);
  expect(summary.typos.map(({ file, line, written, taken }) => [file, line, written, taken])).toEqual([
    ['instances.csv', 2, 'ture', 'true'],
    ['instances.csv', 2, 'fale', 'false'],
    ['instances.csv', 2, 'aliv', 'alive'],
    ['lists.csv', 2, 'blcks', 'blocks'],
    ['lists.csv', 2, 'witheld', 'withheld'],
  ]);
  expect(summary.rejected).toMatchObject([
    { file: 'instances.csv', line: 3, text: 'perhaps' },
    { file: 'instances.csv', line: 3, text: 'living' },
    { file: 'lists.csv', line: 3, text: 'gone' },
  ]);
});

test('an empty cell is not known, and zero is zero', async () => {
  const { snapshot } = await importFiles({ 'instances.csv': ['domain,users,mau', 'a.example,0,'] });
  expect(find(snapshot, 'a.example')).toMatchObject({ users: 0, mau: null, software: null });
});

test('a file that is missing is a list nobody asked for, not an empty one', async () => {
  const { snapshot } = await importFiles({
    'instances.csv': ['domain,crawled', 'a.example,1'],
    'blocks.csv': ['source,target,severity', 'c.example,b.example,suspend'],
  });
  expect(find(snapshot, 'a.example')?.disclosure).toEqual({
    peers: null,
    blocks: 'published',
    allows: null,
    counts: null,
  });
  expect(find(snapshot, 'c.example')).toMatchObject({
    liveness: 'unvisited',
    disclosure: { peers: null, blocks: 'published', allows: null, counts: null },
  });
});

test('lists.csv decides, with its own times; what it does not name was not asked for', async () => {
  const { snapshot } = await importFiles({
    'instances.csv': ['domain,crawled', 'a.example,1', 'b.example,1', 'c.example,1'],
    'peers.csv': ['source,target', 'a.example,x.example', 'b.example,y.example'],
    'blocks.csv': ['source,target,severity'],
    'lists.csv': [
      'domain,kind,disclosure,observed_at',
      'a.example,peers,published,1970-01-01T00:00:02Z',
      'a.example,blocks,withheld,',
      'b.example,peers,withheld,1970-01-01T00:00:03.000Z',
    ],
  });
  const state = (name: string) => [find(snapshot, name)?.disclosure, find(snapshot, name)?.observedAt];
  const none = { peers: null, blocks: null, allows: null, counts: null };
  expect(state('a.example')).toEqual([
    { ...none, peers: 'published', blocks: 'withheld' },
    { ...none, peers: 2000 },
  ]);
  expect(state('b.example')).toEqual([
    { ...none, peers: 'withheld' },
    { ...none, peers: 3000 },
  ]);
  expect(state('c.example')).toEqual([none, none]);
  expect(edgesOf(snapshot)).toEqual(['a.example x.example', 'b.example y.example']);
});

test('a server in allows.csv is in allowlist mode, unless instances.csv speaks of that itself', async () => {
  const allows = { 'allows.csv': ['source,target', 'a.example,b.example'] };
  const implied = await importFiles({ ...allows, 'instances.csv': ['domain', 'a.example'] });
  expect(find(implied.snapshot, 'a.example')?.allowlistMode).toBe(true);
  const said = await importFiles({ ...allows, 'instances.csv': ['domain,allowlist_mode', 'a.example,'] });
  expect(find(said.snapshot, 'a.example')?.allowlistMode).toBeNull();
});

test('names of many spellings are one host; a server that lists itself and repetitions add nothing', async () => {
  const { snapshot, summary } = await importFiles({
    'instances.csv': '\uFEFFDomain,Users,crawled\r\nA.Example,5,1\r\na.example.,6,1\r\nhttps://b.example/,7,\r\n\r\n',
    'peers.csv': [
      'source,target',
      'a.example,B.example',
      'A.EXAMPLE,b.example',
      'a.example,a.example',
      'a.example,b.example:443',
    ],
  });
  expect(snapshot.hosts.map(({ host, users }) => [host, users])).toEqual([
    ['a.example', 5],
    ['b.example', 7],
  ]);
  expect(edgesOf(snapshot)).toEqual(['a.example b.example']);
  expect(summary.rejected).toEqual([
    { file: 'instances.csv', line: 3, text: 'a.example.', reason: 'a second row for this host' },
  ]);
});

test('lines that name no host, and cells that hold no count, are told of; the rest is imported', async () => {
  const { snapshot, summary } = await importFiles({
    'instances.csv': ['domain,users,crawled', '192.0.2.7,1,1', 'a.example,many,1', 'b.example,7.0,maybe'],
    'peers.csv': ['source,target', 'a.example,localhost', 'a.example,b.example'],
    'blocks.csv': [
      'source,target,severity',
      'a.example,@x@y.example,suspend',
      'a.example,c.example,',
      'a.example,m*sk.example,suspend',
    ],
    'counts.csv': ['source,target,follows_out,follows_in', 'a.example,b.example,-1,2'],
    'lists.csv': [
      'domain,kind,disclosure',
      'a.example,friends,published',
      'a.example,peers,secret',
      'a.example,peers,partial',
    ],
  });
  expect(summary.rejected.map(({ file, line, text }) => `${file}:${line} ${text}`)).toEqual(
    [
      ...['instances.csv:2 192.0.2.7', 'instances.csv:3 many', 'instances.csv:4 maybe', 'peers.csv:2 localhost'],
      ...['blocks.csv:2 @x@y.example', 'blocks.csv:3 c.example', 'counts.csv:2 -1'],
      ...['lists.csv:2 friends', 'lists.csv:3 secret'],
    ].map((text) => text.replace('blocks.csv:3 c.example', 'blocks.csv:3 ')),
  );
  expect(summary.rejectedCount).toBe(9);
  expect(find(snapshot, 'a.example')?.users).toBeNull();
  expect(find(snapshot, 'b.example')?.users).toBe(7);
  expect(snapshot.blocks.map(({ target }) => target)).toEqual(['m*sk.example']);
});

test('only the first lines that could not be used are kept, all are counted', async () => {
  const lines = Array.from({ length: 100 }, (_, number) => `192.0.2.${number},1`);
  const { summary } = await importFiles({ 'instances.csv': ['domain,users', 'a.example,1', ...lines] });
  expect(summary.rejected).toHaveLength(20);
  expect(summary.rejectedCount).toBe(100);
});

test('importing a folder again changes nothing but the time it was last confirmed', async () => {
  const files = {
    'instances.csv': ['domain,users,crawled', 'a.example,5,1'],
    'peers.csv': ['source,target', 'a.example,b.example'],
    'blocks.csv': ['source,target,severity', 'a.example,c.example,suspend'],
  };
  const { store, snapshot } = await importFiles(files);
  await importExchange(store, folderOf(files), { now: now + 1000 });
  expect(await freeze(store, { asOf: now })).toEqual(snapshot);
  expect((await store.query('SELECT count(*) FROM peers')).rows).toEqual([[1]]);
  expect((await store.query('SELECT epoch_ms(added_at), removed_at FROM blocks')).rows).toEqual([[now, null]]);
});

test('an import is no visit of ours', async () => {
  const { store } = await importFiles({ 'instances.csv': ['domain,crawled', 'a.example,1'] });
  expect(await store.knownHosts(now)).toMatchObject([{ host: 'a.example', lastVisit: null }]);
});

test.each([
  [
    'a missing column',
    { 'peers.csv': ['source,to', 'a.example,b.example'] },
    /peers\.csv, line 1: expected the columns source, target; found "source", "to"/,
  ],
  ['an empty file', { 'instances.csv': '' }, /instances\.csv, line 1: .* found nothing/],
  [
    'a line too short',
    { 'peers.csv': ['source,target', 'a.example,b.example', 'a.example'] },
    /peers\.csv, line 3: the number of fields/,
  ],
  [
    'a line too long',
    { 'instances.csv': ['domain,users', 'a.example,1,2'] },
    /instances\.csv, line 2: the number of fields/,
  ],
  [
    'an open quote',
    { 'instances.csv': ['domain,users', 'a.example,"1', 'b.example,2'] },
    /instances\.csv, line \d+: a quote was opened/,
  ],
  ['a stray quote', { 'instances.csv': ['domain,users', 'a.example,1"2'] }, /instances\.csv, line 2: malformed CSV/],
  ['a folder of other things', { 'readme.txt': 'hello' }, /Nothing to import/],
])('%s is misuse, and nothing is written', async (_, files, message) => {
  const store = await temporaryStore();
  await record(store, visit('x.example', 1000, { peers: peers('y.example') }));
  const good = { 'instances.csv': ['domain,users', 'good.example,1'] };
  const attempt = importExchange(store, folderOf(_.startsWith('a folder') ? files : { ...good, ...files }), { now });
  await expect(attempt).rejects.toThrow(message);
  await expect(attempt).rejects.toMatchObject({ name: 'UserError', hint: expect.stringMatching(/\w/) });
  expect((await store.query('SELECT host FROM hosts ORDER BY host')).rows).toEqual([['x.example'], ['y.example']]);
  expect((await store.query('SELECT count(*) FROM crawls')).rows).toEqual([[1]]);
});

test('a folder that is none, or is a file, is misuse; a new database is not left behind', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'new.duckdb');
  const store = await Store.open(file, 'create');
  await expect(importExchange(store, join(folder, 'nowhere'), { now })).rejects.toThrow('There is no folder');
  await expect(importExchange(store, file, { now })).rejects.toThrow('is a file');
  mkdirSync(join(folder, 'instances.csv'));
  await expect(importExchange(store, folder, { now })).rejects.toMatchObject({ name: 'UserError' });
  await store.close();
  expect(existsSync(file)).toBe(false);
});

test.skipIf(!existsSync(realDataFolder)).each([
  ['lemmy-2022-05-17', { hosts: 166, visited: 46, peers: 499, blocks: 225, allows: 66, rejectedCount: 1 }],
  ['lemmy-2022-09-14', { hosts: 217, visited: 53, peers: 677, blocks: 256, allows: 23, rejectedCount: 2 }],
  ['lemmy-2022-11-02', { hosts: 334, visited: 58, peers: 738, blocks: 396, allows: 72, rejectedCount: 35 }],
  ['mastodon-2023-06-28', { hosts: 14536, visited: 0, peers: 0, blocks: 9298, rejectedCount: 15 }],
])('real folder %s is imported whole (skipped where the real data is absent)', async (name, expected) => {
  const store = await temporaryStore();
  const summary = await importExchange(store, join(realDataFolder, name), { now });
  expect(summary).toMatchObject(expected);
  const snapshot = await freeze(store);
  expect(snapshot.hosts.length).toBeGreaterThanOrEqual(summary.hosts);
  expect(snapshot.hosts.filter((it) => it.liveness === 'alive')).toHaveLength(summary.visited);
});
