/** What a person gets who asks wrongly: what was expected, what came, what to do; exit 2; nothing written, nothing lost. */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Store } from '../../data/store.ts';
import { faultline, startFaultline } from './faultline.ts';

let folder = '';
let db = '';
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faultline-bad-input-'));
  await mkdir(at('small'));
  await writeFile(
    at('small/instances.csv'),
    'domain,software,mau,crawled\na.example,mastodon,100,1\nb.example,mastodon,50,1\n',
  );
  await writeFile(at('small/peers.csv'), 'source,target\na.example,b.example\nb.example,a.example\n');
  db = at('small.duckdb');
  const imported = await faultline(['import', at('small'), '--db', db]);
  expect(imported).toMatchObject({ code: 0 });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function misuse(args: readonly string[]) {
  const ended = await faultline(args);
  expect(ended).toMatchObject({ code: 2, stdout: '' });
  return ended.stderr;
}

test('an unknown flag is named, and so is the help', async () => {
  const stderr = await misuse(['impact', 'a.example', '--blok', 'b.example']);
  expect(stderr).toContain("unknown option '--blok'");
  expect(stderr).toContain('--block');
});

test('an unknown command is answered with the nearest known one', async () => {
  expect(await misuse(['impct'])).toContain('Did you mean impact?');
});

test('a missing database says how to make one, and is not made', async () => {
  const missing = at('nowhere.duckdb');
  for (const command of ['status', 'impact', 'blocked', 'serve', 'export']) {
    const args = {
      status: [],
      impact: ['a.example', '--block', 'b.example'],
      blocked: ['a.example'],
      serve: [],
      export: [at('out')],
    }[command];
    expect(await misuse([command, ...(args ?? []), '--db', missing])).toMatch(
      /no database at .*nowhere\.duckdb[\s\S]*crawl/,
    );
  }
  expect(existsSync(missing)).toBe(false);
  expect(existsSync(at('out'))).toBe(false);
});

test('a file that is no database is left as it was', async () => {
  const text = at('letter.duckdb');
  await writeFile(text, 'Dear admin,');
  expect(await misuse(['status', '--db', text])).toContain('not a DuckDB database');
  expect(await misuse(['import', at('small'), '--db', text])).toContain('not a DuckDB database');
  expect(await readFile(text, 'utf8')).toBe('Dear admin,');
});

test.each([0.4, 0.002])('a database of which %d is left is said to be cut short, and left as it was', async (share) => {
  const short = at(`short-${share}.duckdb`);
  const bytes = await readFile(db);
  await writeFile(short, bytes.subarray(0, Math.floor(bytes.length * share)));
  for (const command of [
    ['status'],
    ['snapshot'],
    ['diff', '2020-01-01'],
    ['history', 'a.example'],
    ['why', 'a.example'],
  ]) {
    expect(await misuse([...command, '--db', short])).toContain(`${short} is damaged or cut short`);
  }
  expect((await stat(short)).size).toBe(Math.floor(bytes.length * share));
});

test('a database with a block that is not what was written is said to be damaged', async () => {
  const damaged = at('damaged.duckdb');
  const bytes = await readFile(db);
  const place = bytes.lastIndexOf('a.example');
  expect(place).toBeGreaterThan(0);
  bytes.write('!', place);
  await writeFile(damaged, bytes);
  const stderr = await misuse(['impact', 'a.example', '--block', 'b.example', '--db', damaged]);
  expect(stderr).toMatch(/damaged\.duckdb is damaged or cut short[\s\S]*Go back to a copy/);
});

test('a database of a newer form is left to the program that wrote it', async () => {
  const newer = at('newer.duckdb');
  await copyFile(db, newer);
  const store = await Store.open(newer, 'write');
  await store.rows('UPDATE schema_info SET version = 99');
  await store.close();
  for (const command of [['snapshot'], ['import', at('small')], ['export', at('never')], ['sql', 'SELECT 1']]) {
    expect(await misuse([...command, '--db', newer])).toMatch(/has schema version 99;.*\n.*newer one/);
  }
  expect(existsSync(at('never'))).toBe(false);
});

test('a name that DuckDB would not take for a file is refused, so that nothing is collected into nowhere', async () => {
  for (const name of [':memory:', 'md:shared', 's3://bucket/file']) {
    expect(await misuse(['import', at('small'), '--db', name])).toContain('no file name');
  }
});

test('a database that another process writes to is named, with what to do', async () => {
  const held = at('held.duckdb');
  await copyFile(db, held);
  const holder = await Store.open(held, 'write');
  expect(await misuse(['status', '--db', held])).toMatch(/in use[\s\S]*(Wait|copy)/);
  await holder.close();
  expect(await faultline(['status', '--db', held])).toMatchObject({ code: 0 });
});

test('a host that was never seen is not answered with zero', async () => {
  expect(await misuse(['impact', 'unheard.example', '--block', 'b.example', '--db', db])).toContain('not seen');
  expect(await misuse(['blocked', 'unheard.example', '--db', db])).toContain('not seen');
});

test('what is no host is said to be none', async () => {
  expect(await misuse(['impact', 'http://', '--block', 'b.example', '--db', db])).toContain('no host');
  expect(await misuse(['blocked', '192.0.2.7', '--db', db])).toContain('no host');
});

test('a question without an action says which actions there are', async () => {
  expect(await misuse(['impact', 'a.example', '--db', db])).toMatch(/block/);
  expect(await misuse(['impact', '--db', db])).toContain('faultline impact my.server --block other.server');
});

test('a malformed CSV is named with its line, and nothing of its folder is kept', async () => {
  await mkdir(at('broken'));
  await writeFile(at('broken/instances.csv'), 'domain,software\nc.example,mastodon\nd.example,"masto\n');
  const target = at('broken.duckdb');
  const stderr = await misuse(['import', at('broken'), '--db', target]);
  expect(stderr).toMatch(/instances\.csv/);
  expect(stderr).toMatch(/line 3|:3/);
  expect(existsSync(target)).toBe(false);

  const before = await stat(db);
  await misuse(['import', at('broken'), '--db', db]);
  const status = await faultline(['status', '--db', db, '--json']);
  expect(JSON.parse(status.stdout)).toMatchObject({ coverage: { hosts: 2 } });
  expect((await stat(db)).size).toBe(before.size);
});

test('a date that is none is not taken for now, and one that is dates what the files say', async () => {
  const dated = at('dated.duckdb');
  expect(await misuse(['import', at('small'), '--observed-at', 'yesterday', '--db', dated])).toContain('ISO 8601');
  await faultline(['import', at('small'), '--observed-at', '2022-05-17', '--db', dated]);
  const { stdout } = await faultline(['status', '--db', dated, '--json']);
  expect(JSON.parse(stdout)).toMatchObject({ snapshot: { asOf: '2022-05-17T00:00:00.000Z' } });
});

test('a CSV without its column says which it wants and which came', async () => {
  await mkdir(at('headless'));
  await writeFile(at('headless/instances.csv'), 'name,software\nc.example,mastodon\n');
  const stderr = await misuse(['import', at('headless'), '--db', at('headless.duckdb')]);
  expect(stderr).toContain('domain');
  expect(stderr).toContain('name');
});

test('a folder without an exchange file, and one that is not there, are told apart from an empty fediverse', async () => {
  await mkdir(at('empty'));
  expect(await misuse(['import', at('empty'), '--db', at('x.duckdb')])).toContain('instances.csv');
  expect(await misuse(['import', at('not-there'), '--db', at('x.duckdb')])).toContain('not-there');
  expect(existsSync(at('x.duckdb'))).toBe(false);
});

test('a database in which nothing was collected yet says so', async () => {
  const empty = at('empty.duckdb');
  const store = await Store.open(empty, 'create');
  await store.beginCrawl(0, {});
  await store.close();
  expect(await misuse(['status', '--db', empty])).toMatch(/crawl|import/);
});

test('a blocklist that cannot be read, or is none, is named', async () => {
  expect(await misuse(['impact', 'a.example', '--blocklist', at('none.csv'), '--db', db])).toContain('none.csv');
  await writeFile(at('torn.csv'), '#domain,#severity\nb.example,suspend\n"c.example,suspend\n');
  expect(await misuse(['impact', 'a.example', '--blocklist', at('torn.csv'), '--db', db])).toMatch(/torn\.csv[\s\S]*3/);
});

test('of many scenarios, one that cannot be answered is a line with its error, and the others are answered', async () => {
  const lines = [
    '{"host":"a.example","block":["b.example"]}',
    '{"host":"unheard.example","block":["b.example"]}',
    'no json',
    '{"host":"b.example","blockedBy":["a.example"]}',
  ];
  const { code, stdout } = await faultline(['impact', '--scenarios', '-', '--db', db], {
    input: `${lines.join('\n')}\n`,
  });
  const answers = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(code).toBe(0);
  expect(answers.map(({ schema, error }) => schema ?? typeof error)).toEqual([
    'faultline.impact/1',
    'string',
    'string',
    'faultline.impact/1',
  ]);
});

test('a crawl of the public network without a contact does not start', async () => {
  const target = at('crawl.duckdb');
  expect(await misuse(['crawl', '--db', target])).toContain('--contact');
  expect(existsSync(target)).toBe(false);
});

test('the demo does not replace a database that is no demo', async () => {
  const before = await readFile(db);
  expect(await misuse(['demo', '--no-serve', '--db', db])).toContain('no demo');
  expect((await readFile(db)).equals(before)).toBe(true);
});

test('a port that is taken is named, with the flag that helps', async () => {
  const first = startFaultline(['serve', '--db', db, '--port', '0']);
  const [said] = (await once(first.stdout, 'data')) as [Buffer];
  const port = /:(\d+)/.exec(String(said))?.[1] ?? '';
  const stderr = await misuse(['serve', '--db', db, '--port', port]);
  first.kill('SIGINT');
  await once(first, 'exit');
  expect(stderr).toMatch(/in use[\s\S]*--port/);
});

test('Ctrl-C ends the server with exit code 0', async () => {
  const server = startFaultline(['serve', '--db', db, '--port', '0']);
  await once(server.stdout, 'data');
  server.kill('SIGINT');
  expect(await once(server, 'exit')).toEqual([0, null]);
});
