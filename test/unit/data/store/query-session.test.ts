/** A database that anybody may ask: what a query can do, and what it cannot reach. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, onTestFinished, test } from 'vitest';
import { QuerySession } from '../../../../data/store/query-session.ts';
import { Store } from '../../../../data/store.ts';
import { list, noFacts, peers, temporaryFolder, visit } from '../../../fixtures/observed.ts';

test.each([
  ['read text', (file: string) => `SELECT * FROM read_text('${file}')`],
  ['read bytes', (file: string) => `SELECT * FROM read_blob('${file}')`],
  ['read CSV', (file: string) => `SELECT * FROM read_csv('${file}')`],
  ['read JSON', (file: string) => `SELECT * FROM read_json('${file}')`],
  ['read Parquet', (file: string) => `SELECT * FROM parquet_metadata('${file}')`],
  ['read a database', (file: string) => `SELECT * FROM read_duckdb('${file}')`],
  ['sniff', (file: string) => `SELECT * FROM sniff_csv('${file}')`],
  ['list a folder', (file: string) => `SELECT * FROM glob('${file}*')`],
  ['take a file for a table', (file: string) => `SELECT * FROM '${file}'`],
  ['ask within a query', (file: string) => `SELECT * FROM query('SELECT * FROM read_text(''${file}'')')`],
  ['look into secrets', () => 'SELECT * FROM duckdb_secrets()'],
  ['read over the network', () => `SELECT * FROM read_csv('https://a.example/x.csv')`],
  ['attach', (file: string) => `ATTACH '${file}' AS other`],
  ['copy out', (file: string) => `COPY hosts TO '${file}'`],
  ['copy out while explaining', (file: string) => `EXPLAIN ANALYZE COPY hosts TO '${file}'`],
  ['copy out within a query', (file: string) => `SELECT * FROM query('COPY hosts TO ''${file}''')`],
  ['export', (file: string) => `EXPORT DATABASE '${file}'`],
  ['install', () => 'INSTALL httpfs'],
  ['load', () => 'LOAD httpfs'],
  ['unlock', () => 'SET enable_external_access = true'],
  ['reset', () => 'RESET enable_external_access'],
  ['change a setting by PRAGMA', () => 'PRAGMA enable_profiling'],
  ['delete', () => 'DELETE FROM hosts'],
  ['delete while explaining', () => 'EXPLAIN ANALYZE DELETE FROM hosts'],
  ['make a table', () => 'CREATE TEMP TABLE mine AS SELECT 1'],
  ['begin', () => 'BEGIN'],
  ['use another', () => 'USE memory'],
  ['ask two things', () => 'SELECT 1; SELECT 2'],
  ['ask nothing', () => ' -- nothing\n;'],
  ['leave a parameter open', () => 'SELECT $1'],
  ['call', () => 'CALL pragma_version()'],
  ['write a log', (file: string) => `FROM enable_logging(storage = 'file', storage_config = {'path': '${file}.log'})`],
  ['write a log by another spelling', () => 'SELECT * FROM system.main."Enable_Logging" /* ( */ -- (\n ()'],
  ['write a log by text', () => `FROM query('FROM enable_' || 'logging()')`],
  ['write a log by JSON', () => `FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))`],
  ['bring the log in', () => 'FROM checkpoint()'],
  ['read memory', () => 'FROM arrow_scan(1, 2, 3)'],
])('to %s is refused with what to do, and leaves every file as it was', async (_, sqlFor) => {
  const file = join(temporaryFolder(), 'secret.txt');
  writeFileSync(file, 'secret');
  const { session, folder } = await openSession();
  const before = readdirSync(folder);
  const asked = async () => {
    const { batches } = await session.ask(sqlFor(file));
    for await (const rows of batches) expect(rows).toEqual([]);
    throw new Error('was answered');
  };
  await expect(asked()).rejects.toMatchObject({ name: 'UserError', hint: expect.stringMatching(/\w{3}/) });
  expect(readdirSync(folder)).toEqual(before);
  expect(await rowsOf(session, 'SELECT count(*) FROM hosts')).toEqual([[2]]);
});

test.each([
  'SELECT 1;',
  'SELECT 1 -- and no more',
  `SELECT 'a query about a checkpoint'`,
  'VALUES (1)',
  'FROM hosts',
  'TABLE hosts',
  'WITH one AS (SELECT 1) FROM one',
  'DESCRIBE hosts',
  'SHOW TABLES',
  'SUMMARIZE hosts',
  `PRAGMA table_info('hosts')`,
  'EXPLAIN SELECT 1',
  '/* how */ EXPLAIN ANALYZE SELECT 1',
  'EXPLAIN (FORMAT json) SELECT 1',
  `FROM (SELECT host, domain FROM hosts) PIVOT (count(*) FOR domain IN ('a.example'))`,
])('%s is answered', async (sql) => {
  const { session } = await openSession();
  expect((await rowsOf(session, sql)).length).toBeGreaterThan(0);
});

test('what DuckDB does not understand is shown where it stands', async () => {
  const { session } = await openSession();
  await expect(session.ask('SELECT colour FROM hosts')).rejects.toThrow(/colour[\s\S]*LINE 1[\s\S]*\^/);
});

test('an error in the middle of an answer is a message too', async () => {
  const { session } = await openSession();
  const sql = `SELECT CASE WHEN range = 50000 THEN 'x' ELSE '1' END::INTEGER FROM range(100000)`;
  await expect(rowsOf(session, sql)).rejects.toMatchObject({ name: 'UserError', message: /Conversion Error/ });
});

test('an answer comes in batches, computed when they are asked for', async () => {
  const { session } = await openSession();
  // Whole, it would take longer than the test may.
  const { columns, batches } = await session.ask('SELECT range AS number, 1 AS number FROM range(1000000000000)');
  expect(columns).toEqual([
    { name: 'number', isNumber: true },
    { name: 'number:1', isNumber: true },
  ]);
  let rows = 0;
  for await (const batch of batches) {
    expect(batch.length).toBeLessThan(10_000);
    rows += batch.length;
    if (rows > 100_000) break;
  }
  expect(rows).toBeGreaterThan(100_000);
});

test('sorting more than fits in memory is answered, and its folder is gone afterwards', async () => {
  const { session, folder } = await openSession({ maxMemoryMb: 60 });
  const { batches } = await session.ask(
    `SELECT range, hash(range)::VARCHAR || repeat('x', 40) AS text FROM range(3000000) ORDER BY text`,
  );
  for await (const batch of batches) {
    expect(batch[0]).toHaveLength(2);
    break;
  }
  expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toHaveLength(1);
  session.removeSpill();
  expect(readdirSync(folder)).toEqual(['a.duckdb']);
});

test('Parquet holds the answer, integers of 128 bits included, and no other file can be written', async () => {
  const target = join(temporaryFolder(), `it's.parquet`);
  const { session } = await openSession({ parquetFile: target });
  const sql = `SELECT host, sum(9007199254740993) AS "the ""sum""" FROM hosts GROUP BY ALL ORDER BY ALL; -- end`;
  await session.writeParquet(sql, target);
  expect(await readParquet(target)).toEqual([
    ['a.example', '9007199254740993', 'ZSTD'],
    ['b.example', '9007199254740993', 'ZSTD'],
  ]);
  const other = join(temporaryFolder(), 'other.parquet');
  await expect(session.writeParquet('SELECT 1', other)).rejects.toThrow(/Permission/);
  await expect(session.writeParquet('DESCRIBE hosts', target)).rejects.toThrow(/Only the answer of a SELECT/);
  await expect(session.writeParquet(`SELECT 1) TO '${other}'; --`, target)).rejects.toThrow(/Parser Error/);
  await expect(session.writeParquet(`SELECT 1; DELETE FROM hosts`, target)).rejects.toThrow(/2 statements/);
  expect(existsSync(other)).toBe(false);
});

test('a file that an earlier program made has the views of this one', async () => {
  const { session, file } = await openSession();
  await session.close();
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  for (const view of ['declared_blocks', 'servers', 'peer_history']) await connection.run(`DROP VIEW ${view}`);
  connection.closeSync();
  instance.closeSync();
  const again = await QuerySession.open(file);
  onTestFinished(() => again.close());
  expect(await rowsOf(again, 'SELECT source, target FROM peer_history')).toEqual([['a.example', 'b.example']]);
  expect(await rowsOf(again, 'SELECT host, software FROM servers ORDER BY 1')).toEqual([
    ['a.example', 'mastodon'],
    ['b.example', null],
  ]);
});

async function openSession(options: { parquetFile?: string; maxMemoryMb?: number } = {}) {
  const folder = temporaryFolder();
  const file = join(folder, 'a.duckdb');
  const store = await Store.open(file, 'create');
  const facts = { ...noFacts, software: 'mastodon' };
  await store.record(await store.beginCrawl(0, {}), [
    visit('a.example', 1000, { facts, peers: peers('b.example'), blocks: list([]) }),
  ]);
  await store.close();
  const session = await QuerySession.open(file, options);
  onTestFinished(() => session.close());
  return { session, folder, file };
}

async function rowsOf(session: QuerySession, sql: string): Promise<unknown[][]> {
  const rows: unknown[][] = [];
  for await (const batch of (await session.ask(sql)).batches) rows.push(...batch);
  return rows;
}

async function readParquet(file: string): Promise<unknown[][]> {
  const connection = await (await DuckDBInstance.create()).connect();
  const path = file.replaceAll("'", "''");
  const result = await connection.run(`
    SELECT host, COLUMNS('sum')::VARCHAR, (SELECT any_value(compression) FROM parquet_metadata('${path}'))
    FROM '${path}' ORDER BY host`);
  return result.getRowsJS();
}
