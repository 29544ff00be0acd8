/** What no answer can do without, as a bare loop: the weight of every tie of some nodes, read once. */
import type { Csr } from '../../../data/snapshot/types.ts';

export function sumRows({ offsets, targets }: Csr, nodes: ArrayLike<number>, weight: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < nodes.length; at++) {
    for (let edge = offsets[nodes[at]!]!; edge < offsets[nodes[at]! + 1]!; edge++) sum += weight[targets[edge]!]!;
  }
  return sum;
}

export function everybody(order: number): Uint32Array {
  return Uint32Array.from({ length: order }, (_, node) => node);
}
