/** How full a crawl keeps its places: its time beside that of an ideal schedule. */
import { join } from 'node:path';
import { addressLane } from '../../crawler/http/lanes.ts';
import { registrableDomain } from '../../data/host.ts';
import type { Host } from '../../data/types.ts';
import { ask } from './ask.ts';
import { commonSettings, concurrency, deadShare } from './crawl-settings.ts';
import { idealCrawl, type PlannedVisit } from './ideal.ts';
import { type Row, summarise } from './measure.ts';
import { type CrawlPlan, inProcess, startProcess, type Used } from './processes.ts';
import { virtualCrawlMs } from './virtual.ts';
import type { WorldAnswer, WorldPlan } from './world-process.ts';

/** Clock and latencies go so many times as fast as they would on the network. */
const restSpeed = 8;
const requestTimeoutMs = 20_000;
const minGapMs = 1000;
/** With few, it is the places that limit a crawl of this world; with many, the address that most servers share. */
const virtualPlaces = [10, 20, concurrency];

/**
 * With latencies of 0.05 to 2 s and rests of a second, over HTTP. Every host is known from the start: finding them is
 * part of a crawl, and no schedule knows beforehand what will be found.
 */
export async function fullnessRows(hosts: number, folder: string): Promise<(Row | string)[]> {
  const { child, answer } = await startProcess<WorldAnswer>('world-process', {
    hosts,
    deadShare,
    speed: restSpeed,
  } satisfies WorldPlan);
  const file = join(folder, 'full.duckdb');
  const rests = { maxRequestsPerSecond: 100_000, requestTimeoutMs: requestTimeoutMs / restSpeed, minGapMs };
  const settings = { ...commonSettings, ...rests, retryLimit: 0, concurrency };
  const { port, addresses, servers } = answer;
  const crawled = await inProcess<Used>('crawl-process', {
    port,
    addresses,
    seeds: Object.keys(servers),
    file,
    settings,
    speed: restSpeed,
  } satisfies CrawlPlan);
  child.disconnect();
  const visits = await plannedVisits(file, answer);
  const limits = { minGapMs, requestTimeoutMs };
  const ideal = idealCrawl(visits, { ...limits, places: concurrency });
  const virtual = virtualPlaces.map((places) => {
    const share = idealCrawl(visits, { ...limits, places }).wallMs / virtualCrawlMs(visits, { ...limits, places });
    return `${Math.round(share * 100)} % with ${places} places`;
  });
  const seconds = (clockMs: number) => `${(clockMs / restSpeed / 1000).toFixed(1)} s`;
  return [
    {
      what: 'crawl with latencies of 0.05–2 s and rests of 1 s',
      ...{ unit: 'visits', amount: visits.length, rssMb: crawled.rss.most },
      measured: summarise([crawled.wallMs]),
      baselines: [
        {
          what: 'an ideal schedule of the same requests, from the latencies and rests of the world',
          measured: summarise([ideal.wallMs / restSpeed]),
        },
      ],
      judged: { 'T11.wall': crawled.wallMs / (ideal.wallMs / restSpeed) },
      note: `${concurrency} at once, all hosts known from the start, clock and latencies ${restSpeed}× as fast`,
    },
    `  (all visits over ${concurrency} places ${seconds(ideal.busyMs / concurrency)}, all at one address or domain ${seconds(ideal.longestChainMs)}, the longest visit ${seconds(ideal.longestVisitMs)})`,
    `  the crawl's schedule alone, in virtual time and in the order of names: ${virtual.join(', ')}`,
    `  processor ${Math.round((crawled.cpuMs / crawled.wallMs) * 100)} % of one core, memory at most ${crawled.rss.most} MB`,
  ];
}

async function plannedVisits(file: string, { servers, addresses }: WorldAnswer): Promise<PlannedVisit[]> {
  const sent = await ask(
    file,
    `SELECT host, count(outcome) FILTER (outcome <> 'robots-disallowed')::INTEGER
     FROM visits JOIN hosts ON hosts.id = host_id LEFT JOIN requests ON visit_id = visits.id GROUP BY visits.id, host ORDER BY host`,
  );
  return (sent as [Host, number][]).map(([host, requests]) => {
    const address = addresses[host];
    return {
      host,
      domain: registrableDomain(host),
      address: address === undefined ? null : addressLane(address),
      requests,
      server: servers[host] ?? nobody,
    };
  });
}

/** Names that stand in lists and lead nowhere. */
const nobody: PlannedVisit['server'] = { latencyMs: 0, delayMs: 0, hangs: false };
