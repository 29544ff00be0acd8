/**
 * The part of a snapshot that touches one server: its card, who lists it and whom it lists, counts, and the rules and
 * allowlists of either side that decide its contact. O(degree).
 */
import type { Csr, SnapshotAllow, SnapshotBlock, SnapshotCount, SnapshotHost } from '../../data/snapshot/types.ts';
import { allowsOnOf } from '../allows-on.ts';
import type { BlocksInForce } from '../blocks-in-force.ts';
import type { DeclaredCounts } from '../declarations-of.ts';
import type { Graph } from '../graph.ts';

export interface Slice {
  node: number;
  facts: SnapshotHost;
  /** Nodes, ascending: on its peer list, and on whose list it is. */
  peers: Uint32Array;
  listedBy: Uint32Array;
  /** Nodes its list leaves out because it acts on them, and those whose list leaves it out. */
  unlists: Uint32Array;
  unlistedBy: Uint32Array;
  counts: {
    /** Its own, where it publishes them in full. */
    own: readonly SnapshotCount[] | null;
    /** What others count of it, by source. */
    on: readonly SnapshotCount[];
  };
  /** Its own rules and those of others that decide about it, in the order of the snapshot; no comments, no digests. */
  blocks: readonly SnapshotBlock[];
  /** Its own allows and those that take it. */
  allows: readonly SnapshotAllow[];
  /** What is told of its blocks where they are not published one by one; null where they are. */
  sums: BlockSums | null;
}

export interface BlockSums extends DeclaredCounts {
  /** null where too few servers are behind it. */
  inForce: BlocksInForce | null;
}

/** @param sums where the graph holds no blocks, what is told of them instead */
export function sliceOf(graph: Graph, node: number, sums: BlockSums | null = null): Slice {
  const { snapshot, ties, counts } = graph;
  return {
    node,
    facts: snapshot.hosts[node]!,
    peers: ties.peers.row(node),
    listedBy: ties.listedBy.row(node),
    unlists: rowOf(ties.unlists, node),
    unlistedBy: rowOf(ties.unlistedBy, node),
    counts: {
      own: counts.rowsOf(node) ?? null,
      on: counts.sources.flatMap((source) => (source === node ? [] : (counts.rowOn(source, node) ?? []))),
    },
    blocks: blocksAround(graph, node),
    allows: allowsAround(graph, node),
    sums,
  };
}

function rowOf({ offsets, targets }: Csr, node: number): Uint32Array {
  return targets.subarray(offsets[node], offsets[node + 1]);
}

function blocksAround({ snapshot, policies }: Graph, node: number): SnapshotBlock[] {
  const [from, to] = policies.blockRange(node);
  const own = Array.from({ length: to - from }, (_, at) => from + at);
  const positions = [...own, ...policies.rulesOn(node).deciding].sort((a, b) => a - b);
  return positions.map((at) => ({ ...snapshot.blocks[at]!, digest: null, comment: null }));
}

function allowsAround(graph: Graph, node: number): SnapshotAllow[] {
  const { allows } = graph.snapshot;
  const taking = (allowsOnOf(graph).get(node) ?? []).filter((at) => allows[at]!.source !== node);
  return [...allows.filter(({ source }) => source === node), ...taking.map((at) => allows[at]!)];
}
