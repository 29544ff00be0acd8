/**
 * For every node, the weight of all nodes it is tied to: a sparse matrix of ones times a vector, by rows.
 * Y. Saad. Iterative Methods for Sparse Linear Systems, 2nd ed., 2003, §3.5.
 */
import type { Csr } from '../../data/snapshot/types.ts';
import { alone, type Parallel, seenByAll, type Task } from './parallel.ts';
import { splitRows } from './row-ranges.ts';

const fewEdges = 1_000_000;

/**
 * @param weight one a node, such as monthly active people; no NaN
 * @returns Σ weight over each row, in the unit of the weight. O(order + edges)
 */
export function reachSums(ties: Csr, weight: Float64Array, parallel: Parallel = alone): Float64Array {
  const sums = parallel.float64(ties.order);
  const rows = splitRows(ties, ties.targets.length < fewEdges ? 1 : 2 * parallel.threads);
  const seen = seenByAll(weight, parallel.float64, parallel);
  parallel.run(
    sumRows,
    rows.slice(1).map((to, part) => ({ ties, weight: seen, sums, from: rows[part]!, to })),
  );
  return sums;
}

export const sumRows: Task<{ ties: Csr; weight: Float64Array; sums: Float64Array; from: number; to: number }> = {
  name: 'reach sums: sum rows',
  run({ ties: { offsets, targets }, weight, sums, from, to }) {
    let edge = offsets[from]!;
    for (let node = from; node < to; node++) {
      const end = offsets[node + 1]!;
      // Four sums that do not wait for each other.
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      for (; edge < end - 3; edge += 4) {
        a += weight[targets[edge]!]!;
        b += weight[targets[edge + 1]!]!;
        c += weight[targets[edge + 2]!]!;
        d += weight[targets[edge + 3]!]!;
      }
      for (; edge < end; edge++) a += weight[targets[edge]!]!;
      sums[node] = a + b + (c + d);
    }
  },
};
