/** Lists of a drawn world are about as long as those that Mastodon servers said they have (fedilist, 2022-11 to 2023-06). */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { drawCensus } from '../../data/world/large/census.ts';
import { pairDraw } from '../../data/world/large/draw-lists.ts';
import { listFactors } from '../../data/world/large/list-factors.ts';
import { drawList } from '../../data/world/large/pair-draw.ts';
import { realDataFolder } from '../fixtures/observed.ts';

const folder = join(realDataFolder, 'fedilist');
const absent = !existsSync(folder);
if (absent) console.warn('real data is absent beside the project (shared/data/real): its tests are skipped');

/**
 * From the quarter of all lists on: below it are servers that came up that week. Up to nine in ten: beyond it stand, from
 * 2023 on, lists flooded with invented names.
 */
const quantiles = [0.25, 0.5, 0.75, 0.9];

test.skipIf(absent)(
  'lengths of lists have the quantiles of real ones, between the shortest year and the longest',
  () => {
    const census = drawCensus({ size: 'full', seed: 1 });
    const factors = listFactors(census, 1);
    const draw = pairDraw(census, 0);
    const into = new Uint32Array(census.hosts.length);
    // One in fifty: hosts are numbered in no order.
    const lengths = Array.from({ length: census.publishers.length / 50 }, (_, at) =>
      drawList(draw, census.publishers[at]!, factors[at]!, into, 0),
    );
    const drawn = quantilesOf(lengths);
    const real = readdirSync(folder).map((file) => quantilesOf(peerCounts(join(folder, file))));
    for (const [at, length] of drawn.entries()) {
      const years = real.map((year) => year[at]!);
      expect(length, `${quantiles[at]}`).toBeGreaterThan(Math.min(...years) / 1.3);
      expect(length, `${quantiles[at]}`).toBeLessThan(1.3 * Math.max(...years));
    }
  },
);

function peerCounts(file: string): number[] {
  const rows = parse(gunzipSync(readFileSync(file)), { columns: true }) as { state: string; peer_count: string }[];
  return rows.flatMap(({ state, peer_count }) =>
    state === 'up' && Number(peer_count) > 0 ? [Number(peer_count)] : [],
  );
}

function quantilesOf(numbers: number[]): number[] {
  const sorted = numbers.sort((a, b) => a - b);
  return quantiles.map((share) => sorted[Math.floor(share * (sorted.length - 1))]!);
}
