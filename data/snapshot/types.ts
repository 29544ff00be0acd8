/** A snapshot: the type between the database and everything that is computed. */
import type { Disclosure, EpochMs, Host, InstanceFacts, ListKind, Liveness, Outcome, RuleText } from '../types.ts';

/**
 * A directed graph in compressed sparse rows: the targets of node `v` are `targets[offsets[v]..offsets[v+1])`,
 * ascending. Node numbers are positions in the snapshot's canonical host order.
 */
export interface Csr {
  /** Number of nodes. */
  order: number;
  /** Length order + 1. */
  offsets: Uint32Array;
  targets: Uint32Array;
}

/** @returns the reversed graph, rows ascending, arrays over shared memory */
export type TurnRound = (peers: Csr) => Csr;

/** The rows of a directed graph, wherever they are kept: in memory or in a file. */
export interface Rows {
  /** Number of nodes. */
  order: number;
  /** Number of edges. */
  size: number;
  /** @returns entries of the row of a node */
  degree(node: number): number;
  /** @returns ascending; not to be written to */
  row(node: number): Uint32Array;
  /** All of them in memory, for passes over the whole graph; not to be written to. From a file they are read each time. */
  all(): Csr;
}

export function rowsOf(csr: Csr): Rows {
  const { order, offsets, targets } = csr;
  return {
    order,
    size: targets.length,
    degree: (node) => offsets[node + 1]! - offsets[node]!,
    row: (node) => targets.subarray(offsets[node], offsets[node + 1]),
    all: () => csr,
  };
}

/**
 * Why the numbers of a server are kept out of sums. repeats-another: they are those of another server, of which it is a
 * second door (a proxy, a developer's copy) · invented-users: more people than it can have.
 */
export const doubts = ['repeats-another', 'invented-users'] as const;
export type Doubt = (typeof doubts)[number];

/**
 * How a masked name was, or was not, resolved. digest: by the digest its declarer publishes · shape: exactly one known
 * name, masked as the declarer's software masks, looks like it · ambiguous: several do · unknown: none does, or it cannot be told.
 */
export const maskResolutions = ['digest', 'shape', 'ambiguous', 'unknown'] as const;
export type MaskResolution = (typeof maskResolutions)[number];

export interface SnapshotHost extends InstanceFacts {
  host: Host;
  aliases: Host[];
  liveness: Liveness;
  /** When the visit that decides the liveness ended: the last one answered, or the last tried; null when never tried. */
  visitedAt: EpochMs | null;
  /** When the server stated these facts; null when we hold none. */
  factsAt: EpochMs | null;
  /** State of each list at the snapshot's time; null when nobody asked for it. */
  disclosure: Record<ListKind, Disclosure | null>;
  /** Outcome that decided that a list is not there whole; null where it is, where none was needed, or nobody asked. */
  reason: Record<ListKind, Outcome | null>;
  /** When the entries we hold for that list were last confirmed; null when we hold none. */
  observedAt: Record<ListKind, EpochMs | null>;
  /** Why its numbers are in no sum; null when nothing speaks against them. */
  doubt: Doubt | null;
}

export interface SnapshotBlock {
  /** Node number of the declarer. */
  source: number;
  target: RuleText;
  /** The plain name, when `target` is masked and stands for a known name; else null. Never shown in what is published. */
  resolved: Host | null;
  /** null when `target` is not masked. */
  mask: MaskResolution | null;
  action: string;
  /** SHA-256 of the plain name beside a masked one, as published. */
  digest: string | null;
  comment: string | null;
}

export interface SnapshotAllow {
  source: number;
  target: RuleText;
}

export interface SnapshotCount {
  source: number;
  target: number;
  followsOut: number;
  followsIn: number;
}

/** What was known at a time, frozen. Same database, same bytes. */
export interface Snapshot extends SnapshotFacts {
  peers: Csr;
}

/** All of a snapshot but its peer lists, which may be too large to hold. */
export interface SnapshotFacts {
  /** First 16 hex digits of the content hash. */
  id: string;
  /** SHA-256 of everything below `asOf`, lower-case hex. */
  contentHash: string;
  asOf: EpochMs;
  /** Sorted by host name (code unit order); the position is the node number. */
  hosts: SnapshotHost[];
  /** Sorted by source, target, action. */
  blocks: SnapshotBlock[];
  allows: SnapshotAllow[];
  counts: SnapshotCount[];
}
