/** The rows of a graph that is held in memory. */
import type { Csr, Rows } from '../data/snapshot/types.ts';

export function rowsOf({ order, offsets, targets }: Csr): Rows {
  return {
    order,
    size: targets.length,
    degree: (node) => offsets[node + 1]! - offsets[node]!,
    row: (node) => targets.subarray(offsets[node], offsets[node + 1]),
  };
}
