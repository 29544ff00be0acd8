/** Serves sites, crawls them as a user would, and hands over what both sides saw. */
import { type CrawlOptions, crawl } from '../../crawler/crawl.ts';
import { type Clock, defaultEffects, wallClock } from '../../crawler/default-effects.ts';
import type { CrawlEvent, CrawlSummary } from '../../crawler/effects.ts';
import { loopbackNetwork, type ResolveName } from '../../crawler/http/network.ts';
import { type CrawlSettings, resolveSettings } from '../../crawler/settings.ts';
import { readHost } from '../../data/host.ts';
import { MemoryStore } from './memory-store.ts';
import { type LogEntry, type Site, serveSites } from './server.ts';

export interface SitesCrawl {
  store: MemoryStore;
  summary: CrawlSummary;
  /** What the server saw. */
  log: LogEntry[];
  paths(host: string): string[];
  events: CrawlEvent[];
}

export interface CrawlSitesOptions {
  /** All sites unless given. */
  seeds?: string[];
  settings?: Partial<CrawlSettings>;
  clock?: Clock;
  signal?: AbortSignal;
  /** What is known already; the seeds alone unless given. */
  store?: MemoryStore;
  /** What each name resolves to; an address of its own unless given. */
  addressesOf?: ResolveName;
  around?: CrawlOptions['around'];
  onEvent?: (event: CrawlEvent) => void;
}

/** No rests and no long waits unless a test is about them. */
const quick = {
  minGapMs: 0,
  maxRequestsPerSecond: 100_000,
  requestTimeoutMs: 10_000,
  retryDelayMs: 0,
  retryAfterLimitMs: 2000,
};

export async function crawlSites(
  sites: Record<string, Site>,
  {
    seeds = Object.keys(sites),
    store = new MemoryStore(seeds.map((name) => readHost(name)!)),
    settings = {},
    clock = wallClock,
    addressesOf,
    around,
    signal,
    onEvent,
  }: CrawlSitesOptions = {},
): Promise<SitesCrawl> {
  const server = await serveSites(sites);
  const network = loopbackNetwork(server.port, addressesOf);
  const events: CrawlEvent[] = [];
  const report = (event: CrawlEvent) => {
    events.push(event);
    onEvent?.(event);
  };
  try {
    const summary = await crawl({
      store,
      effects: defaultEffects({ network, report, clock }),
      settings: resolveSettings({ ...quick, ...settings }),
      ...(around === undefined ? {} : { around }),
      ...(signal === undefined ? {} : { signal }),
    });
    return { store, summary, log: server.log, paths: server.paths, events };
  } finally {
    await network.close();
    await server.close();
  }
}
