/**
 * What is told of who else may block the same: part of the `Impact` where an earlier snapshot was compared. Published with
 * it: fields are added, never renamed.
 */
import type { Host } from '../../data/types.ts';
import type { SnapshotRef } from '../types.ts';

/** A figure of which only the upper end is known: what goes together need not be brought about. */
export interface FromZero {
  low: 0;
  high: number;
}

/**
 * no-earlier-snapshot: there is nothing to compare with · nothing-new: the scenario has the host cut no known server by name
 * that it does not cut today · no-list: no cut of the host is known, so that no list could resemble its own · nobody-similar:
 * none does · few-new-blocks: fewer than 30 came since · not-converged: the fit found no end.
 */
export type NoCoBlocking =
  | 'no-earlier-snapshot'
  | 'nothing-new'
  | 'no-list'
  | 'nobody-similar'
  | 'few-new-blocks'
  | 'not-converged';

/** How many blocks more go with those of the scenario, by how lists grew since an earlier snapshot; nothing it brings about. */
export interface CoBlocking {
  /** The earlier snapshot; null without one. */
  since: SnapshotRef | null;
  /** Days between the two, to a tenth: blocks within as many are spoken of. */
  days: number | null;
  /** Blocks that came in that time on lists read at both ends. */
  newBlocks: number | null;
  /** Servers with such a list that the list of the host resembles. */
  similar: number | null;
  /** Further blocks by them, over all targets; null when it is not known, for `reason`. */
  more: FromZero | null;
  /** Servers the scenario newly cuts by name, those with the most further blocks first, at most 20. */
  targets: CoBlockTarget[];
  /** Servers the scenario newly cuts by name. */
  targetCount: number;
  reason: NoCoBlocking | null;
}

export interface CoBlockTarget {
  target: Host;
  more: FromZero;
  /** Share of the target's follower reach of today that goes with them; null where no reach is known. */
  reachAtRisk: FromZero | null;
}
