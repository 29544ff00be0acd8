/** A graph under other node numbers, in the same order: its rows and their targets, less those without a number. */
import type { Csr } from '../../data/snapshot/types.ts';
import { alone, type Parallel } from './parallel.ts';

/** In the place of a number: the node has none, and falls away. */
export const noNumber = 0xffff_ffff;

/**
 * @param numbers the new number of each node, ascending but for `noNumber`
 * @param order how many nodes there are then
 * @returns rows ascending; nodes that nobody became have none. O(order + edges)
 */
export function renumberRows(graph: Csr, numbers: Uint32Array, order: number, parallel: Parallel = alone): Csr {
  const offsets = parallel.uint32(order + 1);
  const targets = parallel.uint32(graph.targets.length);
  let size = 0;
  let row = 0;
  for (let node = 0; node < graph.order; node++) {
    const number = numbers[node]!;
    if (number === noNumber) continue;
    while (row < number) offsets[++row] = size;
    for (let edge = graph.offsets[node]!; edge < graph.offsets[node + 1]!; edge++) {
      const target = numbers[graph.targets[edge]!]!;
      if (target !== noNumber) targets[size++] = target;
    }
  }
  while (row < order) offsets[++row] = size;
  return { order, offsets, targets: targets.subarray(0, size) };
}
