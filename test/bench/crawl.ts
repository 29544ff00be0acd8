import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask } from './ask.ts';
import { commonSettings, concurrency, deadShare } from './crawl-settings.ts';
import { fullnessLines } from './fullness.ts';
import { type BarePlan, type CrawlPlan, inProcess, startProcess, type Used } from './processes.ts';
import type { WorldAnswer, WorldPlan } from './world-process.ts';

/** Lines to print: the cost of a visit, the memory, and how full the crawl keeps its concurrency. */
export async function crawlLines(hosts: number): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'faultline-bench-'));
  try {
    return [...(await costOfVisit(hosts, folder)), ...(await fullnessLines(hosts, folder))];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Without latencies and rests: what is left is work. */
async function costOfVisit(hosts: number, folder: string): Promise<string[]> {
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
  const perVisit = ({ cpuMs }: Used) => `${(cpuMs / visits).toFixed(2)} ms`;
  const { start, half, end, most } = crawled.rss;
  return [
    `crawl, without latencies and rests: ${visits} visits, ${asked.length} answered requests, ${names} names of peers; ${(crawled.wallMs / 1000).toFixed(1)} s, ${perVisit(crawled)} of processor time a visit`,
    `  ${(crawled.cpuMs / bare.cpuMs).toFixed(2)}× that of a bare undici loop that sends those requests, takes the bodies apart and parses them (${perVisit(bare)})`,
    `  memory of its process: ${start} MB at the start, ${half} MB halfway, ${end} MB at the end, ${most} MB at most`,
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
