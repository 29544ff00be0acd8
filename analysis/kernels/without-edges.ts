/**
 * A graph without some of its edges: each row less the same row of another graph, which is expanded over all nodes.
 * F. G. Gustavson. Two fast algorithms for sparse matrices: multiplication and permuted transposition.
 * ACM Trans. Math. Softw. 4(3), 1978, 250–269.
 */
import type { Csr } from '../../data/snapshot/types.ts';
import { alone, type Parallel } from './parallel.ts';

/**
 * @param parallel whose threads see the result
 * @returns the edges of `graph` that `edges` lacks; rows ascending. O(edges of `graph`, and of the same rows of `edges`)
 */
export function withoutEdges({ order, offsets, targets }: Csr, edges: Csr, parallel: Parallel = alone): Csr {
  const kept = new Uint32Array(targets.length + 1);
  const keptOffsets = parallel.uint32(order + 1);
  const taken = new Uint32Array(order);
  let size = 0;
  for (let node = 0; node < order; node++) {
    const from = offsets[node]!;
    const to = offsets[node + 1]!;
    const edgesEnd = edges.offsets[node + 1]!;
    if (from < to && edges.offsets[node]! < edgesEnd) {
      const mark = node + 1;
      for (let at = edges.offsets[node]!; at < edgesEnd; at++) taken[edges.targets[at]!] = mark;
      for (let at = from; at < to; at++) {
        const target = targets[at]!;
        kept[size] = target;
        size += taken[target] === mark ? 0 : 1;
      }
    } else {
      kept.set(targets.subarray(from, to), size);
      size += to - from;
    }
    keptOffsets[node + 1] = size;
  }
  const keptTargets = parallel.uint32(size);
  keptTargets.set(kept.subarray(0, size));
  return { order, offsets: keptOffsets, targets: keptTargets };
}
