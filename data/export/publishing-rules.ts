/**
 * What may leave the machine. A public answer of a server is no consent to be listed, so what is published of small and
 * unwilling servers is sums, and nothing rests on so few that it points at somebody.
 */
import type { SnapshotHost } from '../snapshot/types.ts';
import { listKinds } from '../types.ts';

/** Fewest blockers, servers or people that a published number rests on. */
export const fewest = 5;
/** Fewest registered people of a server that is shown by its name. */
export const fewestUsers = 10;

export type LeftOutReason = 'opted-out' | 'doubtful' | 'size-unknown' | 'small';

export interface PublishingRule {
  reason: LeftOutReason;
  applies: (host: SnapshotHost) => boolean;
  /** Whether the server is counted in the sums of those left out, and whether its numbers are. */
  inSums: 'no' | 'as-host' | 'with-numbers';
  /** For a reader of the dataset. */
  why: string;
  source: string;
}

/** The first that applies holds; a server to which none applies is shown. */
export const publishingRules: readonly PublishingRule[] = [
  {
    reason: 'opted-out',
    applies: ({ reason }) => listKinds.some((kind) => reason[kind] === 'opted-out'),
    inSums: 'no',
    why: 'asked not to be in statistics',
    source: 'Hubzilla `hide_in_statistics`, GNU social `site.private`, Funkwhale: none of them means "but in sums"',
  },
  {
    reason: 'doubtful',
    applies: ({ doubt }) => doubt !== null,
    inSums: 'as-host',
    why: 'states numbers that cannot be its own',
    source: 'data/snapshot/types.ts, `doubts`: kept out of every sum',
  },
  {
    reason: 'size-unknown',
    applies: ({ users }) => users === null,
    inSums: 'with-numbers',
    why: 'does not say how many people it has, so it may be one person’s',
    source: 'missing is never zero, and never large',
  },
  {
    reason: 'small',
    applies: ({ users }) => users !== null && users < fewestUsers,
    inSums: 'with-numbers',
    why: `has fewer than ${fewestUsers} people, who a fact about the server would be a fact about`,
    source: 'fediverse.space leaves out servers of up to 10 people, for the same reason',
  },
];

/** @returns why a server is not shown by its name; null when it is */
export function ruleAgainst(host: SnapshotHost): PublishingRule | null {
  return publishingRules.find(({ applies }) => applies(host)) ?? null;
}

/** 0 says that there is none, which points at nobody. */
export function isEnough(count: number): boolean {
  return count === 0 || count >= fewest;
}

/** @returns null where the number rests on too few */
export function ifEnough(count: number | null): number | null {
  return count !== null && isEnough(count) ? count : null;
}
