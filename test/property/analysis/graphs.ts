/** Small random graphs for the kernels, and the slow, obvious ways between pairs and rows. */
import fc from 'fast-check';
import type { Csr } from '../../../data/snapshot/types.ts';

export type Pair = [source: number, target: number];

export function toCsr(order: number, pairs: readonly Pair[]): Csr {
  const rows = Array.from({ length: order }, (_, node) => [
    ...new Set(pairs.filter(([source]) => source === node).map(([, target]) => target)),
  ]);
  for (const row of rows) row.sort((a, b) => a - b);
  const offsets = new Uint32Array(order + 1);
  rows.forEach((row, node) => {
    offsets[node + 1] = offsets[node]! + row.length;
  });
  return { order, offsets, targets: Uint32Array.from(rows.flat()) };
}

export function toPairs({ order, offsets, targets }: Csr): Pair[] {
  return Array.from({ length: order }, (_, node) =>
    [...targets.subarray(offsets[node], offsets[node + 1])].map((target): Pair => [node, target]),
  ).flat();
}

/** @returns the pairs with each turned round as well, without loops */
export function bothWays(pairs: readonly Pair[]): Pair[] {
  return pairs
    .filter(([source, target]) => source !== target)
    .flatMap(([source, target]): Pair[] => [
      [source, target],
      [target, source],
    ]);
}

export function pairsAmong(order: number, minLength = 0): fc.Arbitrary<Pair[]> {
  return fc.array(fc.tuple(fc.nat(order - 1), fc.nat(order - 1)), { minLength, maxLength: 200 });
}

export const graphs = fc
  .integer({ min: 1, max: 40 })
  .chain((order) => pairsAmong(order).map((pairs) => ({ order, pairs })));
