/**
 * Which edges came and which went between two graphs over the same nodes: a merge of ascending rows, which are mostly
 * the same, so that the walk through what both have decides its speed.
 * D. E. Knuth. The Art of Computer Programming, vol. 3, 2nd ed., 1998, §5.2.4 (merging).
 */
import type { Csr } from '../../data/snapshot/types.ts';
import { alone, type Parallel, type Task } from './parallel.ts';
import { splitRows } from './row-ranges.ts';

export interface EdgeChanges {
  /** Edges of the later graph alone; how many a row has is the difference of its offsets. */
  added: Csr;
  /** Edges of the earlier graph alone. */
  removed: Csr;
}

const fewEdges = 500_000;

/** @returns rows ascending. O(edges of both) */
export function diffEdges(before: Csr, after: Csr, parallel: Parallel = alone): EdgeChanges {
  const { order } = after;
  if (before.order !== order) throw new RangeError(`Two graphs over different nodes: ${before.order} and ${order}.`);
  const parts = after.targets.length < fewEdges ? 1 : parallel.threads;
  const rows = splitRows(after.targets.length < before.targets.length ? before : after, parts);
  const added = parallel.uint32(order);
  const removed = parallel.uint32(order);
  const compared = rows.slice(1).map((to, part) => {
    const from = rows[part]!;
    // As much as there can be; what is not written to takes no memory.
    const addedTargets = parallel.uint32(after.offsets[to]! - after.offsets[from]!);
    const removedTargets = parallel.uint32(before.offsets[to]! - before.offsets[from]!);
    return { before, after, from, to, added, removed, addedTargets, removedTargets };
  });
  parallel.run(compareRows, compared);
  return {
    added: join(
      added,
      compared.map(({ addedTargets: targets, ...part }) => ({ ...part, targets })),
      parallel,
    ),
    removed: join(
      removed,
      compared.map(({ removedTargets: targets, ...part }) => ({ ...part, targets })),
      parallel,
    ),
  };
}

function join(
  degrees: Uint32Array,
  parts: readonly { from: number; to: number; targets: Uint32Array }[],
  parallel: Parallel,
): Csr {
  const order = degrees.length;
  const offsets = parallel.uint32(order + 1);
  for (let node = 0; node < order; node++) offsets[node + 1] = offsets[node]! + degrees[node]!;
  const joined = parallel.uint32(offsets[order]!);
  for (const { from, to, targets } of parts) {
    joined.set(targets.subarray(0, offsets[to]! - offsets[from]!), offsets[from]!);
  }
  return { order, offsets, targets: joined };
}

export const compareRows: Task<{
  before: Csr;
  after: Csr;
  from: number;
  to: number;
  added: Uint32Array;
  removed: Uint32Array;
  addedTargets: Uint32Array;
  removedTargets: Uint32Array;
}> = {
  name: 'csr diff: compare rows',
  run({ before, after, from, to, added, removed, addedTargets, removedTargets }) {
    const { offsets: oldOffsets, targets: old } = before;
    const { offsets: newOffsets, targets: current } = after;
    let addedSize = 0;
    let removedSize = 0;
    for (let node = from; node < to; node++) {
      const oldEnd = oldOffsets[node + 1]!;
      const newEnd = newOffsets[node + 1]!;
      const addedBefore = addedSize;
      const removedBefore = removedSize;
      let oldAt = oldOffsets[node]!;
      let newAt = newOffsets[node]!;
      while (oldAt < oldEnd && newAt < newEnd) {
        const was = old[oldAt]!;
        const is = current[newAt]!;
        if (was === is) {
          oldAt++;
          newAt++;
        } else if (was < is) {
          removedTargets[removedSize++] = was;
          oldAt++;
        } else {
          addedTargets[addedSize++] = is;
          newAt++;
        }
      }
      while (oldAt < oldEnd) removedTargets[removedSize++] = old[oldAt++]!;
      while (newAt < newEnd) addedTargets[addedSize++] = current[newAt++]!;
      added[node] = addedSize - addedBefore;
      removed[node] = removedSize - removedBefore;
    }
  },
};
