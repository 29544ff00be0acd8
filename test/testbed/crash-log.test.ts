/** A power cut, played on the write-ahead log: its end is missing, or was promised by the file system and never filled. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seededRandom } from '../../data/random.ts';
import { Store } from '../../data/store.ts';
import {
  ask,
  type CrashSite,
  copyDatabase,
  makeCrashWorld,
  openCrashSite,
  type Run,
  whatItHolds,
} from './crash-world.ts';

const cutsOfEachKind = 12;
let site: CrashSite;
let run: Run;
let log: Buffer;
let undisturbed: Awaited<ReturnType<typeof whatItHolds>>;

/** A crawl that was cut short: what it recorded stands in the log alone. */
beforeAll(async () => {
  site = await openCrashSite(makeCrashWorld());
  run = await site.run({ kill: { batch: 6, afterMs: 0 } });
  log = readFileSync(`${site.file}.wal`);
  const whole = join(site.folder, 'whole.duckdb');
  await site.run({ file: whole });
  undisturbed = await whatItHolds(whole);
});
afterAll(() => site.close());

const damages: Record<string, (at: number, random: () => number) => Buffer> = {
  'breaks off': (at) => log.subarray(0, at),
  'ends in zeros': (at) => Buffer.from(log).fill(0, at),
  'ends in anything': (at, random) => Buffer.from(log.map((byte, place) => (place < at ? byte : random() * 256))),
};

describe.each(Object.entries(damages))('a log that %s', (_, damage) => {
  test('is taken in as far as it is whole: whole batches, and the more the later the damage', async () => {
    const random = seededRandom(7);
    const places = Array.from({ length: cutsOfEachKind }, () => Math.floor(random() * log.length)).sort(
      (a, b) => a - b,
    );
    let before = 0;
    for (const at of places) {
      const file = await damaged(damage(at, random));
      const [visits, ...halves] = await ask(file, `SELECT count(*)::VARCHAR FROM visits UNION ALL ${halfVisits}`);
      expect([0, ...run.recorded]).toContain(Number(visits));
      expect(Number(visits)).toBeGreaterThanOrEqual(before);
      before = Number(visits);
      expect(halves).toEqual([]);
    }
    expect(before).toBeGreaterThan(0);
  });

  test('is no hindrance to going on, and the end is the same', async () => {
    const file = await damaged(damage(Math.floor(log.length * 0.6), seededRandom(8)));
    expect(await site.run({ file })).toMatchObject({ code: 0, message: '' });
    expect(await whatItHolds(file)).toEqual(undisturbed);
  });
});

test('whoever only reads a damaged log is told what to do, and it stays as it is', async () => {
  const broken = Buffer.from(log).fill(0, log.length >> 1);
  const file = await damaged(broken);
  await expect(Store.open(file, 'read')).rejects.toThrow(/damaged, as after a power cut/);
  expect(readFileSync(`${file}.wal`).equals(broken)).toBe(true);
});

test('what could not be taken in is kept beside the database', async () => {
  const broken = Buffer.from(log).fill(0, log.length >> 1);
  const file = await damaged(broken);
  const store = await Store.open(file, 'write');
  expect(store.damagedLog).toBe(`${file}.wal.damaged`);
  await store.close();
  expect(readFileSync(`${file}.wal.damaged`).equals(broken)).toBe(true);
  const again = await Store.open(file, 'write');
  expect(again.damagedLog).toBeNull();
  await again.close();
});

test('every damaged log is kept, each by a name of its own', async () => {
  const [first, second] = [log.length >> 1, log.length >> 2].map((at) => Buffer.from(log).fill(0, at));
  const file = await damaged(first!);
  const whole = readFileSync(file);
  await (await Store.open(file, 'write')).close();
  writeFileSync(file, whole);
  writeFileSync(`${file}.wal`, second!);
  await (await Store.open(file, 'write')).close();
  expect(readFileSync(`${file}.wal.damaged`).equals(first!)).toBe(true);
  expect(readFileSync(`${file}.wal.damaged.2`).equals(second!)).toBe(true);
  expect(existsSync(`${file}.wal.damaged.3`)).toBe(false);
});

/** Visits without their requests or lists, and entries of lists nobody recorded. */
const halfVisits = `
  SELECT 'visit ' || id FROM visits WHERE reason = 'ok' AND id NOT IN (SELECT visit_id FROM requests)
  UNION ALL SELECT 'visit ' || id FROM visits WHERE reason = 'ok'
    AND id NOT IN (SELECT visit_id FROM list_observations GROUP BY ALL HAVING count(*) = 4)
  UNION ALL SELECT 'peers of ' || source_id FROM peers
    WHERE source_id NOT IN (SELECT host_id FROM list_observations WHERE kind = 'peers')
  UNION ALL SELECT 'name ' || target_id FROM peers WHERE target_id NOT IN (SELECT id FROM hosts)`;

let copies = 0;

async function damaged(bytes: Buffer): Promise<string> {
  copies += 1;
  const file = join(site.folder, `damaged-${copies}.duckdb`);
  await copyDatabase(site.file, file);
  writeFileSync(`${file}.wal`, bytes);
  return file;
}
