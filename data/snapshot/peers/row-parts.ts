/**
 * Entries of lists as they come out of the database, mapped to node numbers and laid down in the order they came. What
 * comes in one go for a node is a part of its row; where the database holds lists together, that is the row.
 */
import { noNode } from '../hosts.ts';

export class RowParts {
  /** Entries of all parts, one part after the other. */
  readonly #entries: Uint32Array;
  #end = 0;
  #count = 0;
  #nodes: Uint32Array = new Uint32Array(1024);
  #starts: Uint32Array = new Uint32Array(1024);
  #lastId = -1;
  readonly #nodeOfSource: Uint32Array;
  readonly #nodeOfTarget: Uint32Array;

  /**
   * @param capacity entries there may be at most
   * @param maps from the number of a host in the file to its node or to `noNode`, as the source and as the target of an entry
   */
  constructor(capacity: number, maps: { sources: Uint32Array; nodes: Uint32Array }) {
    this.#entries = new Uint32Array(capacity);
    this.#nodeOfSource = maps.sources;
    this.#nodeOfTarget = maps.nodes;
  }

  /** Takes a vector of (source, target). Nobody is his own peer, and who is in no figure is in none here. */
  take(from: Uint32Array, to: Uint32Array): void {
    const entries = this.#entries;
    const nodes = this.#nodeOfTarget;
    const { length } = from;
    let end = this.#end;
    for (let row = 0; row < length; ) {
      const id = from[row]!;
      const node = this.#nodeOfSource[id]!;
      let stop = row + 1;
      while (stop < length && from[stop] === id) stop++;
      if (node !== noNode) {
        if (id !== this.#lastId) this.#begin(node, end);
        for (let at = row; at < stop; at++) {
          const target = nodes[to[at]!]!;
          if (target !== noNode && target !== node) entries[end++] = target;
        }
      }
      this.#lastId = id;
      row = stop;
    }
    this.#end = end;
  }

  /** Number of entries. */
  get size(): number {
    return this.#end;
  }

  /**
   * By counting sort: where the rows of a file lie in no order there are as many parts as entries.
   * @param order number of nodes
   * @returns the parts of a node, in the order they came
   */
  byNode(order: number): (node: number) => Uint32Array[] {
    const first = new Uint32Array(order + 1);
    for (let part = 0; part < this.#count; part++) first[this.#nodes[part]! + 1]!++;
    for (let node = 0; node < order; node++) first[node + 1]! += first[node]!;
    const next = first.slice(0, order);
    const sorted = new Uint32Array(this.#count);
    for (let part = 0; part < this.#count; part++) sorted[next[this.#nodes[part]!]!++] = part;
    return (node) => Array.from(sorted.subarray(first[node], first[node + 1]), (part) => this.#entriesOf(part));
  }

  #entriesOf(part: number): Uint32Array {
    const end = part + 1 < this.#count ? this.#starts[part + 1]! : this.#end;
    return this.#entries.subarray(this.#starts[part]!, end);
  }

  #begin(node: number, start: number): void {
    if (this.#count === this.#nodes.length) {
      this.#nodes = enlarge(this.#nodes);
      this.#starts = enlarge(this.#starts);
    }
    this.#nodes[this.#count] = node;
    this.#starts[this.#count++] = start;
  }
}

function enlarge(numbers: Uint32Array): Uint32Array {
  const larger = new Uint32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
