/** How long a crawl must take at least, from what its servers are made to do and not from what was measured. */
import type { Host } from '../../data/types.ts';

/** What a server of the bench does to whoever asks. Clock milliseconds. */
export interface PlannedServer {
  /** Before each answer, or before the connection is cut. */
  latencyMs: number;
  /** Crawl-delay of its robots.txt; 0 for none. */
  delayMs: number;
  /** Takes connections and never answers. */
  hangs: boolean;
}

/** One at a time at a registrable domain, and one at an address. */
export interface PlannedVisit {
  host: Host;
  domain: string;
  /** As the crawl tells addresses apart; null where the name has none. */
  address: string | null;
  /** Requests sent. */
  requests: number;
  server: PlannedServer;
}

export interface Ideal {
  wallMs: number;
  longestVisitMs: number;
  /** Of all visits at one domain or address, with the rests between them. */
  longestChainMs: number;
  /** Sum over all visits. */
  busyMs: number;
}

/**
 * Of a schedule that knows every visit and its length from the start: a list schedule, longest first (R. L. Graham.
 * Bounds on multiprocessing timing anomalies. SIAM J. Appl. Math. 17(2), 1969, 416–429), and not below the longest chain.
 */
export function idealCrawl(
  visits: readonly PlannedVisit[],
  { places, minGapMs, requestTimeoutMs }: { places: number; minGapMs: number; requestTimeoutMs: number },
): Ideal {
  const chains = new Map<string, number>();
  const lengths = visits.map((visit) => {
    const length = visitMs(visit, { minGapMs, requestTimeoutMs });
    for (const chain of visit.requests === 0 ? [] : [visit.domain, visit.address]) {
      if (chain === null) continue;
      const before = chains.get(chain);
      chains.set(chain, before === undefined ? length : before + minGapMs + length);
    }
    return length;
  });
  const longestChainMs = longest(chains.values());
  return {
    wallMs: Math.max(listSchedule(lengths, places), longestChainMs),
    longestVisitMs: longest(lengths),
    longestChainMs,
    busyMs: lengths.reduce((sum, ms) => sum + ms, 0),
  };
}

/** Its requests, and the rests between them. */
export function visitMs(
  { requests, server }: Pick<PlannedVisit, 'requests' | 'server'>,
  { minGapMs, requestTimeoutMs }: { minGapMs: number; requestTimeoutMs: number },
): number {
  const answerMs = server.hangs ? requestTimeoutMs : server.latencyMs;
  return requests * answerMs + Math.max(0, requests - 1) * Math.max(minGapMs, server.delayMs);
}

function listSchedule(lengths: readonly number[], places: number): number {
  const free = new Float64Array(places);
  for (const ms of [...lengths].sort((a, b) => b - a)) free[free.indexOf(Math.min(...free))]! += ms;
  return Math.max(...free);
}

/** Of any number of lengths: a call takes a hundred thousand arguments at most. */
function longest(lengths: Iterable<number>): number {
  let most = 0;
  for (const ms of lengths) most = Math.max(most, ms);
  return most;
}
