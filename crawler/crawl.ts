/** A crawl: what it needs, what it is told, and what it comes to. */
import type { EpochMs, Host, KnownHost, QuarantinedDomain, Visit } from '../data/types.ts';
import { version } from '../data/version.ts';
import type { CrawlSummary, Effects } from './effects.ts';
import { Run } from './run.ts';
import type { CrawlSettings } from './settings.ts';

/** What a crawl needs of a database. */
export interface CrawlStore {
  /**
   * @param settings of the crawl, with the program's `version` and what it goes around
   * @returns the crawl's number
   */
  beginCrawl(startedAt: EpochMs, settings: Record<string, unknown>): Promise<number>;
  /**
   * Every host that may be visited, with what matters for it; in host order. Names below quarantined domains are left
   * out unless they ever answered or permission was recorded. `now` decides which held robots.txt is still fresh.
   */
  knownHosts(now: EpochMs): Promise<KnownHost[]>;
  /**
   * One transaction.
   * @returns hosts never heard of before, in host order, without those below quarantined domains; and the domains that
   * these visits brought into quarantine
   */
  record(crawlId: number, visits: readonly Visit[]): Promise<{ added: Host[]; quarantined: QuarantinedDomain[] }>;
  /**
   * The peers of `host` in the order in which they matter to it: lists that name them, then known size, then name.
   * While its list is not held, those that list it; where nobody does, every known host. Without quarantined ones.
   */
  rankAround(host: Host): Promise<Host[]>;
  finishCrawl(crawlId: number, summary: CrawlSummary): Promise<void>;
}

export interface CrawlOptions {
  store: CrawlStore;
  effects: Effects;
  settings: CrawlSettings;
  /**
   * Visits `host` first, then its peers in the order in which they matter to it, ranked anew with everything that is
   * recorded, until so many `hosts` were visited. What is not due counts as known and is not visited.
   */
  around?: { host: Host; hosts: number };
  /**
   * Ends the crawl soon: visits under way are cut short and stay due, and what was asked by then is recorded; hosts that
   * were silent since the last answer to anybody stay due, and nothing is recorded of them.
   */
  signal?: AbortSignal;
}

/**
 * @returns what the crawl came to, as also recorded in the store
 * @throws what the store throws, and bugs; visits under way are stopped first, and the crawl stays unfinished in the store
 */
export async function crawl(options: CrawlOptions): Promise<CrawlSummary> {
  const { store, effects, settings, around } = options;
  const startedAt = effects.now();
  const noted = { ...settings, version, ...(around === undefined ? {} : { around }) };
  const crawlId = await store.beginCrawl(startedAt, noted);
  const known = await store.knownHosts(startedAt);
  const run = new Run(options, crawlId, startedAt, known);
  await run.begin();
  effects.report({ type: 'crawl-started', due: run.due, known: known.length });
  await run.toTheEnd();
  const summary = run.summary();
  await store.finishCrawl(crawlId, summary);
  effects.report({ type: 'crawl-finished', summary });
  return summary;
}
