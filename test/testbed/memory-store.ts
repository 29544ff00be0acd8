/** A small CrawlStore that keeps everything, for tests of the crawler alone. */
import type { CrawlStore } from '../../crawler/crawl.ts';
import type { CrawlSummary } from '../../crawler/effects.ts';
import { readHost } from '../../data/host.ts';
import type { EpochMs, Host, Visit } from '../../data/types.ts';

export class MemoryStore implements CrawlStore {
  readonly visits: Visit[] = [];
  readonly batchSizes: number[] = [];
  readonly summaries: CrawlSummary[] = [];
  settings: Record<string, unknown> = {};
  readonly #known: Set<Host>;
  #crawls = 0;

  constructor(seeds: readonly Host[]) {
    this.#known = new Set(seeds);
  }

  async beginCrawl(_startedAt: EpochMs, settings: Record<string, unknown>): Promise<number> {
    this.settings = settings;
    this.#crawls += 1;
    return this.#crawls;
  }

  async dueHosts({ now, revisitAfterMs }: { now: EpochMs; revisitAfterMs: number }): Promise<Host[]> {
    const isRecent = ({ finishedAt, reason }: Visit) => reason !== 'aborted' && finishedAt > now - revisitAfterMs;
    const isHeld = ({ notBefore }: Visit) => notBefore !== null && notBefore > now;
    const recent = new Set(this.visits.filter((visit) => isRecent(visit) || isHeld(visit)).map((visit) => visit.host));
    return [...this.#known].filter((host) => !recent.has(host)).sort();
  }

  async knownHostCount(): Promise<number> {
    return this.#known.size;
  }

  async record(_crawlId: number, visits: readonly Visit[]): Promise<Host[]> {
    this.batchSizes.push(visits.length);
    this.visits.push(...visits);
    const named = visits.flatMap((visit) => [
      ...visit.peers.entries,
      ...visit.aliases,
      ...visit.blocks.entries.flatMap(({ target }) => readHost(target) ?? []),
      ...visit.allows.entries.flatMap((target) => readHost(target) ?? []),
    ]);
    const added = [...new Set(named)].filter((host) => !this.#known.has(host)).sort();
    for (const host of added) this.#known.add(host);
    return added;
  }

  async finishCrawl(_crawlId: number, summary: CrawlSummary): Promise<void> {
    this.summaries.push(summary);
  }

  visit(host: string): Visit {
    const visit = this.visits.findLast((candidate) => candidate.host === host);
    if (visit === undefined) throw new Error(`no visit of ${host} was recorded`);
    return visit;
  }
}
