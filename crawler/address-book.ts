/** Which host has which address, and who waits for it. */
import type { Host } from '../data/types.ts';

export class AddressBook {
  readonly #holders = new Map<string, Host>();
  readonly #held = new Map<Host, readonly string[]>();
  /** By an address that was busy when they came, in the order they came. */
  readonly #queues = new Map<string, { host: Host; addresses: readonly string[] }[]>();
  /** Waited, and have their addresses now. */
  readonly #resumable = new Set<Host>();

  /** Everybody who was sent to wait and was not given out since. */
  get parked(): Host[] {
    const queued = [...this.#queues.values()].flatMap((queue) => queue.map(({ host }) => host));
    return [...queued, ...this.#resumable];
  }

  /** @returns one that waited and has its addresses now */
  resume(): Host | undefined {
    for (const host of this.#resumable) {
      this.#resumable.delete(host);
      return host;
    }
    return undefined;
  }

  /** @returns false when an address is busy: the host then waits for it */
  occupy(host: Host, addresses: readonly string[]): boolean {
    const busy = addresses.find((address) => (this.#holders.get(address) ?? host) !== host);
    const before = this.#held.get(host) ?? [];
    this.#held.delete(host);
    if (busy === undefined) {
      for (const address of addresses) this.#holders.set(address, host);
      this.#held.set(host, addresses);
    } else {
      const queue = this.#queues.get(busy);
      if (queue === undefined) this.#queues.set(busy, [{ host, addresses }]);
      else queue.push({ host, addresses });
    }
    const kept = this.#held.get(host) ?? [];
    this.#free(before.filter((address) => !kept.includes(address)));
    return busy === undefined;
  }

  /** Its addresses go to those who wait for them. */
  release(host: Host): void {
    const before = this.#held.get(host) ?? [];
    this.#held.delete(host);
    this.#free(before);
  }

  /** Waits no longer. */
  leave(host: Host): void {
    this.#resumable.delete(host);
    for (const [address, queue] of this.#queues) {
      const others = queue.filter((waiting) => waiting.host !== host);
      if (others.length === 0) this.#queues.delete(address);
      else if (others.length < queue.length) this.#queues.set(address, others);
    }
  }

  /** Gives free addresses to the first that can use them; who needs another one too waits for that. */
  #free(addresses: readonly string[]): void {
    for (const address of addresses) this.#holders.delete(address);
    for (const address of addresses) {
      const queue = this.#queues.get(address) ?? [];
      while (queue.length > 0 && !this.#holders.has(address)) {
        const next = queue.shift()!;
        if (this.occupy(next.host, next.addresses)) this.#resumable.add(next.host);
      }
      if (queue.length === 0) this.#queues.delete(address);
    }
  }
}
