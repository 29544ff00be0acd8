import { join } from 'node:path';
import { ask } from './ask.ts';
import { commonSettings, concurrency, deadShare } from './crawl-settings.ts';
import { fullnessRows } from './fullness.ts';
import { type Row, summarise } from './measure.ts';
import { type BarePlan, type CrawlPlan, inProcess, startProcess, type Used } from './processes.ts';
import type { Context } from './stage.ts';
import type { WorldAnswer, WorldPlan } from './world-process.ts';

/** The cost of a visit, the memory, and how full the crawl keeps its concurrency. */
export async function* crawlRows({ folder, quick }: Context): AsyncIterable<Row | string> {
  const hosts = quick ? 40 : 2000;
  yield* await costOfVisit(hosts, folder);
  yield* await fullnessRows(hosts, folder);
}

/** Without latencies and rests: what is left is work. */
async function costOfVisit(hosts: number, folder: string): Promise<(Row | string)[]> {
  const { child, answer } = await startProcess<WorldAnswer>('world-process', {
    hosts,
    deadShare,
    speed: 0,
  } satisfies WorldPlan);
  const file = join(folder, 'cost.duckdb');
  const noRests = { minGapMs: 0, maxRequestsPerSecond: 100_000, requestTimeoutMs: 2000, retryLimit: 0 };
  const settings = { ...commonSettings, ...noRests, concurrency };
  const { port, addresses, seeds } = answer;
  const crawled = await inProcess<Used>('crawl-process', {
    port,
    addresses,
    seeds,
    file,
    settings,
    speed: 1000,
  } satisfies CrawlPlan);
  const asked = await askedRequests(file);
  const bare = await inProcess<Used>('bare-process', { port, concurrency, asked } satisfies BarePlan);
  child.disconnect();
  const [[visits, names]] = (await ask(
    file,
    "SELECT count(*), (SELECT sum(entry_count) FROM list_states WHERE kind = 'peers') FROM visits",
  )) as [[number, number]];
  const { start, half, end, most } = crawled.rss;
  return [
    {
      ...{ what: 'visits without latencies and rests', unit: 'visits', amount: visits, rssMb: most },
      measured: summarise([crawled.cpuMs]),
      baselines: [
        {
          what: 'a bare undici loop that sends those requests and takes the answers apart',
          measured: summarise([bare.cpuMs]),
          rssMb: bare.rss.most,
        },
      ],
      note: `processor time of one crawl; ${asked.length} answered requests, ${names} names of peers, ${(crawled.wallMs / 1000).toFixed(1)} s in all`,
    },
    `memory of the crawl: ${start} MB at the start, ${half} MB halfway, ${end} MB at the end, ${most} MB at most`,
  ];
}

/** Requests that got an answer: the baseline shall not wait for the dead. */
async function askedRequests(file: string): Promise<BarePlan['asked']> {
  const rows = await ask(file, 'SELECT url, method FROM requests WHERE status IS NOT NULL ORDER BY visit_id, position');
  return (rows as [string, string][]).map(([url, method]) => {
    const { host, pathname, search } = new URL(url);
    return { host, path: pathname + search, method };
  });
}
