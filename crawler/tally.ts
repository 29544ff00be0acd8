/** What a run came to, and what it cost those who were asked. */
import type { Host, RequestRecord, Visit } from '../data/types.ts';
import type { CrawlSummary } from './effects.ts';

type Totals = Omit<CrawlSummary, 'crawlId' | 'due' | 'left' | 'durationMs' | 'stopped'>;

export class Tally {
  readonly #totals: Totals = {
    visited: 0,
    refused: 0,
    unreached: 0,
    requests: 0,
    bytes: 0,
    rateLimited: 0,
    refusals: 0,
    mostRequests: null,
    mostBytes: null,
  };

  get totals(): Totals {
    return { ...this.#totals };
  }

  /** Hosts that are done with. */
  get done(): number {
    const { visited, refused, unreached } = this.#totals;
    return visited + refused + unreached;
  }

  /** A visit that stands; one that was cut short leaves its host among those left. */
  countVisit({ status, reason }: Visit): void {
    if (reason !== 'aborted') this.#totals[status] += 1;
  }

  /** @returns how many of them were sent, and what came back */
  countRequests(host: Host, records: readonly RequestRecord[]): { requests: number; bytes: number } {
    const sent = records.filter(({ outcome }) => outcome !== 'robots-disallowed');
    const count = (...outcomes: readonly string[]) => sent.filter(({ outcome }) => outcomes.includes(outcome)).length;
    const bytes = sent.reduce((sum, request) => sum + request.bytes, 0);
    const totals = this.#totals;
    totals.requests += sent.length;
    totals.bytes += bytes;
    totals.rateLimited += count('rate-limited');
    totals.refusals += count('unauthorized', 'forbidden');
    const requests = sent.length;
    const { mostRequests, mostBytes } = totals;
    if (isMore({ host, count: requests }, mostRequests && { ...mostRequests, count: mostRequests.requests }))
      totals.mostRequests = { host, requests };
    if (isMore({ host, count: bytes }, mostBytes && { ...mostBytes, count: mostBytes.bytes }))
      totals.mostBytes = { host, bytes };
    return { requests, bytes };
  }
}

interface Counted {
  host: Host;
  count: number;
}

/** Ties go by host name, not by who was done first. */
function isMore(one: Counted, most: Counted | null): boolean {
  if (most === null) return one.count > 0;
  return one.count > most.count || (one.count === most.count && one.host < most.host);
}
