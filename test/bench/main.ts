/**
 * `npm run bench`: what each stage costs, each figure beside a baseline of the same run.
 * `-- --only snapshots` measures snapshots alone, at 25,000 lists unless `--lists` says otherwise; `-- --only questions`
 * measures answers alone, from a snapshot of 60,000 servers unless `--hosts` says otherwise; `-- --only serve` measures
 * them over HTTP, from 20,000 servers unless `--hosts` says otherwise; `-- --only embed` measures the map on other pages, of
 * 20,000 servers and beside them 5,000 and 60,000, or of `--hosts` alone.
 */
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { analysisRows } from './analysis.ts';
import { crawlLines } from './crawl.ts';
import { embedReport } from './embed.ts';
import { intakeRows } from './intake.ts';
import { type Row, renderRow } from './measure.ts';
import { nameRows } from './names.ts';
import { questionRows } from './questions.ts';
import { servedLines } from './served.ts';
import { snapshotLines } from './snapshots.ts';
import { storeRows } from './store.ts';
import { makeWorld } from './world.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    hosts: { type: 'string' },
    only: { type: 'string' },
    lists: { type: 'string' },
  },
});
const hosts = Number(values.hosts ?? (values.quick ? 150 : 2000));
/** What is measured once, or kept in memory here, goes on with a world of a size it is made for. */
const heldHosts = Math.min(hosts, 2000);
const runs = values.quick ? 1 : 5;
const lists = values.quick ? 5 : 100;

const say = (text: string) => process.stdout.write(`${text}\n`);
const show = (rows: Row[]) => {
  for (const row of rows) say(`  ${renderRow(row)}`);
};

say(`Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown CPU'}`);
if (values.only === 'snapshots') {
  await saySnapshots(Number(values.lists ?? 25_000), 1);
  sayMemory();
  process.exit();
}
if (values.only === 'questions') {
  await sayQuestions(Number(values.hosts ?? (values.quick ? 3000 : 60_000)));
  sayMemory();
  process.exit();
}
if (values.only === 'embed') {
  await sayEmbed(values.hosts === undefined ? [20_000, 5000, 60_000] : [Number(values.hosts)]);
  sayMemory();
  process.exit();
}
if (values.only === 'serve') {
  await sayServed(Number(values.hosts ?? (values.quick ? 3000 : 20_000)));
  sayMemory();
  process.exit();
}
say('names');
show(await nameRows(Math.min(lists, 20), runs));
say('store');
show(await intakeRows(lists, runs));
say(
  `\ncrawl of a simulated fediverse of ${hosts} servers, seed 1, three in ten dead; once, each part a process of its own`,
);
for (const line of await crawlLines(hosts)) say(`  ${line}`);
say(
  `\nsimulated fediverse of ${heldHosts} servers, seed 1; median (min–max) of ${runs} runs, work and baseline in turns`,
);
await saySnapshots(Number(values.lists ?? (values.quick ? 50 : 1000)), runs);
const world = await makeWorld(heldHosts);
try {
  say('store');
  show(await storeRows(world, runs));
  say('analysis');
  show(await analysisRows(world, runs));
  await sayQuestions(values.quick ? 3000 : 10_000);
  await sayEmbed(values.quick ? [2000] : [5000]);
  await sayServed(values.quick ? 3000 : 20_000);
  sayMemory();
} finally {
  await world.close();
}

function sayMemory(): void {
  say(`\npeak memory of this process ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
}

async function sayEmbed(sizes: readonly number[]): Promise<void> {
  say('\nthe map on another page, in Chromium with WebGL on the processor');
  const { lines, rows } = await embedReport(sizes, runs);
  for (const line of lines) say(`  ${line}`);
  show(rows);
}

async function sayQuestions(order: number): Promise<void> {
  const meanPeers = Math.min(700, Math.round(order / 10));
  say(`\nquestions to a snapshot of ${order} servers with lists of about ${meanPeers} peers, made in memory`);
  show(await questionRows({ hosts: order, meanPeers }));
}

async function sayServed(order: number): Promise<void> {
  const meanPeers = Math.min(700, Math.round(order / 10));
  say(`\nserve: first questions over HTTP to ${order} servers with lists of about ${meanPeers} peers`);
  for (const line of await servedLines({ hosts: order, meanPeers })) say(`  ${line}`);
}

async function saySnapshots(count: number, times: number): Promise<void> {
  say(`\nsnapshots of ${count} lists of about 6,000 peers`);
  for (const line of await snapshotLines(count, times)) say(`  ${line}`);
}
