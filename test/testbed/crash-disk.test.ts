/** A disk that is full: files that may not grow beyond a size, which the system refuses in the same way. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  ask,
  batchSize,
  type CrashSite,
  concurrency,
  makeCrashWorld,
  openCrashSite,
  whatItHolds,
} from './crash-world.ts';

/** A batch may be in the file before the killed run could say so. */
const mostUntold = 2 * batchSize - 1 + concurrency;
/** More than fits into what the first run left and 100 KiB of log. */
const makeWorld = () => makeCrashWorld({ hosts: 60, seed: 1 });
let site: CrashSite;
beforeAll(async () => {
  site = await openCrashSite(makeWorld());
});
afterAll(() => site.close());

/** Without the signal, which would end the process, a write beyond the limit fails as on a full disk. */
const upTo = (kib: number) => `trap '' XFSZ; ulimit -f ${kib}; exec "$0" "$@"`;

test('a crawl that finds no room says so, keeps what it recorded, and goes on when there is room', async () => {
  const before = await site.run({ kill: { batch: 3, afterMs: 0 } });
  const run = await site.run({ shell: upTo(100) });
  expect(run).toMatchObject({ code: 2 });
  expect(run.message).toMatch(/could not be written: the disk is full[\s\S]*Make room and start again/);
  expect(run.recorded.length).toBeGreaterThan(0);
  const visits = Number((await ask(site.file, 'SELECT count(*) FROM visits'))[0]);
  expect(visits).toBeGreaterThanOrEqual((before.recorded.at(-1) ?? 0) + run.recorded.at(-1)!);
  expect(visits).toBeLessThanOrEqual((before.recorded.at(-1) ?? 0) + run.recorded.at(-1)! + mostUntold);
  expect(await site.run()).toMatchObject({ code: 0, message: '' });
  const whole = await openCrashSite(makeWorld());
  await whole.run();
  expect(await whatItHolds(site.file)).toEqual(await whatItHolds(whole.file));
  await whole.close();
});

test('where there is no room at all no file is left behind', async () => {
  const file = `${site.folder}/none.duckdb`;
  const run = await site.run({ file, shell: upTo(4) });
  expect(run).toMatchObject({ code: 2, requests: [] });
  expect(run.message).toMatch(/none\.duckdb/);
  await expect(ask(file, 'SELECT 1')).rejects.toThrow(/no database/);
});
