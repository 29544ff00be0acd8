/**
 * What one list would cut off from every node at once: only the rows of the listed nodes are walked, and each of their ties
 * is told what it would lose. A sparse matrix of ones times a sparse vector, by its columns.
 * J. R. Gilbert, C. Moler, R. Schreiber. Sparse matrices in MATLAB: design and implementation.
 * SIAM J. Matrix Anal. Appl. 13(1), 1992, 333–356, §3.
 */
import type { Csr } from '../../data/snapshot/types.ts';

/**
 * @param ties symmetric
 * @param listed nodes, each once
 * @param weight one a node; no NaN
 * @returns for every node, the weight of the listed nodes it is tied to. O(order + ties of the listed)
 */
export function listLoss(
  { order, offsets, targets }: Csr,
  listed: ArrayLike<number>,
  weight: Float64Array,
): Float64Array {
  const loss = new Float64Array(order);
  for (let at = 0; at < listed.length; at++) {
    const node = listed[at]!;
    const lost = weight[node]!;
    if (lost === 0) continue;
    const end = offsets[node + 1]!;
    for (let edge = offsets[node]!; edge < end; edge++) loss[targets[edge]!]! += lost;
  }
  return loss;
}
