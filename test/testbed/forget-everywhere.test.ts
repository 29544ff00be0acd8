/** Who asks to be forgotten is gone from everything that the program keeps or gives out afterwards. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { turnRound } from '../../analysis/parallel/turn-round.ts';
import { digestOf } from '../../data/masks.ts';
import { openSnapshot } from '../../data/snapshot/open.ts';
import { Store } from '../../data/store.ts';
import { everythingIn } from '../fixtures/written.ts';
import { faultline } from './faultline.ts';
import { type KeptWorld, keepWorld } from './kept-world.ts';

let world: KeptWorld;
/** Its name is no part of another. */
let victim = '';
/** The server that knew it best. */
let friend = '';
let snapshotId = '';

beforeAll(async () => {
  world = await keepWorld({ hosts: 60, seed: 11 });
  const store = await Store.open(world.file, 'read');
  const { rows } = await store.query(
    `SELECT target, count(*) AS lists, min(source) FROM current_peers
     WHERE target IN (SELECT host FROM host_overview WHERE software = 'mastodon')
       AND NOT EXISTS (FROM hosts WHERE contains(host, target) AND host <> target)
     GROUP BY ALL ORDER BY lists DESC, target LIMIT 1`,
  );
  await store.close();
  [victim, , friend] = rows[0] as [string, number, string];
  const list = join(world.folder, 'a list.csv');
  writeFileSync(list, `domain,severity,public_comment\n${victim},suspend,says ${victim}\nother.example,suspend,\n`);
  expect(await faultline(['import', list, '--name', `by ${victim}`, '--db', world.file])).toMatchObject({ code: 0 });
  snapshotId = JSON.parse((await faultline(['snapshot', '--db', world.file, '--json'])).stdout).id;
});
afterAll(() => world.remove());

/** As names are written, in any case, and as the digest beside a masked name. */
function traces(text: string): string[] {
  const lower = text.toLowerCase();
  return [victim, digestOf(victim)].filter((trace) => lower.includes(trace));
}

test('before, it stands in the file, in what was kept, and in every export', async () => {
  expect(traces(readFileSync(world.file, 'latin1'))).toContain(victim);
  expect(traces(await keptTexts())).toContain(victim);
  for (const text of Object.values(await exportsOf('before'))) expect(traces(text)).toContain(victim);
  (await openSnapshot(world.file, undefined, { leastPeers: 1, turnRound })).close();
  expect(traces(await everythingIn(`${world.file}.cache`))).toContain(victim);
});

test('afterwards it is in no byte of the file, in no answer that was kept, and in no export', async () => {
  expect(await faultline(['forget', victim, '--db', world.file])).toMatchObject({ code: 0 });
  expect(traces(readFileSync(world.file, 'latin1'))).toEqual([]);
  expect(existsSync(`${world.file}.cache`)).toBe(false);
  expect(traces(await keptTexts())).toEqual([]);
  for (const [format, text] of Object.entries(await exportsOf('after'))) {
    expect({ format, traces: traces(text) }).toEqual({ format, traces: [] });
  }
});

test('nor does any command tell of it, and the snapshot that held it is issued anew', async () => {
  const asked = [
    ['snapshot', '--list'],
    ['status', '--quality', '--json'],
    ['diff', '2026-11-01', '--json'],
    ['history', friend, '--json'],
    ['why', friend, '--json'],
    ['blocked', friend, '--json'],
    ['sql', 'SELECT * FROM peer_history', '--format', 'csv'],
    ['sql', 'SELECT * FROM current_blocklist_entries', '--format', 'csv'],
    ['sql', 'FROM taken_snapshots', '--format', 'csv'],
  ];
  for (const command of asked) {
    const { code, stdout, stderr } = await faultline([...command, '--db', world.file]);
    expect({ command, code, traces: traces(stdout + stderr) }).toEqual({ command, code: 0, traces: [] });
  }
  const again = await faultline(['snapshot', '--snapshot', snapshotId, '--db', world.file, '--json']);
  expect(again.stderr).toContain(`Snapshot ${snapshotId} was withdrawn`);
  const { id } = JSON.parse(again.stdout);
  expect(id).not.toBe(snapshotId);
  const listed = await faultline(['snapshot', '--list', '--db', world.file]);
  expect(listed.stdout).toContain(`issued in the place of ${snapshotId}`);
  const { code, stderr } = await faultline(['history', victim, '--db', world.file]);
  expect([code, stderr]).toEqual([2, expect.stringContaining('was never heard of')]);
});

async function keptTexts(): Promise<string> {
  const store = await Store.open(world.file, 'read');
  const rows = await store.rows('SELECT compressed FROM bodies');
  await store.close();
  expect(rows.length).toBeGreaterThan(50);
  return rows.map(([body]) => brotliDecompressSync(body as Uint8Array).toString('latin1')).join('\n');
}

async function exportsOf(when: string): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const format of ['csv', 'parquet', 'gexf', 'graphml']) {
    const folder = join(world.folder, `${when}-${format}`);
    const done = await faultline(['export', folder, '--format', format, '--tier', 'local', '--db', world.file]);
    expect(done).toMatchObject({ code: 0 });
    texts[format] = (await everythingIn(folder)) + done.stdout;
  }
  return texts;
}
