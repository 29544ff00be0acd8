/** Sets of tied nodes over a sample of columns, as rows of bits. */
import { alone, type Parallel } from './parallel.ts';
import { type BitMatrix, wordsFor } from './shared-bits/shared-bits.ts';

/** Rows made on demand: who is tied to a node, ascending. A row is read before the next one is asked for. */
export interface RowSource {
  order: number;
  row(node: number): Uint32Array;
}

export interface PeerSets extends BitMatrix {
  /** Number of columns. */
  total: number;
  /** Per node how many columns are in its set. */
  counts: Uint32Array;
}

/**
 * Each set holds the node itself beside those it is tied to.
 * @param columns the nodes over which sets are compared, ascending
 */
export function packSets({ order, row }: RowSource, columns: Uint32Array, parallel: Parallel = alone): PeerSets {
  const words = wordsFor(columns.length);
  const position = new Int32Array(order).fill(-1);
  columns.forEach((node, at) => {
    position[node] = at;
  });
  const bits = parallel.uint32(order * words);
  const counts = parallel.uint32(order);
  for (let node = 0; node < order; node++) {
    const start = node * words;
    let count = 0;
    const add = (member: number) => {
      const at = position[member]!;
      if (at === -1) return;
      bits[start + (at >>> 5)]! |= 1 << (at & 31);
      count++;
    };
    add(node);
    const members = row(node);
    for (let at = 0; at < members.length; at++) add(members[at]!);
    counts[node] = count;
  }
  return { order, words, bits, counts, total: columns.length };
}
