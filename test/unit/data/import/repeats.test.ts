/** What an exchange folder says twice, or of the server itself. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importExchange } from '../../../../data/import/exchange.ts';
import { freeze } from '../../../../data/snapshot.ts';
import { temporaryFolder, temporaryStore } from '../../../fixtures/observed.ts';

async function importFiles(files: Record<string, string[]>) {
  const folder = temporaryFolder();
  for (const [name, lines] of Object.entries(files)) writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
  const store = await temporaryStore();
  const summary = await importExchange(store, folder, { now: 5000 });
  return { store, summary, snapshot: await freeze(store) };
}

test('what a list repeats and where it names its own server is counted, of each kind', async () => {
  const { store, summary } = await importFiles({
    'instances.csv': ['domain,crawled', 'a.example,1', 'b.example,1', 'c.example,1'],
    'peers.csv': [
      'source,target',
      'a.example,b.example',
      'a.example,B.example',
      'a.example,a.example',
      'c.example,c.example',
    ],
    'blocks.csv': [
      'source,target,severity,digest',
      'a.example,x.example,suspend,',
      'a.example,x.example,suspend,',
      'a.example,x.example,silence,',
    ],
    'allows.csv': ['source,target', 'b.example,x.example', 'b.example,x.example', 'b.example,b.example'],
    'counts.csv': ['source,target,follows_out,follows_in', 'a.example,b.example,1,2', 'a.example,b.example,1,2'],
    'lists.csv': [
      'domain,kind,disclosure',
      ...['a', 'b', 'c'].flatMap((name) => ['peers', 'blocks'].map((kind) => `${name}.example,${kind},published`)),
      ...['a.example,counts,published', 'b.example,allows,published'],
    ],
  });
  const { rows } = await store.query(
    `SELECT host, kind::VARCHAR, entry_count, duplicate_count, self_count
     FROM list_observations JOIN hosts ON hosts.id = host_id
     WHERE duplicate_count + self_count > 0 ORDER BY host, kind`,
  );
  expect(rows).toEqual([
    ['a.example', 'peers', 1, 1, 1],
    ['a.example', 'blocks', 2, 1, 0],
    ['a.example', 'counts', 1, 1, 0],
    ['b.example', 'allows', 2, 1, 0],
    ['c.example', 'peers', 0, 0, 1],
  ]);
  expect(summary).toMatchObject({ peers: 2, blocks: 3, rejectedCount: 0 });
});

test('a server that only names itself is not made known by that, and a list that is not there repeats nothing', async () => {
  const { store, snapshot } = await importFiles({
    'instances.csv': ['domain,crawled', 'b.example,1'],
    'peers.csv': [
      'source,target',
      'a.example,a.example',
      'b.example,b.example',
      'b.example,c.example',
      'b.example,c.example',
    ],
    'lists.csv': ['domain,kind,disclosure,observed_at', 'b.example,peers,withheld,2026-01-02'],
  });
  expect(snapshot.hosts.map(({ host }) => host)).toEqual(['b.example', 'c.example']);
  const { rows } = await store.query(
    'SELECT disclosure::VARCHAR, duplicate_count, self_count FROM list_observations ORDER BY disclosure',
  );
  expect(rows).toEqual([
    ['partial', 1, 1],
    ['withheld', 0, 0],
  ]);
});
