/** A small CrawlStore that keeps everything, for tests of the crawler alone. */
import type { CrawlStore } from '../../crawler/crawl.ts';
import type { CrawlSummary } from '../../crawler/effects.ts';
import { unheardOf } from '../../crawler/known.ts';
import { readHost, registrableDomain } from '../../data/host.ts';
import type { EpochMs, Host, KnownHost, QuarantinedDomain, Visit } from '../../data/types.ts';

export class MemoryStore implements CrawlStore {
  readonly visits: Visit[] = [];
  readonly batchSizes: number[] = [];
  readonly summaries: CrawlSummary[] = [];
  settings: Record<string, unknown> = {};
  readonly known: Set<Host>;
  readonly consents = new Set<Host>();
  /** Hosts that answered a moment ago, in another run: they can tell whether the network works. */
  readonly answered = new Set<Host>();
  readonly #quarantined = new Set<string>();
  #crawls = 0;

  /** @param seeds known from the start */
  constructor(seeds: readonly Host[]) {
    this.known = new Set(seeds);
  }

  async beginCrawl(_startedAt: EpochMs, settings: Record<string, unknown>): Promise<number> {
    this.settings = settings;
    this.#crawls += 1;
    return this.#crawls;
  }

  async knownHosts(now: EpochMs): Promise<KnownHost[]> {
    const hosts = [...this.known].sort().map((host) => this.#knownHost(host, now));
    const lastVisit = { finishedAt: now, status: 'visited', reason: 'ok', optOut: null } as const;
    return [...hosts, ...[...this.answered].map((host) => ({ ...unheardOf(host), lastVisit }))];
  }

  async record(
    _crawlId: number,
    visits: readonly Visit[],
  ): Promise<{ added: Host[]; quarantined: QuarantinedDomain[] }> {
    this.batchSizes.push(visits.length);
    this.visits.push(...visits);
    const named = visits.flatMap((visit) => [
      ...visit.peers.entries,
      ...visit.aliases,
      ...visit.blocks.entries.flatMap(({ target }) => readHost(target) ?? []),
      ...visit.allows.entries.flatMap((target) => readHost(target) ?? []),
    ]);
    const unmet = [...new Set(named)].filter((host) => !this.known.has(host)).sort();
    const quarantined = this.#quarantine(unmet);
    const added = unmet.filter((host) => !this.#quarantined.has(registrableDomain(host)));
    for (const host of added) this.known.add(host);
    return { added, quarantined };
  }

  /** By the number of lists that name them, then by name. */
  async rankAround(host: Host): Promise<Host[]> {
    const lists = new Map<Host, number>();
    for (const { peers } of this.visits) {
      for (const peer of peers.entries) lists.set(peer, (lists.get(peer) ?? 0) + 1);
    }
    const peers = this.visits.findLast((visit) => visit.host === host)?.peers.entries ?? [];
    return [...peers].sort((a, b) => lists.get(b)! - lists.get(a)! || (a < b ? -1 : 1));
  }

  async finishCrawl(_crawlId: number, summary: CrawlSummary): Promise<void> {
    this.summaries.push(summary);
  }

  visit(host: string): Visit {
    const visit = this.visits.findLast((candidate) => candidate.host === host);
    if (visit === undefined) throw new Error(`no visit of ${host} was recorded`);
    return visit;
  }

  #quarantine(unmet: readonly Host[]): QuarantinedDomain[] {
    const most = Number(this.settings.maxNamesPerDomain);
    const below = new Map<string, number>();
    for (const host of [...this.known, ...unmet]) {
      const domain = registrableDomain(host);
      below.set(domain, (below.get(domain) ?? 0) + 1);
    }
    const tooMany = [...below].filter(([domain, names]) => names > most && !this.#quarantined.has(domain));
    for (const [domain] of tooMany) this.#quarantined.add(domain);
    return tooMany.map(([domain, names]) => ({ domain, names }));
  }

  #knownHost(host: Host, now: EpochMs): KnownHost {
    const visits = this.visits.filter((visit) => visit.host === host);
    const complete = visits.filter(({ reason }) => reason !== 'aborted');
    const isAnswered = ({ requests }: Visit) => requests.some(({ status }) => status !== null);
    const silent = complete.slice(complete.findLastIndex(isAnswered) + 1);
    const whole = complete.flatMap(({ requests }) => requests).filter(({ outcome }) => outcome === 'ok');
    const tags = whole.flatMap(({ url, etag }) => (etag === null ? [] : [[url.replace(`https://${host}`, ''), etag]]));
    return {
      host,
      lastVisit: complete.at(-1) ?? null,
      silentSince: silent[0]?.finishedAt ?? null,
      silentVisits: silent.length,
      notBefore:
        visits.findLast(({ notBefore, reason }) => reason !== 'aborted' || notBefore !== null)?.notBefore ?? null,
      cutShortAt: visits.at(-1)?.reason === 'aborted' ? visits.at(-1)!.finishedAt : null,
      consent: this.consents.has(host),
      robots:
        visits.findLast(({ robots }) => robots !== null && robots.fetchedAt > now - 24 * 3_600_000)?.robots ?? null,
      etags: Object.fromEntries(tags),
    };
  }
}
