/** Which pairs of servers list each other. */
import type { Csr } from '../data/snapshot/types.ts';
import { alone, type Parallel } from './kernels/parallel.ts';
import { perGraph } from './per-graph.ts';
import type { TieModel } from './ties.ts';

export const twoSidedOf = perGraph(({ ties }) => twoSidedPairs(ties));

/** @returns each pair in both rows; rows ascending */
export function twoSidedPairs(
  { peers, listedBy }: Pick<TieModel, 'peers' | 'listedBy'>,
  parallel: Parallel = alone,
): Csr {
  const { order } = peers;
  const offsets = parallel.uint32(order + 1);
  const met = new Uint8Array(order);
  const each = (visit: (node: number, other: number) => void) => {
    for (let node = 0; node < order; node++) {
      for (let edge = listedBy.offsets[node]!; edge < listedBy.offsets[node + 1]!; edge++)
        met[listedBy.targets[edge]!] = 1;
      met[node] = 0;
      for (let edge = peers.offsets[node]!; edge < peers.offsets[node + 1]!; edge++) {
        if (met[peers.targets[edge]!] === 1) visit(node, peers.targets[edge]!);
      }
      for (let edge = listedBy.offsets[node]!; edge < listedBy.offsets[node + 1]!; edge++)
        met[listedBy.targets[edge]!] = 0;
    }
  };
  each((node) => {
    offsets[node + 1]!++;
  });
  for (let node = 0; node < order; node++) offsets[node + 1]! += offsets[node]!;
  const targets = parallel.uint32(offsets[order]!);
  let size = 0;
  each((_, other) => {
    targets[size++] = other;
  });
  return { order, offsets, targets };
}
