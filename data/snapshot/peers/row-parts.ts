/**
 * Entries of lists as they come out of the database, mapped to node numbers, in ascending order. A server
 * with several names in the file has a list under each.
 */
import { noNode } from '../hosts.ts';
import { RowOrder } from '../row-order.ts';
import type { Csr } from '../types.ts';

export class RowParts {
  readonly #order: number;
  readonly #rows: RowOrder;
  /** Of all parts, one after the other. */
  readonly #entries: Uint32Array;
  #end = 0;
  readonly #partsOf = new Map<number, Uint32Array[]>();
  readonly #nodeOfSource: Uint32Array;
  readonly #nodeOfTarget: Uint32Array;

  /**
   * @param order number of nodes
   * @param capacity entries there may be at most
   * @param maps from the number of a host in the file to its node or to `noNode`, as the source and as the target of an entry
   */
  constructor(order: number, capacity: number, maps: { sources: Uint32Array; nodes: Uint32Array }) {
    this.#order = order;
    this.#rows = new RowOrder(order);
    this.#entries = new Uint32Array(capacity);
    this.#nodeOfSource = maps.sources;
    this.#nodeOfTarget = maps.nodes;
  }

  /**
   * Takes the list under one name. Nobody is his own peer, who is in no figure is in none here, and two names of one server make
   * one edge of two.
   */
  take(source: number, list: Uint32Array): void {
    const node = this.#nodeOfSource[source]!;
    if (node === noNode) return;
    const start = this.#end;
    this.#end += this.#rows.orderNodes(list, { nodes: this.#nodeOfTarget, node }, this.#entries, start);
    const part = this.#entries.subarray(start, this.#end);
    const parts = this.#partsOf.get(node);
    if (parts === undefined) this.#partsOf.set(node, [part]);
    else parts.push(part);
  }

  /** @returns rows ascending, without repeats, whatever the order in which the parts came; arrays over shared memory */
  join(): Csr {
    const order = this.#order;
    const offsets = new Uint32Array(new SharedArrayBuffer((order + 1) * 4));
    const targets = new Uint32Array(new SharedArrayBuffer(this.#end * 4));
    let size = 0;
    for (let node = 0; node < order; node++) {
      const [first, ...others] = this.#partsOf.get(node) ?? [];
      if (first !== undefined && others.length === 0) {
        targets.set(first, size);
        size += first.length;
      } else if (first !== undefined) {
        size += this.#rows.order(gather([first, ...others]), targets, size);
      }
      offsets[node + 1] = size;
    }
    return { order, offsets, targets: targets.subarray(0, size) };
  }
}

function gather(parts: readonly Uint32Array[]): Uint32Array {
  const row = new Uint32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const part of parts) {
    row.set(part, end);
    end += part.length;
  }
  return row;
}
