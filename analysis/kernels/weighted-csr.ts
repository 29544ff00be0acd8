import type { Csr } from '../../data/snapshot/types.ts';

/** An undirected graph: every edge stands in the rows of both its ends, with one weight; none joins a node to itself. */
export interface WeightedCsr extends Csr {
  /** Parallel to `targets`, above 0; absent where every edge weighs 1. */
  weights?: Float64Array;
}

/** An undirected graph as parallel arrays, every pair once, source < target, ascending: each put into both rows. */
export function toRows({ order, source, target, weight }: Pairs): WeightedCsr {
  const offsets = new Uint32Array(order + 1);
  for (let pair = 0; pair < source.length; pair++) {
    offsets[source[pair]! + 1]!++;
    offsets[target[pair]! + 1]!++;
  }
  for (let node = 0; node < order; node++) offsets[node + 1]! += offsets[node]!;
  const next = offsets.slice(0, order);
  const targets = new Uint32Array(2 * source.length);
  const weights = new Float64Array(targets.length);
  const put = (from: number, to: number, pair: number) => {
    const at = next[from]!++;
    targets[at] = to;
    weights[at] = weight[pair]!;
  };
  // All lower partners of a node come before its higher ones: rows are ascending.
  for (let pair = 0; pair < source.length; pair++) put(target[pair]!, source[pair]!, pair);
  for (let pair = 0; pair < source.length; pair++) put(source[pair]!, target[pair]!, pair);
  return { order, offsets, targets, weights };
}

interface Pairs {
  order: number;
  source: Uint32Array;
  target: Uint32Array;
  weight: Float64Array;
}
