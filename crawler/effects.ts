/** The one door to the outside: network, clock, randomness and reporting arrive through it, so that tests can stand in. */
import type { Dispatcher } from 'undici';
import type { Host, Outcome, VisitStatus } from '../data/types.ts';

export interface Effects {
  dispatcher: Dispatcher;
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
  requests: number;
  bytes: number;
  rateLimited: number;
  durationMs: number;
  interrupted: boolean;
}
