/**
 * The loop: visit what is due, record it in batches, go on with what was discovered, until nothing is left, the
 * limit is reached or the signal fires.
 */
import { setMaxListeners } from 'node:events';
import type { EpochMs, Host, KnownHost, QuarantinedDomain, Visit } from '../data/types.ts';
import type { CrawlOptions } from './crawl.ts';
import { admit } from './discovery.ts';
import type { CrawlSummary, Effects } from './effects.ts';
import { exchange, type WireRequest } from './http/client.ts';
import { bytesKeptOf, maxWaitingBytes } from './http/kept.ts';
import { addressLanes } from './http/lanes.ts';
import { Pace } from './http/pace.ts';
import { unheardOf } from './known.ts';
import { lookUp } from './look-up.ts';
import { NameReader } from './names/name-reader.ts';
import { isNetworkUp } from './network-check.ts';
import { sortOutDue } from './revisit.ts';
import { Schedule } from './schedule.ts';
import { Silence } from './silence.ts';
import { Tally } from './tally.ts';
import { visitHost, visitNowhere } from './visit.ts';

export class Run {
  readonly #options: CrawlOptions;
  readonly #crawlId: number;
  readonly #startedAt: EpochMs;
  /** Hosts to visit of which more is known than the name. */
  readonly #dueHosts: ReadonlyMap<Host, KnownHost>;
  readonly #notDue: ReadonlySet<Host>;
  readonly #schedule: Schedule;
  readonly #pace: Pace;
  readonly #names = new NameReader();
  readonly #silence: Silence;
  readonly #tally = new Tally();
  /** Fires when the caller's signal does, or when the run cannot go on. */
  readonly #signal: AbortSignal;
  readonly #stop = new AbortController();
  /** Visits done, and not being recorded yet. */
  #finished: Visit[] = [];
  /** Bytes of the answers that are kept in them. */
  #keptBytes = 0;
  /** A batch is on its way into the store; visits go on meanwhile. */
  #isRecording = false;
  #cannotRecord = false;
  #recorded = 0;
  /** asked: witnesses are being looked up · doubtful: none of them was found; what is under way may still be answered */
  #network: 'up' | 'asked' | 'doubtful' = 'up';
  /** The centre of a crawl around a host is visited before its peers are ranked. */
  #hasRanked = false;
  /** Visits that are not recorded, since our network was down; null when it was not. */
  #unrecorded: number | null = null;
  #active = 0;
  #failure: { error: unknown } | null = null;
  #wake: () => void = () => {};

  constructor(options: CrawlOptions, crawlId: number, startedAt: EpochMs, known: readonly KnownHost[]) {
    this.#options = options;
    this.#crawlId = crawlId;
    this.#startedAt = startedAt;
    const { due, notDue } = sortOutDue(known, options.settings, startedAt);
    this.#dueHosts = new Map(due.map((each) => [each.host, each]));
    this.#notDue = notDue;
    this.#silence = new Silence(known);
    // Around a host, the order is what was asked for.
    this.#schedule = new Schedule(options.around === undefined ? options.settings.concurrency : 1);
    this.#pace = new Pace(options.effects, options.settings);
    this.#signal = AbortSignal.any([this.#stop.signal, ...(options.signal === undefined ? [] : [options.signal])]);
    // Every visit that waits listens, and Node warns of more than ten.
    setMaxListeners(0, this.#signal);
  }

  get due(): number {
    return this.#schedule.due;
  }

  async begin(): Promise<void> {
    const { around } = this.#options;
    if (around === undefined) this.#schedule.add([...this.#dueHosts.keys()]);
    else if (this.#notDue.has(around.host)) await this.#rank(around);
    else this.#schedule.replaceWaiting([around.host], 1);
  }

  async toTheEnd(): Promise<void> {
    try {
      await this.#loop();
    } finally {
      this.#stop.abort(new Error('the crawl is over'));
      while (this.#isBusy) await this.#change();
    }
    if (this.#failure !== null) throw this.#failure.error;
    if (this.#unrecorded !== null) this.#report({ type: 'network-down', unrecorded: this.#unrecorded });
  }

  summary(): CrawlSummary {
    const { effects, signal } = this.#options;
    return {
      crawlId: this.#crawlId,
      due: this.due,
      left: this.due - this.#tally.done,
      ...this.#tally.totals,
      durationMs: Math.max(0, Math.round(effects.now() - this.#startedAt)),
      stopped: this.#unrecorded !== null ? 'network-down' : signal?.aborted ? 'signal' : null,
    };
  }

  async #loop(): Promise<void> {
    const { concurrency, batchSize, networkCheckAfter } = this.#options.settings;
    while (!this.#cannotRecord) {
      const { length, witnesses } = this.#silence;
      if (this.#network === 'up' && length >= networkCheckAfter && witnesses.length > 0) void this.#askWitnesses();
      if (this.#network === 'up') this.#startVisits();
      // With room for more visits, what waits in the batch may name hosts to visit: do not wait for a full one.
      const hasRoom = this.#active < concurrency;
      const isFull = this.#finished.length >= batchSize || this.#keptBytes >= maxWaitingBytes;
      if (!this.#isRecording && this.#finished.length > 0 && (hasRoom || isFull)) void this.#record();
      if (this.#isBusy) await this.#change();
      else if (!(await this.#goOn())) return;
    }
  }

  get #isBusy(): boolean {
    return this.#active > 0 || this.#isRecording || this.#network === 'asked';
  }

  /** Nothing is under way. @returns whether there is more to do */
  async #goOn(): Promise<boolean> {
    const { around } = this.#options;
    if (this.#signal.aborted) this.#silence.release();
    else if (around !== undefined && !this.#hasRanked) await this.#rank(around);
    else if (this.#silence.length === 0) return false;
    else if (this.#network === 'up') void this.#askWitnesses();
    else this.#unrecorded = this.#silence.release().length;
    return !this.#signal.aborted && this.#unrecorded === null;
  }

  /** Resolves when a visit, the recording of a batch or a look-up of witnesses ends. */
  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  /** Never rejects: a store that fails ends the run. */
  async #record(): Promise<void> {
    const batch = this.#finished;
    this.#finished = [];
    this.#keptBytes = 0;
    this.#isRecording = true;
    try {
      await this.#recordBatch(batch);
    } catch (error) {
      this.#failure ??= { error };
      this.#cannotRecord = true;
      this.#stop.abort(error);
    } finally {
      this.#isRecording = false;
      this.#wake();
    }
  }

  /** Records what is finished and adds what it names. */
  async #recordBatch(batch: readonly Visit[]): Promise<void> {
    const { store, settings, around } = this.#options;
    const { added, quarantined } = await store.record(this.#crawlId, batch);
    this.#recorded += batch.length;
    this.#report({ type: 'checkpoint', recorded: this.#recorded });
    for (const each of quarantined) this.#quarantine(each);
    if (around !== undefined) await this.#rank(around);
    else await this.#schedule.addMany(admit(batch, added, settings.maxNewHostsPerVisit));
    if (added.length > 0) this.#report({ type: 'hosts-discovered', count: added.length, due: this.due });
  }

  /** As many of those that matter most as may still be visited. */
  async #rank({ host, hosts }: { host: Host; hosts: number }): Promise<void> {
    const ranked = [host, ...(await this.#options.store.rankAround(host))];
    this.#hasRanked = true;
    const left = Math.max(0, hosts - this.#schedule.taken);
    this.#schedule.replaceWaiting(
      ranked.filter((each) => !this.#notDue.has(each)),
      left,
    );
  }

  /** Servers that answered when they were last asked, and those with permission, are no generated names. */
  #quarantine(domain: QuarantinedDomain): void {
    this.#schedule.drop(domain.domain, (host) => {
      const known = this.#dueHosts.get(host);
      return known !== undefined && (known.consent || (known.lastVisit !== null && known.silentSince === null));
    });
    this.#report({ type: 'domain-quarantined', ...domain });
  }

  #startVisits(): void {
    const { concurrency, maxHosts, batchSize } = this.#options.settings;
    // A store that falls behind is waited for, so that memory and what a crash can lose stay bounded.
    const hasRoom = () => this.#finished.length < 2 * batchSize && this.#keptBytes < 2 * maxWaitingBytes;
    while (this.#active < concurrency && hasRoom() && !this.#signal.aborted) {
      const host = this.#schedule.next(maxHosts === null || this.#schedule.taken < maxHosts);
      if (host === undefined) return;
      this.#active += 1;
      void this.#visit(host);
    }
  }

  /** Never rejects: what goes wrong here is a bug; it stops the run, which records what is finished and throws it. */
  async #visit(host: Host): Promise<void> {
    let isOver = true;
    try {
      const visit = await this.#askOrPark(host);
      isOver = visit !== 'parked';
      if (visit !== undefined && visit !== 'parked') this.#finish(visit);
    } catch (error) {
      this.#failure ??= { error };
      this.#stop.abort(error);
    } finally {
      this.#active -= 1;
      if (isOver) {
        this.#schedule.release(host);
        this.#options.effects.network.leave?.(host);
      }
      this.#wake();
    }
  }

  /** @returns `parked` when an address of the host is busy: it gives its place to others meanwhile */
  async #askOrPark(host: Host): Promise<Visit | 'parked' | undefined> {
    const { effects, settings } = this.#options;
    const found = await lookUp(host, { effects, signal: this.#signal });
    if ('outcome' in found) {
      if (found.outcome === 'aborted') return undefined;
      this.#report({ type: 'visit-started', host });
      return visitNowhere(host, found.outcome, effects);
    }
    if (!this.#schedule.occupy(host, addressLanes(found.addresses))) return 'parked';
    this.#report({ type: 'visit-started', host });
    const known = this.#dueHosts.get(host) ?? unheardOf(host);
    const wire = { effects, settings, signal: this.#signal };
    const ask = (request: WireRequest) => exchange(request, wire);
    return visitHost(known, {
      ...found,
      ...wire,
      ask,
      pace: this.#pace,
      names: this.#names,
      onAnswer: () => this.#heard(),
    });
  }

  #finish(visit: Visit): void {
    const { host, status, reason, peers, blocks } = visit;
    const sent = this.#tally.countRequests(host, visit.requests);
    if (!this.#silence.hold(visit)) this.#keep([visit]);
    const lists = { peers: peers.entries.length, blocks: blocks.entries.length };
    this.#report({ type: 'visit-finished', host, status, reason, ...sent, ...lists });
  }

  #keep(visits: readonly Visit[]): void {
    for (const visit of visits) this.#tally.countVisit(visit);
    this.#finished.push(...visits);
    for (const visit of visits) this.#keptBytes += bytesKeptOf(visit);
  }

  /** Somebody answered: the silence before was not ours. */
  #heard(): void {
    this.#keep(this.#silence.end());
    if (this.#network !== 'doubtful') return;
    this.#network = 'up';
    this.#wake();
  }

  /**
   * Looks up who answered before, so that no server counts as dead for our network. Where nobody can be looked up, one
   * answer in this run is what tells. Never rejects: what goes wrong here is a bug.
   */
  async #askWitnesses(): Promise<void> {
    const { answers, witnesses } = this.#silence;
    this.#network = 'asked';
    try {
      const found = await isNetworkUp(witnesses, { effects: this.#options.effects, signal: this.#signal });
      const isUp = found || (witnesses.length === 0 && answers > 0);
      if (isUp) this.#keep(this.#silence.release());
      this.#network = isUp || this.#silence.answers > answers ? 'up' : 'doubtful';
    } catch (error) {
      this.#network = 'up';
      this.#failure ??= { error };
      this.#stop.abort(error);
    } finally {
      this.#wake();
    }
  }

  #report(event: Parameters<Effects['report']>[0]): void {
    this.#options.effects.report(event);
  }
}
