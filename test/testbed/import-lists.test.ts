/** Blocklists from the command line: kept under a name, asked about by name, refused in words. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Impact } from '../../analysis/types.ts';
import { Store } from '../../data/store.ts';
import { faultline } from './faultline.ts';

const real = fileURLToPath(new URL('../../../shared/data/real/raw_blocklist_formats/', import.meta.url));

let folder = '';
let db = '';
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faultline-import-lists-'));
  db = at('some.duckdb');
  await mkdir(at('servers'));
  await writeFile(
    at('servers/instances.csv'),
    'domain,software,mau,crawled\na.example,mastodon,9,1\nb.example,mastodon,5,1\nc.example,mastodon,3,1\n',
  );
  await writeFile(at('servers/peers.csv'), 'source,target\na.example,b.example\na.example,c.example\n');
  await writeFile(at('list.csv'), 'domain,severity\nb.example,susped\n');
  await writeFile(at('later.csv'), 'domain,severity\nc.example,suspend\nnobody.example,suspend\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const importAt = (name: string, date: string, ...rest: string[]) =>
  faultline(['import', at(name), '--observed-at', date, '--db', db, ...rest]);
const cutBy = async (...args: string[]) => {
  const { stdout } = await faultline(['impact', 'a.example', '--db', db, '--json', ...args]);
  return (JSON.parse(stdout) as Impact).entries.map(({ target, status }) => `${target} ${status}`);
};

test('a list is kept in a database of its own, then beside servers, and asked about by name and as of a snapshot', async () => {
  const alone = await importAt('list.csv', '2026-06-01', '--name', 'ours');
  expect(alone).toMatchObject({ code: 0, stderr: '' });
  expect(alone.stdout).toMatch(/^list ours: 1 entry .*read as table.*1 began, 0 ended/);
  expect(alone.stdout).toContain('no snapshot');
  expect(alone.stdout).toContain('list.csv:2: severity "susped" as suspend');

  const servers = await importAt('servers', '2026-06-02');
  const [, id] = /snapshot (\w+)/.exec(servers.stdout)!;
  const later = await importAt('later.csv', '2026-06-03', '--name', 'ours', '--json');
  expect(JSON.parse(later.stdout)).toMatchObject({
    ...{
      schema: 'faultline.import/1',
      kind: 'blocklist',
      name: 'ours',
      entries: 2,
      added: 2,
      removed: 1,
      isStale: false,
    },
    ...{ observedAt: '2026-06-03T00:00:00.000Z', snapshot: { id, asOf: '2026-06-02T00:00:00.000Z' } },
  });
  const old = await importAt('list.csv', '2026-05-01', '--name', 'ours');
  expect(old.stdout).toContain('a newer state of it is held');

  expect(await cutBy('--blocklist', 'ours')).toEqual(['c.example cut', 'nobody.example unknown']);
  expect(await cutBy('--blocklist', 'ours', '--snapshot', id!)).toEqual(['b.example cut']);
  expect(await cutBy('--blocklist', at('list.csv'))).toEqual(['b.example cut']);
});

test('neither a file nor a list: both are said, with the lists there are', async () => {
  const { code, stderr } = await faultline(['impact', 'a.example', '--blocklist', 'theirs', '--db', db]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/neither a file nor an imported list "theirs"; these lists were imported: ours/);
});

test('a slip of the pen in a file that is only asked about is told as a note', async () => {
  const { code, stderr } = await faultline(['impact', 'a.example', '--blocklist', at('list.csv'), '--db', db]);
  expect(code).toBe(0);
  expect(stderr).toContain('list.csv:2: severity "susped" as suspend');
});

test('a list that cannot be read leaves the database byte for byte; with --leave-out the rest is kept', async () => {
  await writeFile(at('bad.csv'), 'domain,severity\nb.example,suspend\nc.example,severe\n');
  const before = await readFile(db);
  const refused = await faultline(['import', at('bad.csv'), '--db', db]);
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toMatch(/bad\.csv:3: "severe": no severity[\s\S]*--leave-out/);
  expect((await readFile(db)).equals(before)).toBe(true);
  expect(await faultline(['import', at('bad.csv'), '--db', at('unmade.duckdb')])).toMatchObject({ code: 2 });
  expect(existsSync(at('unmade.duckdb'))).toBe(false);

  const kept = await faultline(['import', at('bad.csv'), '--leave-out', '--db', db]);
  expect(kept.stdout).toMatch(/list bad: 1 entry[\s\S]*1 row left out:\n {2}bad\.csv:3: "severe"/);
});

test('a line of a hundred megabytes is refused', async () => {
  await writeFile(at('long.txt'), Buffer.alloc(100 * 1024 * 1024, 'x'));
  expect((await faultline(['import', at('long.txt'), '--db', db])).stderr).toContain('has 100 MiB');
  await mkdir(at('long'));
  await writeFile(
    at('long/peers.csv'),
    Buffer.concat([Buffer.from('source,target\n'), Buffer.alloc(100 * 1024 * 1024, 'x')]),
  );
  const { code, stderr } = await faultline(['import', at('long'), '--db', db]);
  expect([code, stderr]).toEqual([2, expect.stringContaining('far too long')]);
});

test('a Fedivertex folder is dated by its name, and says what its lists are', async () => {
  await mkdir(at('lemmy/federation/20250203'), { recursive: true });
  await writeFile(at('lemmy/federation/20250203/instances.csv'), 'host,version,error\na[DOT]example,0.19.3,\n');
  await writeFile(
    at('lemmy/federation/20250203/interactions.csv'),
    'Source,Target,Weight\na[DOT]example,b[DOT]example,1\n',
  );
  const { code, stdout } = await faultline(['import', at('lemmy/federation/20250203'), '--db', at('graph.duckdb')]);
  expect(code).toBe(0);
  expect(stdout).toContain('as of 2025-02-03T00:00:00.000Z, by the folder’s name. Its lists are partial');
});

test.skipIf(!existsSync(real))(
  'every real list is imported, under the numbers that are known (skipped where the real data is absent)',
  async () => {
    const lists = at('lists.duckdb');
    const files = {
      'bkgrdclrschm.link.noheader.csv': 407,
      'gardenfence.fediblocksync.csv': 143,
      'gardenfence.mastodon.csv': 143,
      'lea.lgbt.csv': 226,
      'mastodon.me.uk.csv': 80,
      'mastodon.social.fediblockhole.csv': 396,
      'mastodon.social.mastodon-export.csv': 396,
      'rapidblock.json': 166,
    };
    for (const file of Object.keys(files)) {
      expect(await faultline(['import', join(real, file), '--db', lists])).toMatchObject({ code: 0 });
    }
    const store = await Store.open(lists, 'read');
    const { rows } = await store.query('SELECT name, entry_count FROM current_blocklists ORDER BY name');
    const known = await store.query('SELECT count(*) FROM hosts');
    await store.close();
    expect(rows).toEqual(Object.entries(files).map(([file, count]) => [file.replace(/\.\w+$/, ''), count]));
    expect(known.rows).toEqual([[0]]);
  },
);
