/** Visits that nobody answered, held back until somebody answers: they may say more about our network than about them. */
import type { Host, KnownHost, Visit } from '../data/types.ts';

/** Who is looked up to tell whether the network is down. */
const mostWitnesses = 3;

export class Silence {
  #held: Visit[] = [];
  #witnesses: Host[];
  #answers = 0;

  /** @param known hosts that answered in earlier runs speak as long as none of this run can */
  constructor(known: readonly KnownHost[]) {
    const answered = known.filter(
      ({ lastVisit, silentSince, notBefore }) =>
        lastVisit?.status === 'visited' && silentSince === null && notBefore === null,
    );
    answered.sort((a, b) => a.lastVisit!.finishedAt - b.lastVisit!.finishedAt || (a.host < b.host ? -1 : 1));
    this.#witnesses = answered.slice(-mostWitnesses).map(({ host }) => host);
  }

  /** Visits in a row, since the last HTTP answer to anybody, that got none. */
  get length(): number {
    return this.#held.length;
  }

  /** HTTP answers of this run. */
  get answers(): number {
    return this.#answers;
  }

  /** The last hosts that let us visit them and asked for no rest. */
  get witnesses(): readonly Host[] {
    return this.#witnesses;
  }

  /** Somebody answered, be it in a visit under way. @returns what was held back, and may be recorded now */
  end(): Visit[] {
    this.#answers += 1;
    return this.release();
  }

  /** @returns false when the visit was answered, or cut short, and says nothing about our network */
  hold(visit: Visit): boolean {
    const { host, status, reason, requests, notBefore } = visit;
    if (reason === 'aborted') return false;
    if (requests.some((request) => request.status !== null)) {
      if (status === 'visited' && notBefore === null) this.#witness(host);
      return false;
    }
    this.#held.push(visit);
    return true;
  }

  /** @returns what was held back, and is no longer */
  release(): Visit[] {
    const held = this.#held;
    this.#held = [];
    return held;
  }

  #witness(host: Host): void {
    this.#witnesses = [...this.#witnesses.filter((other) => other !== host), host].slice(-mostWitnesses);
  }
}
