/**
 * What the list that a server publishes cuts off from it today, of all servers that publish one. A pair counts where the
 * list alone cuts it: the other side answers, does not act on the server, and is in no allowlist mode that shuts it out.
 *
 * Most software leaves out of its peers whom it blocks, so that such a tie can be two-sided no more: it counts when the other
 * side lists the server, as long as the server's own list may have left it out.
 */
import type { Csr } from '../data/snapshot/types.ts';
import { actsOf, closedBits } from './cut-pairs.ts';
import type { Graph } from './graph.ts';
import { ownListLoss } from './kernels/own-list-loss.ts';
import type { Parallel } from './kernels/parallel.ts';
import { transpose } from './kernels/transpose.ts';
import { withoutEdges } from './kernels/without-edges.ts';
import { eachMeasure, type TieSums } from './tie-sums.ts';
import type { TwoSided } from './two-sided.ts';

/** @returns what is cut by each server's own list alone, and the servers that publish one and answer, ascending */
export function sumOwnCuts(
  graph: Graph,
  { ties }: TwoSided,
  weights: TieSums,
  parallel: Parallel,
): { cut: TieSums; declarers: number[] } {
  const { live, order, policies } = graph;
  const { unlists } = graph.ties;
  const peers = graph.ties.peers.all();
  const listedBy = graph.ties.listedBy.all();
  const acts = actsOf(graph);
  const alone = withoutClosed(graph, withoutEdges(acts, transpose(acts)));
  const unlisted = withoutEdges(withoutEdges(alone, withoutEdges(alone, unlists)), peers);
  const cut = eachMeasure((measure) => {
    const twoSided = ownListLoss(alone, ties, weights[measure], parallel);
    const leftOut = ownListLoss(unlisted, listedBy, weights[measure], parallel);
    return twoSided.map((sum, node) => sum + leftOut[node]!);
  });
  const declares = (node: number) => policies.blockRange(node)[1] > policies.blockRange(node)[0];
  const declarers = Array.from({ length: order }, (_, node) => node).filter(
    (node) => live[node] === 1 && declares(node),
  );
  return { cut, declarers };
}

/** Acts on servers that an allowlist mode of either side cuts off as well are left out. */
function withoutClosed(graph: Graph, { order, offsets, targets }: Csr): Csr {
  const kept: number[] = [];
  const keptOffsets = new Uint32Array(order + 1);
  for (let node = 0; node < order; node++) {
    for (let at = offsets[node]!; at < offsets[node + 1]!; at++) {
      if (closedBits(graph, node, targets[at]!) === 0) kept.push(targets[at]!);
    }
    keptOffsets[node + 1] = kept.length;
  }
  return { order, offsets: keptOffsets, targets: Uint32Array.from(kept) };
}
