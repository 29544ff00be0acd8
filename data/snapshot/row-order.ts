/**
 * Puts the targets of a node into ascending order, each once. Long rows are marked in a bitmap and swept, which costs a
 * step an entry and a step for every 32 nodes; short ones are sorted.
 */
import { noNode } from './hosts.ts';

interface NodesOf {
  /** By the numbers in a row. */
  nodes: Uint32Array;
  /** Whose row it is. */
  node: number;
}

export class RowOrder {
  readonly #marks: Uint32Array;

  /** @param order number of nodes; every target is below it */
  constructor(order: number) {
    this.#marks = new Uint32Array((order + 31) >>> 5);
  }

  /**
   * Writes the ordered targets to `into` from `at` on, which may be the row itself or lie before it in the same array.
   * @returns how many there are
   */
  order(row: Uint32Array, into: Uint32Array, at: number): number {
    if (!this.#isLong(row)) return sort(row, into, at);
    const marks = this.#marks;
    for (let entry = 0; entry < row.length; entry++) marks[row[entry]! >>> 5]! |= 1 << (row[entry]! & 31);
    return this.#sweep(into, at);
  }

  /** Likewise of the nodes that the numbers in `row` stand for, without `noNode` and without the node itself. */
  orderNodes(row: Uint32Array, { nodes, node }: NodesOf, into: Uint32Array, at: number): number {
    if (!this.#isLong(row)) {
      const targets = row.map((number) => nodes[number]!).filter((target) => target !== noNode && target !== node);
      return sort(targets, into, at);
    }
    const marks = this.#marks;
    for (let entry = 0; entry < row.length; entry++) {
      const target = nodes[row[entry]!]!;
      if (target !== noNode) marks[target >>> 5]! |= 1 << (target & 31);
    }
    marks[node >>> 5]! &= ~(1 << (node & 31));
    return this.#sweep(into, at);
  }

  /** Below one entry for eight words of the bitmap, sorting is cheaper than sweeping it. */
  #isLong({ length }: Uint32Array): boolean {
    return length * 8 >= this.#marks.length;
  }

  #sweep(into: Uint32Array, at: number): number {
    const marks = this.#marks;
    let end = at;
    for (let word = 0; word < marks.length; word++) {
      for (let bits = marks[word]!; bits !== 0; bits &= bits - 1) {
        into[end++] = (word << 5) + (31 - Math.clz32(bits & -bits));
      }
      marks[word] = 0;
    }
    return end - at;
  }
}

function sort(row: Uint32Array, into: Uint32Array, at: number): number {
  const sorted = row.slice().sort();
  let end = at;
  for (let entry = 0; entry < sorted.length; entry++) {
    if (entry === 0 || sorted[entry] !== sorted[entry - 1]) into[end++] = sorted[entry]!;
  }
  return end - at;
}
