/**
 * The ties that need no estimate, over the whole snapshot: both servers' lists name the other (evidence E2). Whoever asks
 * about all servers at once counts these alone, each with the people on the other side: reach Σ A_j m_ij with m 0 or 1.
 */
import type { Csr } from '../data/snapshot/types.ts';
import { closedBits, cutPairsOf } from './cut-pairs.ts';
import type { Graph } from './graph.ts';
import { mutualPairs } from './kernels/mutual-merge.ts';
import type { Parallel } from './kernels/parallel.ts';
import { transpose } from './kernels/transpose.ts';
import { withoutEdges } from './kernels/without-edges.ts';

/** Both are symmetric, with rows ascending. Servers that do not answer stand in them, and weigh nothing. */
export interface TwoSided {
  ties: Csr;
  /** Those that no rule and no allowlist mode of either side cuts, in whatever direction. */
  open: Csr;
}

/** O(listed peers) */
export function twoSidedTies(graph: Graph, parallel: Parallel): TwoSided {
  const ties = mutualPairs(graph.ties.peers.all(), graph.ties.listedBy.all(), parallel);
  const open = withoutEdges(ties, cutPairsOf(graph), parallel);
  const closed = closedTies(graph, open);
  if (closed.targets.length === 0) return { ties, open };
  return { ties, open: withoutEdges(withoutEdges(open, closed), transpose(closed), parallel) };
}

/** What an allowlist mode of either side cuts, in the rows of the servers in such a mode. */
function closedTies(graph: Graph, { order, offsets, targets }: Csr): Csr {
  const isClosed = new Uint8Array(order);
  for (const node of graph.policies.allowlistNodes) isClosed[node] = 1;
  const cut: number[] = [];
  const cutOffsets = new Uint32Array(order + 1);
  for (let node = 0; node < order; node++) {
    if (isClosed[node] === 1) {
      for (const other of targets.subarray(offsets[node], offsets[node + 1])) {
        if (closedBits(graph, node, other) !== 0) cut.push(other);
      }
    }
    cutOffsets[node + 1] = cut.length;
  }
  return { order, offsets: cutOffsets, targets: Uint32Array.from(cut) };
}
