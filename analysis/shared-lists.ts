/**
 * Lists that administrators pass round: whom each cuts, and how surely a server follows one.
 *
 * A server that cuts s of the n names of a list is taken to follow it with the chance (s + a) / (n + a + a'), the mean of
 * a beta–binomial: few names prove little, and whoever shares none follows nearly surely not.
 * Entries are read as most software reads them: a name takes what is below it. Masked entries name nobody.
 */
import { cutsDeliberately, eachDeliberateCut, nameIn } from './deliberate-cuts.ts';
import type { Graph } from './graph.ts';
import { eachTextNaming } from './matching.ts';
import { append } from './multimap.ts';
import type { NamedList } from './types.ts';

export interface ListIndex {
  lists: readonly NamedList[];
  /** Names that each list cuts, each once. */
  sizes: Uint32Array;
  /** @returns positions in `lists` of those that cut the node, ascending */
  naming(graph: Graph, node: number): number[];
  /** @returns for each list the chance that the node follows it, 0-1. O(rules of the node) */
  chancesOf(graph: Graph, node: number): Float64Array;
}

/** a and a': before it shares a name, one list in ten is taken to be followed. */
const followed = 1;
const notFollowed = 9;

/** @returns the chance that a server follows a list of `size` names of which it cuts `shared`; nobody follows an empty one */
export function followChance(shared: number, size: number): number {
  return size === 0 ? 0 : (shared + followed) / (size + followed + notFollowed);
}

export function indexLists(lists: readonly NamedList[]): ListIndex {
  const byName = new Map<string, number[]>();
  const sizes = new Uint32Array(lists.length);
  lists.forEach(({ entries }, position) => {
    const cut = entries.filter(({ action }) => cutsDeliberately(null, action));
    const names = new Set(cut.map(({ target }) => nameIn(target, 'suffix')!));
    sizes[position] = names.size;
    for (const name of names) append(byName, name, position);
  });
  return {
    lists,
    sizes,
    naming({ names }, node) {
      const found = new Set<number>();
      for (const name of names.namesOf(node)) {
        eachTextNaming(name, (text) => {
          for (const position of byName.get(text) ?? []) found.add(position);
        });
      }
      return [...found].sort((a, b) => a - b);
    },
    chancesOf(graph, node) {
      const shared = new Uint32Array(lists.length);
      const seen = new Set<string>();
      eachDeliberateCut(graph, node, (name) => {
        if (seen.has(name)) return;
        seen.add(name);
        for (const position of byName.get(name) ?? []) shared[position]!++;
      });
      return Float64Array.from(shared, (count, position) => followChance(count, sizes[position]!));
    },
  };
}
