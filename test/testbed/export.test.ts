/** What a person gets from `faultline export`, also where the disk is full or the run is killed. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, watch } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Store } from '../../data/store.ts';
import { block, host, list, noFacts, visit } from '../fixtures/observed.ts';
import { hashesOf } from '../fixtures/written.ts';
import { type Ended, faultline, main, startFaultline } from './faultline.ts';

/** Enough that writing the peers takes a while. */
const hosts = Array.from({ length: 1200 }, (_, at) => host(`server${at}.example`));
const peersOfEach = 600;
const [first, second] = [Date.UTC(2026, 10, 20, 12), Date.UTC(2026, 10, 21, 12)];

let folder = '';
let db = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faultline-export-'));
  db = join(folder, 'crawl.duckdb');
  const store = await Store.open(db, 'create');
  const visitAll = (at: number, users: number) =>
    hosts.map((name, index) =>
      visit(name, at, {
        facts: { ...noFacts, software: 'mastodon', users: index === 0 ? 3 : users },
        peers: list(hosts.filter((it, other) => it !== name && (other * 7 + index) % 2 === 0).slice(0, peersOfEach)),
        blocks: list([block('server0.example'), block(hosts[(index + 1) % 7]!, 'silence', { comment: 'own words' })]),
      }),
    );
  await store.record(await store.beginCrawl(first, {}), visitAll(first, 100));
  await store.record(await store.beginCrawl(second, {}), visitAll(second, 200));
  await store.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A folder of its own for what one test writes. */
function place(name: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  return path;
}

const ask = (args: string[]) => faultline([...args, '--db', db]);

/** Without the signal, which would end the process, a write beyond the limit fails as on a full disk. */
function onFullDisk(kib: number, args: string[]): Promise<Ended> {
  const shell = `trap '' XFSZ; ulimit -f ${kib}; exec "$0" "$@"`;
  return new Promise((resolve) => {
    execFile('bash', ['-c', shell, process.execPath, main, ...args, '--db', db], (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

test('unless told otherwise, what is exported may leave the machine, and the run says what it left out', async () => {
  const out = join(place('default'), 'out');
  const { code, stdout } = await ask(['export', out]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^snapshot [0-9a-f]{16}, as of 2026-11-21T12:00:00\.000Z/);
  expect(stdout).toContain('tier published');
  expect(stdout).toMatch(/instances\.csv +1199 rows, \d+ bytes/);
  expect(stdout).toMatch(/1 servers: has fewer than 10 people/);
  expect(readdirSync(out)).not.toContain('blocks.csv');
  for (const name of readdirSync(out)) {
    const text = readFileSync(join(out, name), 'utf8');
    expect(text).not.toContain('server0.example');
    expect(text).not.toContain('own words');
  }
  await promisify(execFile)('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], { cwd: out });
});

test('the local tier imports to the same snapshot', async () => {
  const above = place('local');
  const out = join(above, 'out');
  const exported = JSON.parse((await ask(['export', out, '--tier', 'local', '--json'])).stdout);
  expect(exported).toMatchObject({
    ...{ schema: 'faultline.export/1', format: 'csv', tier: 'local', detail: 'full', added: false, leftOut: null },
    files: [{ name: 'instances', rows: 1200 }, {}, {}, {}, {}, {}, { name: 'provenance', rows: 1200 }],
  });
  const { stdout } = await faultline(['import', out, '--json', '--db', join(above, 'again.duckdb')]);
  expect(JSON.parse(stdout).snapshot.id).toBe(exported.snapshot.id);
});

test('snapshots of two days go into one dataset of Parquet files; the same day does not come in twice', async () => {
  const out = join(place('days'), 'out');
  const add = (day: string) => ask(['export', out, '--format', 'parquet', '--add', '--snapshot', day, '--json']);
  const runs = [JSON.parse((await add('2026-11-20')).stdout), JSON.parse((await add('2026-11-21')).stdout)];
  expect(runs.map(({ added }) => added)).toEqual([false, true]);
  expect(readdirSync(join(out, 'peers'))).toEqual(['snapshot_date=2026-11-20', 'snapshot_date=2026-11-21']);
  await promisify(execFile)('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], { cwd: out });
  const before = hashesOf(out);
  const again = await add('2026-11-21T12:00:00Z');
  expect(again).toMatchObject({ code: 2, stdout: '' });
  expect(again.stderr).toContain('already has a snapshot of 2026-11-21');
  expect(await onFullDisk(100, ['export', out, '--format', 'parquet', '--tier', 'local', '--add'])).toMatchObject({
    code: 2,
  });
  expect(hashesOf(out)).toEqual(before);
});

test.each(['csv', 'parquet', 'gexf', 'graphml'])(
  '%s: on a full disk the run says so, and leaves nothing',
  async (format) => {
    const above = place(`full-${format}`);
    const { code, stderr } = await onFullDisk(100, ['export', join(above, 'out'), '--format', format]);
    expect(stderr).toMatch(/could not be written: the disk is full[\s\S]*Make room/);
    expect(code).toBe(2);
    expect(readdirSync(above)).toEqual([]);
  },
);

test('a full disk leaves a dataset that is added to as it was', async () => {
  const above = place('full-add');
  const args = ['export', join(above, 'out'), '--format', 'parquet', '--add', '--snapshot'];
  expect(await ask([...args, '2026-11-20'])).toMatchObject({ code: 0 });
  const before = hashesOf(above);
  const { code, stderr } = await onFullDisk(100, [...args, '2026-11-21']);
  expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('the disk is full') });
  expect(hashesOf(above)).toEqual(before);
  expect(await ask([...args, '2026-11-21'])).toMatchObject({ code: 0 });
});

/** Sends the signal as soon as the export has begun to write. @returns what was left, and the exit code */
async function interrupted(name: string, format: string, signal: NodeJS.Signals) {
  const above = place(name);
  const watcher = watch(above);
  const child = startFaultline(['export', join(above, 'out'), '--format', format, '--tier', 'local', '--db', db]);
  const ended = once(child, 'close') as Promise<[number | null]>;
  await once(watcher, 'change');
  child.kill(signal);
  const [code] = await ended;
  watcher.close();
  return { above, code, left: readdirSync(above) };
}

test.each(['csv', 'parquet'])(
  '%s: killed while it writes, an export leaves no dataset, and the next one tidies up',
  async (format) => {
    const { above, code, left } = await interrupted(`kill-${format}`, format, 'SIGKILL');
    expect(code).toBe(null);
    expect(existsSync(join(above, 'out'))).toBe(false);
    expect(left).toEqual([expect.stringMatching(/^out\.part-\d+$/)]);
    expect(await ask(['export', join(above, 'out'), '--format', format])).toMatchObject({ code: 0 });
    expect(readdirSync(above)).toEqual(['out']);
  },
);

test.each(['csv', 'parquet'])('%s: Ctrl-C leaves nothing and ends with 130', async (format) => {
  expect(await interrupted(`int-${format}`, format, 'SIGINT')).toMatchObject({ code: 130, left: [] });
});

test('what does not go together is told of', async () => {
  const out = join(folder, 'never');
  for (const [args, message] of [
    [['--detail', 'full', '--tier', 'local'], 'the local one is complete'],
    [['--add'], 'Only a dataset of Parquet files'],
    [['--format', 'xlsx'], "argument 'xlsx' is invalid"],
    [['--snapshot', 'abcdef'], 'There is no snapshot'],
  ] as const) {
    const { code, stderr } = await ask(['export', out, ...args]);
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
  }
  expect(existsSync(out)).toBe(false);
});
