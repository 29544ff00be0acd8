/** `faultline sql`, as a researcher types it: at the end of a pipe, into files, and by mistake. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'csv-parse/sync';
import { beforeEach, expect, test } from 'vitest';
import { Store } from '../../data/store.ts';
import { block, list, noFacts, peers, temporaryFolder, visit } from '../fixtures/observed.ts';
import { faultline, startFaultline } from './faultline.ts';

let folder: string;
let db: string;

beforeEach(async () => {
  folder = temporaryFolder();
  db = join(folder, 'a.duckdb');
  const store = await Store.open(db, 'create');
  const hostile = block('evil.example', 'suspend', { comment: '=1+1 "quoted", \u202ereversed' });
  await store.record(await store.beginCrawl(0, {}), [
    visit('a.example', 1000, {
      facts: { ...noFacts, software: 'mastodon', users: 12 },
      peers: peers('b.example'),
      blocks: list([hostile, block('quiet.example', 'silence')]),
    }),
    visit('b.example', 2000, { peers: peers('a.example') }),
  ]);
  await store.close();
});

const sql = (...args: string[]) => faultline(['sql', '--db', db, ...args]);

test('a pipe gets CSV with a header, which a reader of RFC 4180 reads back', async () => {
  const ended = await sql(
    'SELECT target, comment, added_at, NULL AS none FROM current_blocks ORDER BY target',
    '--raw',
  );
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  expect(parse(ended.stdout)).toEqual([
    ['target', 'comment', 'added_at', 'none'],
    ['evil.example', '=1+1 "quoted", \u202ereversed', '1970-01-01T00:00:01.000Z', ''],
    ['quiet.example', '', '1970-01-01T00:00:01.000Z', ''],
  ]);
});

test('text that a spreadsheet would run is guarded, numbers are not', async () => {
  const query = `SELECT comment, -1 AS minus, -18446744073709551616::HUGEINT AS big FROM current_blocks WHERE comment <> ''`;
  const { stdout } = await sql(query);
  expect(parse(stdout)[1]).toEqual([`'=1+1 "quoted", \u202ereversed`, '-1', '-18446744073709551616']);
});

test.each([['-'], []])('the query comes from standard input with %j', async (...args) => {
  const ended = await faultline(['sql', ...args, '--db', db], { input: 'SELECT count(*) AS n\nFROM servers;\n' });
  expect(ended).toEqual({ code: 0, stdout: 'n\n4\n', stderr: '' });
});

test('JSON is one array, NDJSON an object a line, and both say the same', async () => {
  const query = 'SELECT * FROM servers ORDER BY host';
  const json = JSON.parse((await sql(query, '--format', 'json')).stdout) as unknown[];
  expect((await sql(query, '--json')).stdout).toBe((await sql(query, '--format', 'json')).stdout);
  const lines = (await sql(query, '--format', 'ndjson')).stdout.trimEnd().split('\n');
  expect(json).toHaveLength(4);
  expect(json[0]).toMatchObject({ host: 'a.example', users: 12, mau: null, peers_at: '1970-01-01T00:00:01.000Z' });
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(json);
  expect((await sql('SELECT 1 AS one WHERE false', '--format', 'json')).stdout).toBe('[]\n');
});

test('a table is aligned, says NULL, and says when there is more', async () => {
  const short = await sql('SELECT host, users FROM servers ORDER BY host', '--format', 'table');
  expect(short.stdout.split('\n')).toEqual([
    'host           users',
    '─────────────  ─────',
    'a.example         12',
    'b.example       NULL',
    'evil.example    NULL',
    'quiet.example   NULL',
    '',
    '4 rows',
    '',
  ]);
  const long = await sql('SELECT range AS n FROM range(1000000000000)', '--format', 'table');
  expect(long.stdout).toMatch(/\n99\n\nThe first/);
  expect(long.stdout).toMatch(/The first 100 rows; there are more/);
});

test('a reader that has enough ends the answer quietly', async () => {
  const child = startFaultline(['sql', 'SELECT range AS n FROM range(1000000000000)', '--db', db]);
  let errors = '';
  child.stderr.on('data', (text) => {
    errors += String(text);
  });
  child.stdout.once('data', () => child.stdout.destroy());
  const code = await new Promise((resolve) => child.once('exit', resolve));
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(readdirSync(folder)).toEqual(['a.duckdb']);
});

test('ten million rows go through a small memory', { timeout: 120_000 }, async () => {
  const main = startFaultline(['sql', 'SELECT range AS n FROM range(10000000)', '--db', db]);
  let lines = 0;
  let most = 0;
  for await (const part of main.stdout) {
    for (const byte of part as Buffer) if (byte === 10) lines++;
    most = Math.max(most, residentMb(main.pid!));
  }
  expect(lines).toBe(10_000_001);
  // As rows of JavaScript it would be more than a gigabyte.
  expect(most).toBeLessThan(600);
});

test('an answer goes into a file, in the form its name says, and takes the place of none unless told to', async () => {
  const output = join(folder, 'answer.json');
  expect(await sql('SELECT 1 AS one', '--output', output)).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(JSON.parse(readFileSync(output, 'utf8'))).toEqual([{ one: 1 }]);
  const again = await sql('SELECT 2 AS one', '--output', output);
  expect(again).toMatchObject({ code: 2, stderr: expect.stringMatching(/is there already[\s\S]*--force/) });
  // The error comes after rows were written: the file keeps what it was.
  const failing = `SELECT CASE WHEN range = 50000 THEN 'x' ELSE '1' END::INTEGER FROM range(100000)`;
  expect((await sql(failing, '--output', output, '--force')).code).toBe(2);
  expect(JSON.parse(readFileSync(output, 'utf8'))).toEqual([{ one: 1 }]);
  await sql('SELECT 2 AS one', '--output', output, '--force');
  expect(JSON.parse(readFileSync(output, 'utf8'))).toEqual([{ one: 2 }]);
  const nowhere = await sql('SELECT 1', '--output', join(folder, 'none', 'x.csv'));
  expect(nowhere).toMatchObject({ code: 2, stderr: expect.stringMatching(/could not be written/) });
  expect(readdirSync(folder).sort()).toEqual(['a.duckdb', 'answer.json']);
});

test('Parquet goes into a file or a pipe, the same bytes', async () => {
  const output = join(folder, 'answer.parquet');
  const query = 'SELECT source, target, added_at FROM current_blocks ORDER BY ALL';
  expect(await sql(query, '--output', output)).toEqual({ code: 0, stdout: '', stderr: '' });
  const piped = await promisify(execFile)(
    process.execPath,
    ['dist/viz/cli/main.js', 'sql', query, '--db', db, '--format', 'parquet'],
    { encoding: 'buffer' },
  );
  expect(piped.stdout.equals(readFileSync(output))).toBe(true);
  expect(piped.stdout.subarray(0, 4).toString()).toBe('PAR1');
  const nowhere = await sql('SELECT 1', '--output', join(folder, 'none', 'x.parquet'));
  expect(nowhere).toMatchObject({ code: 2, stderr: expect.stringMatching(/on a disk with room/) });
});

test.each([
  [['DELETE FROM hosts'], /Expected one SELECT, but a statement of kind DELETE came/],
  [[`SELECT * FROM read_text('/etc/hosts')`], /this database only, no files and no network/],
  [['SELECT colour FROM servers'], /"colour" not found[\s\S]*LINE 1: SELECT colour FROM servers\n +\^/],
  [[''], /nothing came/],
  [[], /nothing came/],
  [['SELECT 1', '--format', 'xml'], /table, csv, json, ndjson, parquet/],
  [['DESCRIBE hosts', '--output', 'x.parquet'], /Only the answer of a SELECT/],
])('%j is misuse and says so', async (args, says) => {
  const { code, stdout, stderr } = await sql(...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(says);
  expect(existsSync('x.parquet')).toBe(false);
});

test('a query that quotes hostile text sends no control character to the terminal', async () => {
  const { code, stderr } = await sql(`SELECT '\u001b[31m' FROM \u009bnothing`);
  expect(code).toBe(2);
  expect(stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
});

test('without a database there is a way on', async () => {
  const { code, stderr } = await faultline(['sql', 'SELECT 1', '--db', join(folder, 'none.duckdb')]);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/no database[\s\S]*faultline crawl/) });
  writeFileSync(join(folder, 'text.duckdb'), 'no database');
  expect((await faultline(['sql', 'SELECT 1', '--db', join(folder, 'text.duckdb')])).code).toBe(2);
});

test('the views are listed with what they are, without a database', async () => {
  const { code, stdout } = await faultline(['sql', '--views', '--db', join(folder, 'none.duckdb')]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^current_peers +Peer entries that stand, by name\.$/m);
  expect(stdout).toMatch(/^declared_blocks +\S/m);
  expect(stdout).not.toMatch(/^tries /m);
});

/** Megabytes that the process holds; 0 once it has ended, or where the system does not tell. */
function residentMb(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
