/**
 * Entries of lists as they come out of the database, mapped to node numbers and laid down in the order they came. A list
 * may come in several parts; where the file holds it together, a part is all of it.
 */
import { noNode } from '../hosts.ts';

export class RowParts {
  readonly #entries: Uint32Array;
  #end = 0;
  readonly #partsOf = new Map<number, Uint32Array[]>();
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

  /** Takes a part of a list. Nobody is his own peer, and who is in no figure is in none here. */
  take(source: number, list: Uint32Array): void {
    const node = this.#nodeOfSource[source]!;
    if (node === noNode) return;
    const start = this.#end;
    this.#end = mapInto(this.#entries, start, list, { nodes: this.#nodeOfTarget, node });
    const part = this.#entries.subarray(start, this.#end);
    const parts = this.#partsOf.get(node);
    if (parts === undefined) this.#partsOf.set(node, [part]);
    else parts.push(part);
  }

  /** Number of entries. */
  get size(): number {
    return this.#end;
  }

  /** @returns in the order they came */
  of(node: number): readonly Uint32Array[] {
    return this.#partsOf.get(node) ?? [];
  }
}

/** @returns where what was written ends */
function mapInto(
  entries: Uint32Array,
  start: number,
  list: Uint32Array,
  { nodes, node }: { nodes: Uint32Array; node: number },
): number {
  let end = start;
  for (let entry = 0; entry < list.length; entry++) {
    const target = nodes[list[entry]!]!;
    if (target !== noNode && target !== node) entries[end++] = target;
  }
  return end;
}
