/** `npm run bench`: what each stage costs, each figure beside a baseline of the same run. */
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { analysisRows } from './analysis.ts';
import { crawlRows } from './crawl.ts';
import { type Row, renderRow } from './measure.ts';
import { storeRows } from './store.ts';
import { makeWorld } from './world.ts';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const hosts = values.quick ? 150 : 2000;
const runs = values.quick ? 1 : 5;

const say = (text: string) => process.stdout.write(`${text}\n`);
const show = (rows: Row[]) => {
  for (const row of rows) say(`  ${renderRow(row)}`);
};

say(`Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown CPU'}`);
say(`simulated fediverse of ${hosts} servers, seed 1; median (min–max) of ${runs} runs, work and baseline in turns\n`);
const world = await makeWorld(hosts);
try {
  say('crawl');
  show(await crawlRows(world, runs));
  say('store');
  show(await storeRows(world, runs));
  say('analysis');
  show(await analysisRows(world, runs));
  say(`\npeak memory of this process ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
} finally {
  await world.close();
}
