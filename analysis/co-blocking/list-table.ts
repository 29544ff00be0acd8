/**
 * Whom each published list cuts, at one time: the block matrix Y, how often each server is named, and which lists resemble
 * which. A rule counts for the one server it names, so that a rule on a whole domain is one decision and not hundreds.
 */
import type { Csr } from '../../data/snapshot/types.ts';
import { eachDeliberateCut } from '../deliberate-cuts.ts';
import type { Graph } from '../graph.ts';
import { type NearestLists, nearestLists } from '../kernels/nearest-lists.ts';
import { transpose } from '../kernels/transpose.ts';
import { indexLists, type ListIndex } from '../shared-lists.ts';
import type { NamedList } from '../types.ts';

/** What is known at a time. */
export interface Moment {
  graph: Graph;
  /** The lists passed round, as they stood then. */
  lists: readonly NamedList[];
}

/** Node numbers are those of `graph`. */
export interface ListTable {
  graph: Graph;
  /** Servers whose lists count for how often a server is named, ascending. */
  publishers: Uint32Array;
  /** Y: the nodes that each list cuts; empty for servers whose list is in no count and no comparison. */
  rows: Csr;
  /** n_b: how many publishers cut each node. */
  named: Uint32Array;
  nearest: NearestLists;
  shared: ListIndex;
  /** @returns positions of the shared lists that cut the node */
  listsNaming(node: number): readonly number[];
  /** ln(1 + Â_b); a size nobody knows counts as the mean of those known. */
  size: Float64Array;
}

const nearestCount = 30;

/**
 * @param publishers nodes, ascending
 * @param guest a server that is no publisher, whose list is compared and counts in no n_b; undefined for none
 */
export function tabulateLists({ graph, lists }: Moment, publishers: Uint32Array, guest?: number): ListTable {
  const counted = readRows(graph, publishers);
  const turned = transpose(counted);
  const named = Uint32Array.from(
    { length: graph.order },
    (_, node) => turned.offsets[node + 1]! - turned.offsets[node]!,
  );
  const rows = guest === undefined ? counted : readRows(graph, [...publishers, guest]);
  const shared = indexLists(lists);
  const naming = new Map<number, readonly number[]>();
  return {
    graph,
    publishers,
    rows,
    named,
    nearest: nearestLists(rows, guest === undefined ? turned : transpose(rows), named, nearestCount),
    shared,
    listsNaming(node) {
      const found = naming.get(node) ?? shared.naming(graph, node);
      naming.set(node, found);
      return found;
    },
    size: readSizes(graph),
  };
}

/** @returns for each of the sources, the nodes that its rules cut by name, ascending; empty rows for all others */
export function readRows(graph: Graph, sources: ArrayLike<number>): Csr {
  const rows = new Map<number, Uint32Array>();
  for (let at = 0; at < sources.length; at++) {
    const source = sources[at]!;
    const cut = new Set<number>();
    eachDeliberateCut(graph, source, (name) => {
      const node = graph.names.find(name);
      if (node !== undefined && node !== source) cut.add(node);
    });
    rows.set(source, Uint32Array.from(cut).sort());
  }
  return packRows(graph.order, rows);
}

/** @param rows ascending targets by node; nodes without an entry have an empty row */
export function packRows(order: number, rows: ReadonlyMap<number, Uint32Array>): Csr {
  const offsets = new Uint32Array(order + 1);
  for (let node = 0; node < order; node++) offsets[node + 1] = offsets[node]! + (rows.get(node)?.length ?? 0);
  const targets = new Uint32Array(offsets[order]!);
  for (const [node, row] of rows) targets.set(row, offsets[node]!);
  return { order, offsets, targets };
}

/** @returns ln(1 + people) by node */
function readSizes({ audience, order }: Graph): Float64Array {
  const mean = { sum: 0, count: 0 };
  for (const people of audience.people) {
    if (Number.isNaN(people)) continue;
    mean.sum += Math.log1p(people);
    mean.count++;
  }
  const unknown = mean.count === 0 ? 0 : mean.sum / mean.count;
  return Float64Array.from({ length: order }, (_, node) => {
    const people = audience.people[node]!;
    return Number.isNaN(people) ? unknown : Math.log1p(people);
  });
}
