/** Files of schema version 1 are in the field: they are brought to the present form, and lose nothing. */
import { linkSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { freeze } from '../../../../data/snapshot.ts';
import { Store } from '../../../../data/store.ts';
import { host, temporaryFolder, visit } from '../../../fixtures/observed.ts';

const at = (ms: number) => `make_timestamptz(${ms} * 1000)`;
const content = `
  INSERT INTO hosts VALUES (0, 'a.example', NULL), (1, 'b.example', ${at(1000)}), (2, 'x.d.example', ${at(1000)});
  INSERT INTO crawls VALUES (1, 'crawl', ${at(900)}, ${at(1100)}, '{"contact":"x"}', NULL);
  INSERT INTO visits VALUES (1, 1, 0, ${at(990)}, ${at(1000)}, 'visited', 'ok', NULL);
  INSERT INTO requests VALUES (1, 0, 'https://a.example/robots.txt', 'GET', ${at(990)}, 5, 'ok', 200, 7, NULL);
  INSERT INTO visits VALUES (2, 1, 2, ${at(990)}, ${at(1000)}, 'unreached', 'timeout', NULL);
  INSERT INTO visits VALUES (3, 1, 2, ${at(1990)}, ${at(2000)}, 'unreached', 'timeout', NULL);
  INSERT INTO requests VALUES (2, 0, 'https://x.d.example/robots.txt', 'GET', ${at(990)}, 5, 'not-found', 404, 7, NULL);
  INSERT INTO requests VALUES (3, 0, 'https://x.d.example/robots.txt', 'GET', ${at(990)}, 5, 'timeout', NULL, 0, NULL);
  INSERT INTO instance_facts (host_id, crawl_id, observed_at, software) VALUES (0, 1, ${at(1000)}, 'mastodon');
  INSERT INTO list_observations VALUES (0, 1, 1, 'peers', 'published', 'ok', 1, 0, ${at(1000)});
  INSERT INTO peers VALUES (0, 1, ${at(1000)}, NULL);
  INSERT INTO blocks VALUES (0, 'c.example', 'suspend', NULL, 'spam', ${at(1000)}, NULL);`;

test('opening a file of version 1 to write brings it to the present form and keeps the old one beside it', async () => {
  const file = await oldFile();
  const before = readFileSync(file);
  const store = await Store.open(file, 'write');
  const snapshot = await freeze(store);
  expect(snapshot.hosts).toMatchObject([
    { host: 'a.example', software: 'mastodon', liveness: 'alive', disclosure: { peers: 'published' } },
    { host: 'b.example', liveness: 'unvisited' },
    { host: 'x.d.example', liveness: 'alive' },
  ]);
  expect([...snapshot.peers.targets]).toEqual([1]);
  expect(snapshot.blocks).toMatchObject([{ source: 0, target: 'c.example', comment: 'spam' }]);
  expect((await store.query('SELECT opt_out, consent, answered FROM visits ORDER BY id')).rows).toEqual([
    [null, false, true],
    [null, false, true],
    [null, false, false],
  ]);
  const domains = await store.query('SELECT domain FROM hosts ORDER BY id');
  expect(domains.rows.flat()).toEqual(['a.example', 'b.example', 'd.example']);
  expect((await store.query('SELECT url, etag FROM requests WHERE visit_id = 1')).rows).toEqual([
    ['https://a.example/robots.txt', null],
  ]);
  await store.record(await store.beginCrawl(2000, {}), [visit('b.example', 2000)]);
  await store.close();
  expect(readFileSync(`${file}.v1`).equals(before)).toBe(true);
  const again = await Store.open(file, 'read');
  expect((await again.query('FROM schema_info')).rows).toEqual([[3]]);
  expect(await again.knownHostCount()).toBe(3);
  await again.close();
});

test('a list that came in after a newer one is known to have changed nothing', async () => {
  const file = await oldFile(`
    INSERT INTO crawls VALUES (2, 'import', ${at(2000)}, ${at(2000)}, '{}', NULL);
    INSERT INTO list_observations VALUES
      (0, 2, NULL, 'peers', 'published', 'ok', 1, 0, ${at(500)}),
      (0, 2, NULL, 'blocks', 'published', 'ok', 1, 0, ${at(500)}),
      (0, 2, NULL, 'counts', 'unreached', 'timeout', 0, 0, ${at(500)}),
      (1, 2, NULL, 'peers', 'published', 'ok', 1, 0, ${at(500)});`);
  const store = await Store.open(file, 'write');
  const { rows } = await store.query(
    'SELECT host_id, crawl_id, kind, applied FROM list_observations ORDER BY host_id, crawl_id, kind',
  );
  expect(rows).toEqual([
    [0, 1, 'peers', true],
    [0, 2, 'peers', false],
    [0, 2, 'blocks', true],
    [0, 2, 'counts', true],
    [1, 2, 'peers', true],
  ]);
  await store.close();
});

test('opening it to read leaves it as it is and says what to do', async () => {
  const file = await oldFile();
  const before = readFileSync(file);
  await expect(Store.open(file, 'read')).rejects.toMatchObject({
    name: 'UserError',
    message: expect.stringMatching(/schema version 1; .* version 3/),
    hint: expect.stringMatching(/Crawl or import into it, or take/),
  });
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('an upgrade that was cut short is begun again', async () => {
  const file = await oldFile();
  const half = await Store.open(`${file}.new`, 'create');
  await half.addHosts([host('half.example')]);
  await half.close();
  const store = await Store.open(file, 'write');
  expect((await store.query('SELECT host FROM hosts ORDER BY id')).rows).toEqual([
    ['a.example'],
    ['b.example'],
    ['x.d.example'],
  ]);
  await store.close();
});

test('an upgrade that was cut short with the old file already kept aside is begun again', async () => {
  const file = await oldFile();
  const before = readFileSync(file);
  linkSync(file, `${file}.v1`);
  await (await Store.open(file, 'write')).close();
  expect(readFileSync(`${file}.v1`).equals(before)).toBe(true);
  expect(readFileSync(file).equals(before)).toBe(false);
});

async function oldFile(more = ''): Promise<string> {
  const file = join(temporaryFolder(), "it's old.duckdb");
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  const schema = readFileSync(new URL('../../../fixtures/schema-1.sql', import.meta.url), 'utf8');
  await connection.run(`${schema}; ${content} ${more}; CHECKPOINT`);
  connection.closeSync();
  instance.closeSync();
  return file;
}
