import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Store } from '../../../../data/store.ts';
import { host, temporaryFolder } from '../../../fixtures/observed.ts';

const inFolder = (name = 'a.duckdb') => join(temporaryFolder(), name);

test.each(['write', 'read'] as const)('opening a missing file to %s says so and makes nothing', async (mode) => {
  const file = inFolder();
  await expectMisuse(() => Store.open(file, mode), /There is no database at .*a\.duckdb/, /faultline crawl/);
  expect(existsSync(file)).toBe(false);
});

test('a folder is no database', async () => {
  const file = inFolder();
  mkdirSync(file);
  await expectMisuse(() => Store.open(file, 'create'), /is a folder/, /--db/);
});

test.each([
  ['text', 'domain,severity\nb.example,suspend\n'.repeat(500)],
  ['nothing', ''],
])('a file of %s is no database and stays as it is', async (_, content) => {
  const file = inFolder();
  writeFileSync(file, content);
  await expectMisuse(() => Store.open(file, 'create'), /is not a DuckDB database/, /--db/);
  expect(readFileSync(file, 'utf8')).toBe(content);
});

test("somebody else's database is left alone", async () => {
  const file = inFolder();
  await runDuckDB(file, 'CREATE TABLE cats (name VARCHAR); CHECKPOINT');
  const before = readFileSync(file);
  await expectMisuse(() => Store.open(file, 'create'), /not one of Faultline's/, /left as it is/);
  expect(readFileSync(file).equals(before)).toBe(true);
});

test("somebody else's table with the same name as ours is no version of ours", async () => {
  const file = inFolder();
  await runDuckDB(file, `CREATE TABLE schema_info (note VARCHAR); CHECKPOINT`);
  await expectMisuse(() => Store.open(file, 'write'), /not one of Faultline's/, /--db/);
});

test.each([
  [0, /version that wrote it, or export/],
  [99, /newer/],
])('a database of schema version %i is refused with the way out', async (version, hint) => {
  const file = inFolder();
  const store = await Store.open(file, 'create');
  await store.addHosts([host('a.example')]);
  await store.close();
  await runDuckDB(file, `UPDATE schema_info SET version = ${version}; CHECKPOINT`);
  await expectMisuse(() => Store.open(file, 'write'), new RegExp(`schema version ${version}; .* version 3`), hint);
});

test.each(['create', 'write', 'read'] as const)(
  'a file another process writes to is not opened to %s',
  async (mode) => {
    const file = inFolder();
    await Store.open(file, 'create').then(async (store) => {
      await store.addHosts([host('a.example')]);
      await store.close();
    });
    const other = await holdOpen(file);
    await expectMisuse(() => Store.open(file, mode), /in use: another faultline \(process \d+\)/, /Wait .* or copy/);
    other.kill();
    await once(other, 'exit');
    const store = await Store.open(file, mode);
    expect(await store.knownHostCount()).toBe(1);
    await store.close();
  },
);

test('one program opens a file to write once, and to read as often as it likes', async () => {
  const file = inFolder();
  const writer = await Store.open(file, 'create');
  await writer.addHosts([host('a.example')]);
  await expectMisuse(() => Store.open(file, 'read'), /already open/, /share it/);
  await writer.close();
  const readers = [await Store.open(file, 'read'), await Store.open(file, 'read')];
  await expectMisuse(() => Store.open(file, 'write'), /already open/, /share it/);
  for (const reader of readers) expect(await reader.knownHostCount()).toBe(1);
  for (const reader of readers) await reader.close();
});

test('what was committed before a process was killed is there afterwards, also for a reader', async () => {
  const file = inFolder();
  await Store.open(file, 'create').then(async (store) => {
    await store.addHosts([host('a.example')]);
    await store.close();
  });
  const other = await holdOpen(file, `INSERT INTO hosts VALUES (1, 'b.example', NULL, 'b.example')`);
  other.kill('SIGKILL');
  await once(other, 'exit');
  expect(existsSync(`${file}.wal`)).toBe(true);
  const store = await Store.open(file, 'read');
  expect((await store.query('SELECT host FROM hosts ORDER BY id')).rows).toEqual([['a.example'], ['b.example']]);
  await store.close();
});

async function expectMisuse(act: () => Promise<unknown>, message: RegExp, hint: RegExp): Promise<void> {
  const error = await act().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ name: 'UserError', message: expect.stringMatching(message) });
  expect((error as { hint: string }).hint).toMatch(hint);
}

/** Another program: it opens the file, runs `sql`, says so and stays. */
async function holdOpen(file: string, sql = 'SELECT 1'): Promise<ChildProcess> {
  const child = startDuckDB(file, sql, 'process.stdin.resume()');
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout!, 'data');
  return child;
}

async function runDuckDB(file: string, sql: string): Promise<void> {
  const child = startDuckDB(file, sql, '');
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
}

function startDuckDB(file: string, sql: string, then: string): ChildProcess {
  const program = `
    import { DuckDBInstance } from '@duckdb/node-api';
    const instance = await DuckDBInstance.create(process.env.FILE);
    const connection = await instance.connect();
    // Collected as garbage, they would let go of the file.
    globalThis.held = [instance, connection];
    await connection.run(process.env.SQL);
    console.log('ready');
    ${then}`;
  return spawn(process.execPath, ['--input-type=module', '--eval', program], {
    env: { ...process.env, FILE: file, SQL: sql },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
}
