/**
 * What the own list of every node cuts off from it: the weight of what stands in both of two sparse rows. Where the list
 * is short beside the ties each entry is looked up, else the list is expanded over all nodes and the ties are walked.
 * E. D. Demaine, A. López-Ortiz, J. I. Munro. Adaptive set intersections, unions, and differences. SODA 2000, 743–752.
 */
import type { Csr } from '../../data/snapshot/types.ts';
import { placeAmong } from './ascending.ts';
import { alone, type Parallel, seenByAll, type Task } from './parallel.ts';
import { splitRows } from './row-ranges.ts';

/** A step of a search takes about as long as so many steps of a walk. */
const searchStep = 4;

const fewEdges = 1_000_000;

/**
 * @param lists for each node, the nodes on its list; rows ascending
 * @param ties rows ascending
 * @param weight one a node; no NaN
 * @returns for every node, the weight of the nodes that it lists and is tied to. O(entries × log ties) at most
 */
export function ownListLoss(lists: Csr, ties: Csr, weight: Float64Array, parallel: Parallel = alone): Float64Array {
  const loss = parallel.float64(ties.order);
  const rows = splitRows(ties, ties.targets.length < fewEdges ? 1 : 2 * parallel.threads);
  const seen = {
    lists: {
      order: lists.order,
      offsets: seenByAll(lists.offsets, parallel.uint32, parallel),
      targets: seenByAll(lists.targets, parallel.uint32, parallel),
    },
    weight: seenByAll(weight, parallel.float64, parallel),
  };
  parallel.run(
    sumOwnLists,
    rows.slice(1).map((to, part) => ({ ...seen, ties, loss, from: rows[part]!, to })),
  );
  return loss;
}

export const sumOwnLists: Task<{
  lists: Csr;
  ties: Csr;
  weight: Float64Array;
  loss: Float64Array;
  from: number;
  to: number;
}> = {
  name: 'own list loss: sum own lists',
  run({ lists: { order, offsets, targets }, ties, weight, loss, from: first, to: end }) {
    const listedBy = new Uint32Array(order);
    for (let node = first; node < end; node++) {
      const from = offsets[node]!;
      const to = offsets[node + 1]!;
      const tie = ties.offsets[node]!;
      const tieEnd = ties.offsets[node + 1]!;
      if (from === to || tie === tieEnd) continue;
      const steps = 32 - Math.clz32(tieEnd - tie);
      let sum = 0;
      if ((to - from) * steps * searchStep < tieEnd - tie) {
        let low = tie;
        for (let at = from; at < to && low < tieEnd; at++) {
          low = placeAmong(ties.targets, targets[at]!, low, tieEnd);
          if (low < tieEnd && ties.targets[low] === targets[at]) sum += weight[targets[at]!]!;
        }
      } else {
        const mark = node + 1;
        for (let at = from; at < to; at++) listedBy[targets[at]!] = mark;
        for (let at = tie; at < tieEnd; at++) {
          const target = ties.targets[at]!;
          if (listedBy[target] === mark) sum += weight[target]!;
        }
      }
      loss[node] = sum;
    }
  },
};
