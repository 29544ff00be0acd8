/**
 * The loop: visit what is due, record it in batches, go on with what was discovered, until nothing is left, the
 * limit is reached or the signal fires.
 */
import { setMaxListeners } from 'node:events';
import type { EpochMs, Host, Visit } from '../data/types.ts';
import { admit } from './discovery.ts';
import type { CrawlSummary, Effects } from './effects.ts';
import { Pace } from './http/pace.ts';
import { Schedule } from './schedule.ts';
import type { CrawlSettings } from './settings.ts';
import { visitHost } from './visit.ts';

/** What a crawl needs of a database. */
export interface CrawlStore {
  /** @returns the crawl's number */
  beginCrawl(startedAt: EpochMs, settings: Record<string, unknown>): Promise<number>;
  /** Hosts to visit now: known, not visited within the period; in host order. */
  dueHosts(options: { now: EpochMs; revisitAfterMs: number }): Promise<Host[]>;
  knownHostCount(): Promise<number>;
  /** One transaction. Gives back hosts never heard of before. */
  record(crawlId: number, visits: readonly Visit[]): Promise<Host[]>;
  finishCrawl(crawlId: number, summary: CrawlSummary): Promise<void>;
}

export interface CrawlOptions {
  store: CrawlStore;
  effects: Effects;
  settings: CrawlSettings;
  /** Ends the crawl soon: visits under way are cut short and stay due, and what was asked by then is recorded. */
  signal?: AbortSignal;
}

/**
 * @returns what the crawl came to, as also recorded in the store
 * @throws what the store throws, and bugs; visits under way are stopped first, and the crawl stays unfinished in the store
 */
export async function crawl(options: CrawlOptions): Promise<CrawlSummary> {
  const { store, effects, settings } = options;
  const startedAt = effects.now();
  const crawlId = await store.beginCrawl(startedAt, { ...settings });
  const run = new Run(options, crawlId, startedAt);
  run.schedule.add(await store.dueHosts({ now: startedAt, revisitAfterMs: settings.revisitAfterMs }));
  effects.report({ type: 'crawl-started', due: run.schedule.due, known: await store.knownHostCount() });
  await run.toTheEnd();
  const summary = run.summary();
  await store.finishCrawl(crawlId, summary);
  effects.report({ type: 'crawl-finished', summary });
  return summary;
}

class Run {
  readonly schedule: Schedule;
  readonly #options: CrawlOptions;
  readonly #crawlId: number;
  readonly #startedAt: EpochMs;
  readonly #pace: Pace;
  /** Fires when the caller's signal does, or when the run cannot go on. */
  readonly #signal: AbortSignal;
  readonly #stop = new AbortController();
  readonly #totals = { visited: 0, refused: 0, unreached: 0, requests: 0, bytes: 0, rateLimited: 0 };
  /** Visits done and not recorded yet. */
  #finished: Visit[] = [];
  #recorded = 0;
  #started = 0;
  #active = 0;
  #failure: { error: unknown } | null = null;
  #wake: () => void = () => {};

  constructor(options: CrawlOptions, crawlId: number, startedAt: EpochMs) {
    this.#options = options;
    this.#crawlId = crawlId;
    this.#startedAt = startedAt;
    this.#pace = new Pace(options.effects);
    this.#signal = AbortSignal.any([this.#stop.signal, ...(options.signal === undefined ? [] : [options.signal])]);
    // Every visit that waits listens, and Node warns of more than ten.
    setMaxListeners(0, this.#signal);
    this.schedule = new Schedule(options.settings);
  }

  async toTheEnd(): Promise<void> {
    try {
      await this.#loop();
    } finally {
      this.#stop.abort(new Error('the crawl is over'));
      while (this.#active > 0) await this.#change();
    }
    if (this.#failure !== null) throw this.#failure.error;
  }

  summary(): CrawlSummary {
    const { effects, signal } = this.#options;
    const { visited, refused, unreached } = this.#totals;
    const due = this.schedule.due;
    return {
      crawlId: this.#crawlId,
      due,
      left: due - visited - refused - unreached,
      ...this.#totals,
      durationMs: Math.max(0, Math.round(effects.now() - this.#startedAt)),
      interrupted: signal?.aborted ?? false,
    };
  }

  async #loop(): Promise<void> {
    for (;;) {
      this.#startVisits();
      // With room for more visits, what waits in the batch may name hosts to visit: do not wait for a full one.
      const hasRoom = this.#active < this.#options.settings.concurrency;
      const isFull = this.#finished.length >= this.#options.settings.batchSize;
      if (this.#finished.length > 0 && (hasRoom || isFull)) await this.#flush();
      else if (this.#active > 0) await this.#change();
      else return;
    }
  }

  /** Resolves when a visit ends. */
  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  /** Records what is finished and adds what it names. */
  async #flush(): Promise<void> {
    const batch = this.#finished;
    if (batch.length === 0) return;
    this.#finished = [];
    const { store, effects } = this.#options;
    const discovered = await store.record(this.#crawlId, batch);
    this.#recorded += batch.length;
    effects.report({ type: 'checkpoint', recorded: this.#recorded });
    if (discovered.length === 0) return;
    this.schedule.add(admit(batch, discovered, this.#options.settings.maxNewHostsPerVisit));
    effects.report({ type: 'hosts-discovered', count: discovered.length, due: this.schedule.due });
  }

  #startVisits(): void {
    const { concurrency, maxHosts } = this.#options.settings;
    while (this.#active < concurrency && this.#started < (maxHosts ?? Number.POSITIVE_INFINITY)) {
      if (this.#signal.aborted) return;
      const host = this.schedule.next();
      if (host === undefined) return;
      this.#started += 1;
      this.#active += 1;
      void this.#visit(host);
    }
  }

  /** Never rejects: what goes wrong here is a bug; it stops the run, which records what is finished and throws it. */
  async #visit(host: Host): Promise<void> {
    const { effects, settings } = this.#options;
    try {
      effects.report({ type: 'visit-started', host });
      const visit = await visitHost(host, { effects, settings, pace: this.#pace, signal: this.#signal });
      if (visit !== undefined) this.#finish(visit);
    } catch (error) {
      this.#failure ??= { error };
      this.#stop.abort(error);
    } finally {
      this.#active -= 1;
      this.schedule.release(host);
      this.#wake();
    }
  }

  #finish(visit: Visit): void {
    const sent = visit.requests.filter(({ outcome }) => outcome !== 'robots-disallowed');
    const bytes = sent.reduce((sum, request) => sum + request.bytes, 0);
    const { host, status, reason, peers, blocks } = visit;
    this.#finished.push(visit);
    // Cut short: the host counts among those left.
    if (reason !== 'aborted') this.#totals[status] += 1;
    this.#totals.requests += sent.length;
    this.#totals.bytes += bytes;
    this.#totals.rateLimited += sent.filter(({ outcome }) => outcome === 'rate-limited').length;
    this.#options.effects.report({
      type: 'visit-finished',
      host,
      status,
      reason,
      requests: sent.length,
      bytes,
      peers: peers.entries.length,
      blocks: blocks.entries.length,
    });
  }
}
