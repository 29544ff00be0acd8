/** Killed at any moment, a crawl goes on where it was: judged by what the servers were asked and by what the file holds. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { UserError } from '../../data/errors.ts';
import { seededRandom } from '../../data/random.ts';
import { Store } from '../../data/store.ts';
import {
  batchSize,
  type CrashSite,
  concurrency,
  finishedHosts,
  type Moment,
  makeCrashWorld,
  openCrashSite,
  whatItHolds,
} from './crash-world.ts';

const world = makeCrashWorld();
const fewestKills = 50;
/** Visits that were answered, in one transaction or waiting for it: none starts while two batches wait. */
const mostWaiting = 2 * batchSize - 1 + concurrency;
/** Campaigns that go side by side, one a core. */
const lanes = 2;
let undisturbed: Awaited<ReturnType<typeof whatItHolds>>;

beforeAll(async () => {
  const site = await openCrashSite(world);
  expect(await site.run()).toMatchObject({ code: 0, message: '' });
  undisturbed = await whatItHolds(site.file);
  await site.close();
});

const sites: CrashSite[] = [];
afterAll(() => Promise.all(sites.map((site) => site.close())));

test('the world is worth the trouble', () => {
  for (const [what, rows] of Object.entries(undisturbed)) expect([what, rows.length > 0]).toEqual([what, true]);
  expect(undisturbed.visits.length).toBeGreaterThanOrEqual(40);
});

test('killed at fifty moments and more, it repeats no finished host, loses no more than is written, gathered and under way, and ends with the same facts', async () => {
  let kills = 0;
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      const random = seededRandom(lane + 1);
      while (kills < fewestKills) {
        const site = await openCrashSite(world);
        sites.push(site);
        for await (const _killed of runUntilDone(site, () => (kills < fewestKills ? someMoment(random) : undefined)))
          kills += 1;
        expect(await whatItHolds(site.file)).toEqual(undisturbed);
      }
    }),
  );
  expect(kills).toBeGreaterThanOrEqual(fewestKills);
}, 300_000);

/** Yields after each run that was killed, and returns after one that came to its end. */
async function* runUntilDone(site: CrashSite, nextMoment: () => Moment | undefined): AsyncGenerator<'killed', void> {
  let finished = new Set<string>();
  for (;;) {
    const { code, message, requests, unconfirmed } = await site.run({ kill: nextMoment() });
    const asked = new Set(requests.map(({ host }) => host));
    // Silent ones are held back until somebody answers, so that our own network is not taken for theirs.
    const answered = new Set(requests.flatMap(({ host, status }) => (status === null ? [] : host)));
    const repeated = [...asked].filter((host) => finished.has(host));
    const now = new Set(await finishedHosts(site));
    const forgotten = [...finished].filter((host) => !now.has(host));
    const lost = [...asked].filter((host) => !now.has(host));
    const learntAndLost = lost.filter((host) => answered.has(host));
    expect({ message, repeated, forgotten }).toEqual({ message: '', repeated: [], forgotten: [] });
    expect(unconfirmed).toBeLessThanOrEqual(mostWaiting);
    expect(learntAndLost.length).toBeLessThanOrEqual(unconfirmed + mostWaiting);
    if (code !== null) return expect({ code, lost }).toEqual({ code: 0, lost: [] });
    yield 'killed';
    finished = now;
  }
}

/** While it opens, asks or records: one in two by the request it has come to, the rest within a transaction or near it. */
function someMoment(random: () => number): Moment {
  const at = random();
  if (random() < 0.5) return { request: 1 + Math.floor(at * 30) };
  return { batch: 1 + Math.floor(at * 3), afterMs: random() * 25 };
}

test('a second writer is told who writes, and the first goes on', async () => {
  const site = await openCrashSite(world);
  sites.push(site);
  let second: Promise<unknown> | undefined;
  const run = await site.run({
    onRequest: () => {
      second ??= Store.open(site.file, 'write').catch((error: unknown) => error);
    },
  });
  const error = await second;
  expect(error).toBeInstanceOf(UserError);
  expect(String(error)).toMatch(/in use: another faultline \(process \d+\)/);
  expect(run).toMatchObject({ code: 0, message: '' });
});
