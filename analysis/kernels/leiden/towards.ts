/** Sums of weights by label, for one node at a time; whole numbers where edges have no weights, which is half as long again as fast. */
import type { WeightedCsr } from '../weighted-csr.ts';

/** Per label; 0 everywhere before and after use. */
export type Towards = Int32Array | Float64Array;

export function makeTowards({ order, weights }: WeightedCsr): Towards {
  return weights === undefined ? new Int32Array(order) : new Float64Array(order);
}

/**
 * Sums the weights from one node to each label among its neighbours.
 * @param touched is given the labels met, in the order of the row
 * @returns how many labels were met
 */
export function addTowards(
  graph: WeightedCsr,
  node: number,
  labels: Uint32Array,
  towards: Towards,
  touched: Uint32Array,
): number {
  const { weights } = graph;
  return weights === undefined
    ? countEdges(graph, node, labels, towards as Int32Array, touched)
    : addWeights(graph, weights, node, labels, towards as Float64Array, touched);
}

function countEdges(
  { offsets, targets }: WeightedCsr,
  node: number,
  labels: Uint32Array,
  towards: Int32Array,
  touched: Uint32Array,
): number {
  const end = offsets[node + 1]!;
  let count = 0;
  for (let edge = offsets[node]!; edge < end; edge++) {
    const label = labels[targets[edge]!]!;
    const before = towards[label]!;
    if (before === 0) touched[count++] = label;
    towards[label] = before + 1;
  }
  return count;
}

function addWeights(
  { offsets, targets }: WeightedCsr,
  weights: Float64Array,
  node: number,
  labels: Uint32Array,
  towards: Float64Array,
  touched: Uint32Array,
): number {
  const end = offsets[node + 1]!;
  let count = 0;
  for (let edge = offsets[node]!; edge < end; edge++) {
    const label = labels[targets[edge]!]!;
    const before = towards[label]!;
    if (before === 0) touched[count++] = label;
    towards[label] = before + weights[edge]!;
  }
  return count;
}
