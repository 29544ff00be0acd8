/**
 * How many peers every node has in common with one node, and how many of them are on a list: a row of the square of a sparse
 * matrix. The rows of the peers are added up; where these are most of the matrix, all rows are walked instead.
 * F. G. Gustavson. Two fast algorithms for sparse matrices: multiplication and permuted transposition.
 * ACM Trans. Math. Softw. 4(3), 1978, 250–269.
 */
import type { Csr } from '../../data/snapshot/types.ts';
import { listLoss } from './list-loss.ts';
import { alone, type Parallel } from './parallel.ts';
import { reachSums } from './reach-sums.ts';

export interface CommonPeers {
  /** #(N(C) ∩ N(X) ∖ B) for every node C. */
  kept: Uint32Array;
  /** #(N(C) ∩ N(X) ∩ B). */
  listed: Uint32Array;
}

/** Both counts stand in one number: those on the list above this, exact as long as the order is below it. */
const perListed = 2 ** 26;
/** To add to any node takes about as long as to read so many in turn. */
const addStep = 2;

/**
 * @param ties symmetric
 * @param node X
 * @param list B: 1 for the nodes on the list, 2 for nodes that are in no count, 0 for all others
 * @returns counts of peers; for X itself, of all its peers. O(order + ties of the peers)
 */
export function commonPeers(ties: Csr, node: number, list: Uint8Array, parallel: Parallel = alone): CommonPeers {
  const { order, offsets, targets } = ties;
  const peers = targets.subarray(offsets[node], offsets[node + 1]);
  const counted = new Float64Array(order);
  let edges = 0;
  for (const peer of peers) {
    counted[peer] = list[peer] === 0 ? 1 : list[peer] === 1 ? perListed : 0;
    edges += offsets[peer + 1]! - offsets[peer]!;
  }
  const both = edges * addStep < targets.length ? listLoss(ties, peers, counted) : reachSums(ties, counted, parallel);
  const kept = new Uint32Array(order);
  const listed = new Uint32Array(order);
  for (let other = 0; other < order; other++) {
    const above = Math.floor(both[other]! / perListed);
    listed[other] = above;
    kept[other] = both[other]! - above * perListed;
  }
  return { kept, listed };
}
