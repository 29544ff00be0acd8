/** Snapshots one after another, and what became of each server between two: what the server tells and the page marks. */
import type { SnapshotRef } from '../../analysis/types.ts';
import type { Host } from '../../data/types.ts';

export interface SnapshotEntry extends SnapshotRef {
  hosts: number;
  /** Servers that answered. */
  visited: number;
}

/**
 * new: not known before · gone: answered before and no longer · changed: its declared actions or its allowlist are others ·
 * not-observed: what it declared was not read since, so whether anything changed is not known. All others are unchanged;
 * peer lists move all the time and make no change.
 */
export const hostChanges = ['new', 'gone', 'changed', 'not-observed'] as const;
export type HostChange = (typeof hostChanges)[number];

export interface SnapshotChanges {
  from: SnapshotRef;
  to: SnapshotRef;
  /** By host; those that are unchanged are not listed. */
  hosts: { host: Host; change: HostChange }[];
  /** One sentence a kind of change, with its count. */
  sentences: string[];
}
