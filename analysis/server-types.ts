/** One server, and the others as seen from it. Part of the published contract of `types.ts`. */
import type { Disclosure, EpochMs, Host, ListKind } from '../data/types.ts';
import type { Estimate, Evidence } from './types.ts';

/**
 * Where the figure comes from. mau: the server's own count · users-software: its users × the median activity of its
 * software · users-all: × that of all software · users: its users as they are, where no server publishes activity ·
 * footprint: how many peer lists name it, and nothing else · none: no figure at all.
 */
export type AudienceSource = 'mau' | 'users-software' | 'users-all' | 'users' | 'footprint' | 'none';

/**
 * Why the server's own count of active people is not used. missing: it publishes none · hidden: it does not answer, or
 * tells nothing about itself · zero-not-counted: 0 from software that does not count · baffle: random numbers, on purpose ·
 * impossible: more active than registered people, or other numbers that cannot be · fake: far more people than its place
 * in the network allows · alias: the numbers of another server, of which it is a second door.
 */
export type UnusedCount = 'missing' | 'hidden' | 'zero-not-counted' | 'baffle' | 'impossible' | 'fake' | 'alias';

/** One other server as seen from a focused host, today. */
export interface Tie {
  host: Host;
  /** Share of the host's tie weight, averaged over the directions in which it has any, 0-1. */
  weight: number;
  /** The same share with interval and grade: what people are shown. */
  estimate: Estimate;
  evidence: Evidence;
  /** Today's contact; dead: one of the two did not answer, whatever the rules say. */
  contact: 'open' | 'cut' | 'in-only' | 'out-only' | 'hidden' | 'dead';
  audience: number | null;
}

/** The ties of a host that a picture shows, heaviest first, and what the others come to. */
export interface StrongestTies {
  ties: Tie[];
  /** Of the ties that were left out: how many, and the sum of their weights. */
  rest: { servers: number; weight: number };
}

export interface HostCard {
  host: Host;
  software: string | null;
  version: string | null;
  users: number | null;
  mau: number | null;
  audience: number | null;
  /** 90 % interval of `audience`, in people. */
  audienceLow: number | null;
  audienceHigh: number | null;
  audienceSource: AudienceSource;
  /** Why its own count of active people is not used; null where it is. */
  audienceUnused: UnusedCount | null;
  language: string | null;
  liveness: 'alive' | 'dead' | 'unvisited';
  disclosure: Record<ListKind, Disclosure | null>;
  observedAt: Record<ListKind, EpochMs | null>;
  community: string | null;
  /** Published actions by it that somebody decided on; null when its list is not published, or how many is not told. */
  declares: number | null;
  /** Servers with a published action on it that somebody decided on; null where how many is not told. */
  declaredOn: number | null;
}
