/**
 * Which host next.
 *
 * One visit at a time per registrable domain, and one per address: a hosting farm is one machine with many names.
 * Domains take turns, so that a farm of a thousand names does not hold up the rest; but its visits come one after the
 * other, so that it goes first once all others would be done before it. An address is known only once the host was
 * looked up; a host whose address is busy then waits here, and is the first to have it when it is free.
 */
import { setImmediate } from 'node:timers/promises';
import { registrableDomain } from '../data/host.ts';
import type { Host } from '../data/types.ts';
import { AddressBook } from './address-book.ts';

/**
 * Visits differ in length, and what a farm shares may be slow: it goes first while the others take up to so many times
 * as long. In virtual time (test/bench/virtual.ts) over 2000 simulated servers, 10 and 20 places: 95 and 89 % of the
 * ideal where no farm ever goes first, 98 and 95 % with 6, 99 and 91 % with 16.
 */
const farmMargin = 6;

/** A few milliseconds' work. */
const addedAtOnce = 4096;

export class Schedule {
  readonly #places: number;
  readonly #seen = new Set<Host>();
  readonly #dropped = new Set<Host>();
  /** Waiting hosts by domain; a domain stands here while it has hosts that wait. */
  readonly #waiting = new Map<string, Host[]>();
  /** Domains with waiting hosts and no visit under way, in the order of their turn. A Set keeps insertion order. */
  readonly #ready = new Set<string>();
  /** Those of them with more than one waiting host. */
  readonly #readyFarms = new Set<string>();
  readonly #busy = new Set<string>();
  readonly #addresses = new AddressBook();
  #waitingCount = 0;
  #taken = 0;

  /** @param places visits at once; with one, every domain waits for its turn */
  constructor(places = 1) {
    this.#places = places;
  }

  /** Hosts heard of, whether or not they can be visited in this run. */
  get due(): number {
    return this.#seen.size;
  }

  /** Hosts given out, each counted once. */
  get taken(): number {
    return this.#taken;
  }

  /** Hosts already added, and those dropped, are left out. */
  add(hosts: readonly Host[]): void {
    for (const host of hosts) {
      if (this.#seen.has(host) || this.#dropped.has(host)) continue;
      this.#seen.add(host);
      const domain = registrableDomain(host);
      const queue = this.#waiting.get(domain);
      if (queue === undefined) this.#waiting.set(domain, [host]);
      else queue.push(host);
      this.#waitingCount += 1;
      if (!this.#busy.has(domain)) this.#makeReady(domain);
    }
  }

  /** A first list may name the whole network: it is added in parts, so that answers are read in between. */
  async addMany(hosts: readonly Host[]): Promise<void> {
    for (let start = 0; start < hosts.length; start += addedAtOnce) {
      if (start > 0) await setImmediate();
      this.add(hosts.slice(start, start + addedAtOnce));
    }
  }

  /** Instead of what was never given out, the first `most` of these that may be added, in this order. */
  replaceWaiting(hosts: readonly Host[], most: number): void {
    for (const queue of this.#waiting.values()) for (const host of queue) this.#seen.delete(host);
    this.#waiting.clear();
    this.#waitingCount = 0;
    this.#ready.clear();
    this.#readyFarms.clear();
    this.add(hosts.filter((host) => !this.#seen.has(host) && !this.#dropped.has(host)).slice(0, most));
  }

  /** Takes hosts that wait below `domain` out of the run for good. @param isKept of one that may stay */
  drop(domain: string, isKept: (host: Host) => boolean): void {
    const queue = this.#waiting.get(domain) ?? [];
    const parked = this.#addresses.parked.filter((host) => registrableDomain(host) === domain && !isKept(host));
    for (const host of [...queue.filter((waiting) => !isKept(waiting)), ...parked]) {
      this.#seen.delete(host);
      this.#dropped.add(host);
    }
    const kept = queue.filter(isKept);
    this.#waitingCount -= queue.length - kept.length;
    if (kept.length > 0) this.#waiting.set(domain, kept);
    else this.#forget(domain);
    for (const host of parked) {
      this.#addresses.leave(host);
      this.release(host);
    }
  }

  /**
   * @param mayStart whether a host that was not given out before may be
   * @returns a host whose domain is free, which it occupies until `release`; undefined when there is none now
   */
  next(mayStart = true): Host | undefined {
    const resumed = this.#addresses.resume();
    if (resumed !== undefined || !mayStart) return resumed;
    const domain = this.#urgentFarm() ?? first(this.#ready);
    return domain === undefined ? undefined : this.#take(domain);
  }

  /**
   * Occupies the addresses of a host that was given out, until `release`.
   * @returns false when one is busy: the host then waits for it, and is given out again
   */
  occupy(host: Host, addresses: readonly string[]): boolean {
    return this.#addresses.occupy(host, addresses);
  }

  release(host: Host): void {
    this.#addresses.release(host);
    const domain = registrableDomain(host);
    this.#busy.delete(domain);
    if (this.#waiting.has(domain)) this.#makeReady(domain);
  }

  /** The one with the most waiting hosts, when its visits may take as long as all that wait over all places. */
  #urgentFarm(): string | undefined {
    if (this.#places === 1) return undefined;
    let most = 1;
    let fullest: string | undefined;
    for (const domain of this.#readyFarms) {
      const { length } = this.#waiting.get(domain) as Host[];
      if (length <= most) continue;
      most = length;
      fullest = domain;
    }
    return most * this.#places * farmMargin >= this.#waitingCount ? fullest : undefined;
  }

  #take(domain: string): Host {
    this.#ready.delete(domain);
    this.#readyFarms.delete(domain);
    this.#busy.add(domain);
    const queue = this.#waiting.get(domain) as Host[];
    const host = queue.shift() as Host;
    if (queue.length === 0) this.#waiting.delete(domain);
    this.#waitingCount -= 1;
    this.#taken += 1;
    return host;
  }

  #makeReady(domain: string): void {
    this.#ready.add(domain);
    if (this.#waiting.get(domain)!.length > 1) this.#readyFarms.add(domain);
  }

  #forget(domain: string): void {
    this.#waiting.delete(domain);
    this.#ready.delete(domain);
    this.#readyFarms.delete(domain);
  }
}

function first<Item>(items: Iterable<Item>): Item | undefined {
  for (const item of items) return item;
  return undefined;
}
