/**
 * Turns every edge around, by counting sort.
 * F. G. Gustavson. Two fast algorithms for sparse matrices: multiplication and permuted transposition.
 * ACM Trans. Math. Softw. 4(3), 1978, 250–269.
 */
import type { Csr } from '../../data/snapshot/types.ts';

/** @returns the reversed graph; the rows are ascending whatever the order of the rows given */
export function transpose({ order, offsets, targets }: Csr): Csr {
  const reversed = new Uint32Array(order + 1);
  for (let edge = 0; edge < targets.length; edge++) reversed[targets[edge]! + 1]!++;
  for (let node = 0; node < order; node++) reversed[node + 1]! += reversed[node]!;
  const next = reversed.slice(0, order);
  const sources = new Uint32Array(targets.length);
  for (let node = 0; node < order; node++) {
    for (let edge = offsets[node]!; edge < offsets[node + 1]!; edge++) sources[next[targets[edge]!]!++] = node;
  }
  return { order, offsets: reversed, targets: sources };
}
