/** A week's graph of the Fedivertex data set: what is taken from it, and what it does not say. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readFolderDate } from '../../../../data/import/fedivertex.ts';
import { readImport } from '../../../../data/import/read-import.ts';
import { freeze } from '../../../../data/snapshot.ts';
import type { Store } from '../../../../data/store.ts';
import { peers, record, temporaryFolder, temporaryStore, visit } from '../../../fixtures/observed.ts';

const now = Date.UTC(2026, 10, 27);
type Files = Record<string, string[]>;

function folderOf(place: string, files: Files): string {
  const folder = join(temporaryFolder(), place);
  mkdirSync(folder, { recursive: true });
  for (const [name, lines] of Object.entries(files)) writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
  return folder;
}

async function importGraph(place: string, files: Files, { store, at }: { store?: Store; at?: number } = {}) {
  const into = store ?? (await temporaryStore());
  const summary = await (await readImport(folderOf(place, files), { now, observedAt: at }))(into);
  const snapshot = await freeze(into);
  const find = (name: string) => snapshot.hosts.find(({ host }) => host === name);
  return { summary, snapshot, find, store: into };
}

const edgesOf = async (store: Store) =>
  (await store.query('SELECT source, target FROM current_peers ORDER BY ALL')).rows.map((row) => row.join(' '));

const lemmy = {
  'instances.csv': [
    'host,version,users,posts,comments,communities,description_language,users_active_day,users_active_week,users_active_month,users_active_half_year,captcha_enabled,require_email_verification,error,Id,Label',
    'a[DOT]example,0.19.3,100,300,5,2,de,1,2,10,20.0,True,False,,a[DOT]example,a[DOT]example',
    'b[DOT]example,0.19.5,50,,,,,,,,,,,,b[DOT]example,b[DOT]example',
  ],
  'interactions.csv': [
    'Source,Target,Weight',
    'a[DOT]example,b[DOT]example,1',
    'b[DOT]example,a[DOT]example,-1',
    'a[DOT]example,a[DOT]example,1',
  ],
};

test('rows are peers, a weight of -1 is a block, columns are facts, and folders say date and software', async () => {
  const { summary, snapshot, find, store } = await importGraph('lemmy/federation_with_blocks/20250203', lemmy);
  const observedAt = Date.UTC(2025, 1, 3);
  expect(summary).toMatchObject({
    ...{ kind: 'fedivertex', observedAt, dated: 'folder', hosts: 2, visited: 2, peers: 1, blocks: 1, weighted: 0 },
    ...{ rejected: [], rejectedCount: 0, graph: { software: 'lemmy', type: 'federation_with_blocks' } },
  });
  expect(await edgesOf(store)).toEqual(['a.example b.example']);
  expect(snapshot.blocks).toMatchObject([{ source: 1, target: 'a.example', action: 'blocked', comment: null }]);
  expect(snapshot.asOf).toBe(observedAt);
  expect(find('a.example')).toMatchObject({
    ...{ software: 'lemmy', version: '0.19.3', users: 100, mau: 10, activeHalfyear: 20, posts: 300, language: null },
    ...{ openRegistrations: null, liveness: 'alive', visitedAt: observedAt, factsAt: observedAt },
  });
  expect(find('b.example')).toMatchObject({ users: 50, mau: null, posts: null });
});

test('its lists are partial: they end nothing that a crawl found, and what is not there was not asked for', async () => {
  const store = await temporaryStore();
  await record(store, visit('a.example', 1000, { peers: peers('b.example', 'other-software.example') }));
  const { find } = await importGraph('lemmy/federation/20250203', lemmy, { store });
  expect(await edgesOf(store)).toEqual(['a.example b.example', 'a.example other-software.example']);
  expect(find('a.example')?.disclosure).toMatchObject({ peers: 'partial', blocks: 'unsupported' });
  expect(find('b.example')?.disclosure).toEqual({ peers: null, blocks: 'partial', allows: null, counts: null });
});

test('counts of follows are taken for peers alone: they are a part of the exact numbers', async () => {
  const { summary, snapshot, store } = await importGraph('mastodon/active_user/20250210', {
    'interactions.csv': ['Source,Target,Weight', 'a.example,b.example,17', 'b.example,a.example,1.0'],
  });
  expect(summary).toMatchObject({ peers: 2, weighted: 1, counts: 0, hosts: 0 });
  expect(await edgesOf(store)).toEqual(['a.example b.example', 'b.example a.example']);
  expect(snapshot.counts).toEqual([]);
  expect(snapshot.hosts).toMatchObject([{ liveness: 'unvisited' }, { liveness: 'unvisited' }]);
});

test('a graph without weights, and one below folders that say nothing', async () => {
  const { summary, find } = await importGraph('somewhere', {
    'instances.csv': ['host,version', 'a.example,4.3.1'],
    'interactions.csv': ['Source,Target', 'a.example,b.example', 'a.example,b.example'],
  });
  expect(summary).toMatchObject({ graph: null, dated: 'now', observedAt: now, peers: 1 });
  expect(find('a.example')).toMatchObject({ software: null, version: '4.3.1' });
});

test('columns of every software of the data set are read', async () => {
  const { find: mastodon } = await importGraph('mastodon/federation/20250203', {
    'instances.csv': ['host,version,users,statuses,languages,registration_enabled', 'a.example,4.3,7,8,en/de,True'],
  });
  expect(mastodon('a.example')).toMatchObject({ users: 7, posts: 8, language: 'en', openRegistrations: true });
  const { find: misskey } = await importGraph('misskey/federation/20250203', {
    'instances.csv': ['host,users_count,posts_count,languages', "a.example,7,8,['ja-JP']"],
  });
  expect(misskey('a.example')).toMatchObject({ software: 'misskey', users: 7, posts: 8, language: 'ja-jp' });
  const { find: peertube } = await importGraph('peertube/follow/20250203', {
    'instances.csv': [
      'host,totalUsers,totalMonthlyActiveUsers,totalLocalVideos,serverVersion',
      'a.example,7,3.0,9,7.1.0',
    ],
  });
  expect(peertube('a.example')).toMatchObject({ users: 7, mau: 3, posts: null, version: '7.1.0' });
  const { find: pleroma } = await importGraph('pleroma/federation/20250203', {
    'instances.csv': ['host,version', 'a.example,2.7.2 (compatible; Akkoma 3.16.0)', 'b.example,2.7'],
  });
  expect([pleroma('a.example')?.software, pleroma('b.example')?.software]).toEqual(['akkoma', null]);
});

test('who did not answer told nothing; what cannot be read is left out and told; slips are told', async () => {
  const { summary, find } = await importGraph('x', {
    'instances.csv': [
      'host,users,registration_enabled,error',
      'a.example,many,Fale,',
      'a.example,1,True,',
      'b.example,,,Connection timed out',
      'nothing,,,',
    ],
    'interactions.csv': [
      'Source,Target,Weight',
      'a.example,b.example,x',
      'a.example,,1',
      'a.example,c.example,0',
      'a.example,d.example,1',
    ],
  });
  expect(summary).toMatchObject({
    ...{ hosts: 1, peers: 1, rejectedCount: 6, typoCount: 1 },
    typos: [{ file: 'instances.csv', line: 2, column: 'registration_enabled', written: 'Fale', taken: 'false' }],
  });
  expect(summary.rejected.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
    '2 users: no count',
    '3 a second row for this host',
    '5 no host',
    '2 weight: neither -1 nor above 0',
    '3 no host',
    '4 weight: neither -1 nor above 0',
  ]);
  expect(find('a.example')).toMatchObject({ users: null, openRegistrations: false });
  expect(find('b.example')).toBeUndefined();
});

test('a date that is given is the one that counts', async () => {
  const { summary } = await importGraph('lemmy/federation/20250203', lemmy, { at: 5000 });
  expect(summary).toMatchObject({ dated: 'given', observedAt: 5000 });
});

test.each([
  ['20250203', Date.UTC(2025, 1, 3)],
  ['lemmy_federation_20250203-101500', Date.UTC(2025, 1, 3)],
  ['20250230', null],
  ['20251301', null],
  ['2025', null],
  ['120250203', null],
  ['20250203x', null],
])('a folder named %s', (name, date) => {
  expect(readFolderDate(name)).toBe(date);
});
