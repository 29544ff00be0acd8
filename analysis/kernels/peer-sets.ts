/** Sets of tied nodes over a sample of columns, as rows of bits. */
import { alone, type Parallel } from './parallel.ts';
import { type BitMatrix, wordsFor } from './shared-bits/shared-bits.ts';

/** Rows made on demand: who is tied to a node, ascending; whoever is tied to one has it in its row. A row is read before the next one is asked for. */
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
  const bits = parallel.uint32(order * words);
  const counts = parallel.uint32(order);
  // A column is in the sets of those in its row: so many rows are made as there are columns, and not one a node.
  columns.forEach((column, at) => {
    const word = at >>> 5;
    const bit = 1 << (at & 31);
    const add = (node: number) => {
      bits[node * words + word]! |= bit;
      counts[node]!++;
    };
    add(column);
    const members = row(column);
    for (let member = 0; member < members.length; member++) add(members[member]!);
  });
  return { order, words, bits, counts, total: columns.length };
}

/** Evenly spaced; host order is unrelated to what servers are about. */
export function spread(nodes: readonly number[], most: number): Uint32Array {
  const count = Math.min(nodes.length, most);
  return Uint32Array.from({ length: count }, (_, at) => nodes[Math.floor((at * nodes.length) / count)]!);
}
