/** The one door to the outside: network, clock, randomness and reporting arrive through it, so that tests can stand in. */
import type { Dispatcher } from 'undici';
import type { Host, Outcome, QuarantinedDomain, VisitStatus } from '../data/types.ts';

/** Names to addresses, and connections to those addresses only. */
export interface Network {
  dispatcher: Dispatcher;
  /**
   * Looks a host up, once: the dispatcher connects to an address given here or not at all.
   * @returns its addresses, each of which may be contacted
   * @throws an error with the `code` of the failure, as `outcomeOfError` reads it
   */
  resolve(host: Host): Promise<string[]>;
  /** Its visit is over: what is open to it is closed. Not there where connections are not one host's alone. */
  leave?(host: Host): void;
  close(): Promise<void>;
}

export interface Effects {
  network: Network;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `ms`, or rejects with the signal's reason. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** In [0, 1). */
  random(): number;
  report(event: CrawlEvent): void;
}

/** What a crawl tells while it runs. Library code never prints; the CLI turns these into a bar or NDJSON. */
export type CrawlEvent =
  | { type: 'crawl-started'; due: number; known: number }
  | { type: 'visit-started'; host: Host }
  | {
      type: 'visit-finished';
      host: Host;
      status: VisitStatus;
      reason: Outcome;
      requests: number;
      bytes: number;
      peers: number;
      blocks: number;
    }
  | { type: 'hosts-discovered'; count: number; due: number }
  /** More names below one domain than any operator has servers: not visited, and in no figure. */
  | ({ type: 'domain-quarantined' } & QuarantinedDomain)
  /** Nobody answers any more, not even who did before: it is our side. The run ends, and those visits are not recorded. */
  | { type: 'network-down'; unrecorded: number }
  | { type: 'host-paused'; host: Host; untilMs: number; reason: Outcome }
  | { type: 'checkpoint'; recorded: number }
  | { type: 'crawl-finished'; summary: CrawlSummary };

/** Adds up: due = visited + refused + unreached + left. */
export interface CrawlSummary {
  crawlId: number;
  due: number;
  visited: number;
  refused: number;
  unreached: number;
  left: number;
  /** Sent, robots.txt included. */
  requests: number;
  /** Received, before decompression. */
  bytes: number;
  /** Requests answered "not now". */
  rateLimited: number;
  /** Requests answered 401 or 403. */
  refusals: number;
  /** The host that was asked most often; null when nobody was asked. */
  mostRequests: { host: Host; requests: number } | null;
  /** The host that sent most; null when nobody sent anything. */
  mostBytes: { host: Host; bytes: number } | null;
  durationMs: number;
  /** What ended the crawl early: the caller's signal, or a network that is down on our side; null when nothing did. */
  stopped: 'signal' | 'network-down' | null;
}
