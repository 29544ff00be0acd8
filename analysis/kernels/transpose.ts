/**
 * Turns every edge around, by counting sort.
 * F. G. Gustavson. Two fast algorithms for sparse matrices: multiplication and permuted transposition.
 * ACM Trans. Math. Softw. 4(3), 1978, 250–269.
 *
 * The columns are done a block at a time, so that the places that are written to stay in the cache:
 * A. Buluç, J. R. Gilbert. Challenges and advances in parallel sparse matrix-matrix multiplication. ICPP 2008, 503–510.
 */
import type { Csr } from '../../data/snapshot/types.ts';
import { placeAmong } from './ascending.ts';
import { alone, type Parallel, type Task } from './parallel.ts';
import { splitRows } from './row-ranges.ts';

/** Columns whose last written lines fit the second-level cache. */
const blockColumns = 4096;
/** Fewer edges are turned faster than another thread is woken. */
const fewEdges = 500_000;

/** @returns the reversed graph, rows ascending; its targets are seen by all threads of `parallel` */
export function transpose({ order, offsets, targets }: Csr, parallel: Parallel = alone): Csr {
  const parts = targets.length < fewEdges ? 1 : parallel.threads;
  const reversed = countByTarget({ order, offsets, targets }, parts, parallel);
  const sources = parallel.uint32(targets.length);
  const columns = splitRows({ order, offsets: reversed }, parts);
  parallel.run(
    turnColumns,
    Array.from({ length: parts }, (_, part) => ({
      order,
      offsets,
      targets,
      reversed,
      sources,
      from: columns[part]!,
      to: columns[part + 1]!,
    })),
  );
  return { order, offsets: reversed, targets: sources };
}

/** @returns offsets of the reversed rows */
function countByTarget({ order, offsets, targets }: Csr, parts: number, parallel: Parallel): Uint32Array {
  const rows = splitRows({ order, offsets }, parts);
  const counted = rows.slice(1).map((end, part) => ({
    targets,
    from: offsets[rows[part]!]!,
    to: offsets[end]!,
    counts: parallel.uint32(order),
  }));
  parallel.run(countTargets, counted);
  const reversed = parallel.uint32(order + 1);
  for (let node = 0; node < order; node++) {
    let degree = 0;
    for (const { counts } of counted) degree += counts[node]!;
    reversed[node + 1] = reversed[node]! + degree;
  }
  return reversed;
}

export const countTargets: Task<{ targets: Uint32Array; from: number; to: number; counts: Uint32Array }> = {
  name: 'transpose: count by target',
  run({ targets, from, to, counts }) {
    for (let edge = from; edge < to; edge++) counts[targets[edge]!]!++;
  },
};

export const turnColumns: Task<Csr & { reversed: Uint32Array; sources: Uint32Array; from: number; to: number }> = {
  name: 'transpose: turn columns',
  run({ order, offsets, targets, reversed, sources, from, to }) {
    const edges = firstEdges({ order, offsets, targets }, from);
    const next = reversed.slice(0, order);
    for (let begin = from; begin < to; begin += blockColumns) {
      const end = Math.min(begin + blockColumns, to);
      for (let node = 0; node < order; node++) {
        const rowEnd = offsets[node + 1]!;
        let edge = edges[node]!;
        for (; edge < rowEnd; edge++) {
          const target = targets[edge]!;
          if (target >= end) break;
          sources[next[target]!++] = node;
        }
        edges[node] = edge;
      }
    }
  },
};

/** @returns for each row its first edge to `column` or a later one */
function firstEdges({ order, offsets, targets }: Csr, column: number): Uint32Array {
  const edges = offsets.slice(0, order);
  if (column === 0) return edges;
  for (let node = 0; node < order; node++) {
    edges[node] = placeAmong(targets, column, offsets[node]!, offsets[node + 1]!);
  }
  return edges;
}
