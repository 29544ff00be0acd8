/**
 * Which host next.
 *
 * One visit at a time per registrable domain, the unit of politeness: a hosting farm is one machine with many
 * names. Domains take turns, so that a farm of a thousand names does not hold up the rest.
 */
import { registrableDomain } from '../data/host.ts';
import type { Host } from '../data/types.ts';

export class Schedule {
  readonly #maxHostsPerDomain: number;
  readonly #seen = new Set<Host>();
  /** Waiting hosts by domain; a domain stands here while it has hosts that wait. */
  readonly #waiting = new Map<string, Host[]>();
  /** Domains with waiting hosts and no visit under way, in the order of their turn. A Set keeps insertion order. */
  readonly #ready = new Set<string>();
  readonly #busy = new Set<string>();
  readonly #admitted = new Map<string, number>();

  constructor({ maxHostsPerDomain }: { maxHostsPerDomain: number }) {
    this.#maxHostsPerDomain = maxHostsPerDomain;
  }

  /** Hosts heard of, whether or not they can be visited in this run. */
  get due(): number {
    return this.#seen.size;
  }

  /** Hosts already added are left out. */
  add(hosts: readonly Host[]): void {
    for (const host of hosts) {
      if (this.#seen.has(host)) continue;
      this.#seen.add(host);
      const domain = registrableDomain(host);
      const admitted = this.#admitted.get(domain) ?? 0;
      if (admitted >= this.#maxHostsPerDomain) continue;
      this.#admitted.set(domain, admitted + 1);
      const queue = this.#waiting.get(domain);
      if (queue === undefined) this.#waiting.set(domain, [host]);
      else queue.push(host);
      if (!this.#busy.has(domain)) this.#ready.add(domain);
    }
  }

  /** @returns a host whose domain is free, which it occupies until `release`; undefined when there is none now */
  next(): Host | undefined {
    for (const domain of this.#ready) {
      this.#ready.delete(domain);
      this.#busy.add(domain);
      const queue = this.#waiting.get(domain) as Host[];
      const host = queue.shift() as Host;
      if (queue.length === 0) this.#waiting.delete(domain);
      return host;
    }
    return undefined;
  }

  release(host: Host): void {
    const domain = registrableDomain(host);
    this.#busy.delete(domain);
    if (this.#waiting.has(domain)) this.#ready.add(domain);
  }
}
