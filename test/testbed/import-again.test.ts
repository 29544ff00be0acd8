/** What a person is told who imports an older folder after a newer one. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Store } from '../../data/store.ts';
import { faultline } from './faultline.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faultline-import-again-'));
  await mkdir(join(folder, 'lists'));
  await writeFile(join(folder, 'lists', 'peers.csv'), 'source,target\na.example,b.example\nc.example,b.example\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('lists that are older than what the file holds are counted, and nothing is lost to them', async () => {
  const db = join(folder, 'some.duckdb');
  const importAt = (date: string) => faultline(['import', join(folder, 'lists'), '--observed-at', date, '--db', db]);
  const first = await importAt('2026-06-02');
  expect(first).toMatchObject({ code: 0, stdout: expect.not.stringContaining('older') });
  const second = await importAt('2026-06-01');
  expect(second).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('2 lists were older than what the file holds'),
  });
  const store = await Store.open(db, 'read');
  const { rows } = await store.query('SELECT source, target, added_at FROM current_peers ORDER BY source');
  await store.close();
  const addedAt = '2026-06-02T00:00:00.000Z';
  expect(rows).toEqual([
    ['a.example', 'b.example', addedAt],
    ['c.example', 'b.example', addedAt],
  ]);
});
