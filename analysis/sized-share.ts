/** A share that comes to nothing only because sizes are missing is not known. */
import type { Graph } from './graph.ts';
import { type Shares, unknownShare } from './shares.ts';
import type { Estimate } from './types.ts';
import { isUnsized, type Weights } from './weights.ts';

/** @returns the share these nodes hold; not known where it is 0 and one of them may be tied and has no known size */
export function sizedShare(graph: Graph, weights: Weights, shares: Shares, nodes: readonly number[]): Estimate {
  const estimate = shares.of(nodes);
  const blind = estimate.share === 0 && nodes.some((node) => isUnsized(graph, weights, node));
  return blind ? unknownShare : estimate;
}
