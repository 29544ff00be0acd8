/**
 * Which pairs of nodes have an edge both ways: each row of the graph met with the same row of the graph turned round.
 * One of the two rows is expanded over all nodes, so that the other is walked once.
 * F. G. Gustavson. Two fast algorithms for sparse matrices: multiplication and permuted transposition.
 * ACM Trans. Math. Softw. 4(3), 1978, 250–269.
 */
import type { Csr } from '../../data/snapshot/types.ts';
import { alone, type Parallel, type Task } from './parallel.ts';
import { splitRows } from './row-ranges.ts';

const fewEdges = 500_000;

/**
 * @param incoming `graph` turned round (transpose)
 * @returns the symmetric graph of the pairs, each in both rows, without a node's edge to itself; rows ascending
 */
export function mutualPairs(graph: Csr, incoming: Csr, parallel: Parallel = alone): Csr {
  const { order } = graph;
  const parts = graph.targets.length < fewEdges ? 1 : parallel.threads;
  const rows = splitRows(graph, parts);
  const degrees = parallel.uint32(order);
  const met = rows.slice(1).map((to, part) => {
    const from = rows[part]!;
    return { graph, incoming, from, to, degrees, found: parallel.uint32(mostPairs(graph, incoming, from, to) + 1) };
  });
  parallel.run(meetRows, met);

  const offsets = parallel.uint32(order + 1);
  for (let node = 0; node < order; node++) offsets[node + 1] = offsets[node]! + degrees[node]!;
  // What one thread found is all of it, and is not held twice.
  if (met.length === 1) return { order, offsets, targets: met[0]!.found.subarray(0, offsets[order]) };
  const targets = parallel.uint32(offsets[order]!);
  for (const { from, to, found } of met) {
    targets.set(found.subarray(0, offsets[to]! - offsets[from]!), offsets[from]!);
  }
  return { order, offsets, targets };
}

/** No more than this is found in the rows; what is not, takes no memory. */
function mostPairs({ offsets }: Csr, incoming: Csr, from: number, to: number): number {
  let most = 0;
  for (let node = from; node < to; node++) {
    most += Math.min(offsets[node + 1]! - offsets[node]!, incoming.offsets[node + 1]! - incoming.offsets[node]!);
  }
  return most;
}

export const meetRows: Task<{
  graph: Csr;
  incoming: Csr;
  from: number;
  to: number;
  degrees: Uint32Array;
  found: Uint32Array;
}> = {
  name: 'mutual merge: meet rows',
  run({ graph, incoming, from, to, degrees, found }) {
    const { order, offsets, targets } = graph;
    const { offsets: incomingOffsets, targets: sources } = incoming;
    const listedBy = new Uint32Array(order);
    let size = 0;
    for (let node = from; node < to; node++) {
      const edge = offsets[node]!;
      const end = offsets[node + 1]!;
      const incomingEnd = incomingOffsets[node + 1]!;
      if (edge === end || incomingOffsets[node] === incomingEnd) continue;
      const before = size;
      const mark = node + 1;
      for (let at = incomingOffsets[node]!; at < incomingEnd; at++) listedBy[sources[at]!] = mark;
      listedBy[node] = 0;
      // Always written, and only kept where it is a pair: no branch that cannot be foretold.
      for (let at = edge; at < end; at++) {
        const target = targets[at]!;
        found[size] = target;
        size += listedBy[target] === mark ? 1 : 0;
      }
      degrees[node] = size - before;
    }
  },
};
