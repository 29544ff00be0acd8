/**
 * Groups of servers where the listed peers are millions: Leiden on the ties that both sides list, at the resolution at
 * which groups stay what they are. A server without such a tie, since it publishes no list, goes with the one it
 * resembles most among its partners on the backbone; where none of these is in a group, it is in none.
 */
import { backboneOf, looseWeight } from './backbone.ts';
import type { Graph } from './graph.ts';
import type { WeightedPairs } from './graphology.ts';
import { groupsOf } from './kernels/groups.ts';
import type { Parallel } from './kernels/parallel.ts';
import { mutualTiesOf } from './mutual-ties.ts';
import { type Sweep, sweepResolutions } from './resolution-sweep.ts';

/**
 * @param minSize groups with fewer servers are none
 * @returns per node a label, or -1 for servers in no group
 */
export function groupAtScale(
  graph: Graph,
  minSize: number,
  parallel: Parallel,
): { labels: Int32Array; sweep: Sweep | null } {
  const ties = mutualTiesOf(graph);
  if (ties.targets.length === 0) return { labels: new Int32Array(graph.order).fill(-1), sweep: null };
  const { partition, ...sweep } = sweepResolutions(ties, parallel);
  const labels = Int32Array.from(partition.labels);
  const { offsets, targets } = groupsOf(partition.labels, partition.count);
  for (let group = 0; group < partition.count; group++) {
    if (offsets[group + 1]! - offsets[group]! >= minSize) continue;
    for (const node of targets.subarray(offsets[group], offsets[group + 1])) labels[node] = -1;
  }
  const isUntold = (node: number) => ties.offsets[node + 1] === ties.offsets[node];
  joinNearest(labels, isUntold, backboneOf(graph));
  return { labels, sweep };
}

/** Of partners that are as near the first in host order. A tie that only holds a server on the map is no resemblance. */
export function joinNearest(labels: Int32Array, isUntold: (node: number) => boolean, backbone: WeightedPairs): void {
  const told = labels.slice();
  const nearest = new Float64Array(labels.length).fill(looseWeight);
  const consider = (node: number, partner: number, weight: number) => {
    if (!isUntold(node) || told[partner]! < 0 || weight <= nearest[node]!) return;
    nearest[node] = weight;
    labels[node] = told[partner]!;
  };
  // Pairs stand in ascending order, so that of equal weights the lower partner comes first.
  backbone.weight.forEach((weight, pair) => {
    consider(backbone.source[pair]!, backbone.target[pair]!, weight);
    consider(backbone.target[pair]!, backbone.source[pair]!, weight);
  });
}
