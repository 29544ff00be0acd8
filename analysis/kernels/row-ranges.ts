/** Where to cut the rows of a graph, so that every part has about the same number of edges. */
import type { Csr } from '../../data/snapshot/types.ts';

/** @returns `parts` + 1 node numbers, ascending from 0 to the order: part p has the rows from the p-th to before the next */
export function splitRows({ order, offsets }: Pick<Csr, 'order' | 'offsets'>, parts: number): number[] {
  const starts = [0];
  // A row costs something even when it is empty.
  const total = offsets[order]! + order;
  for (let part = 1; part < parts; part++) {
    let low = starts[part - 1]!;
    let high = order;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (offsets[middle]! + middle < (total * part) / parts) low = middle + 1;
      else high = middle;
    }
    starts.push(low);
  }
  return [...starts, order];
}
