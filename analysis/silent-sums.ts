/**
 * Sums over all pairs of servers of which neither can tell about the other (evidence E0). There are too many of them
 * to walk, but what such a pair weighs is a product of what is known of each side, of their groups, sizes and
 * circles; so servers are summed up by these, and each sum is used for all alike.
 *
 * Counted as such a pair is here every pair of two silent servers, each with itself too, whether or not one lists the
 * other and whether or not contact is cut: what differs is mended pair by pair (pair-rows.ts).
 */
import { followModelOf } from './follow-model.ts';
import { agrees, differs, untold } from './follows.ts';
import type { Graph } from './graph.ts';
import { perGraph } from './per-graph.ts';
import { sizeBinCount } from './size-bins.ts';
import { neitherTells } from './ties.ts';

/** 1 for servers that answer, whose list does not tell, and that are in no allowlist mode. */
export const silentServersOf = perGraph(({ ties, live, policies, order }) => {
  const silent = new Uint8Array(order);
  for (let node = 0; node < order; node++) silent[node] = ties.tells[node] === 0 ? live[node]! : 0;
  for (const node of policies.allowlistNodes) silent[node] = 0;
  return silent;
});

/**
 * Σ_k value_k · affinity · kinship · evidence[E0] · prior over all silent k, for each silent r among `targets`.
 * O(order + targets + cells²), a cell being the servers of one group, size and circle.
 * @param value one number a node
 * @param side what the k are in the pair: 'reader', when each k reads r, or 'author', when r reads each k
 * @returns one number a node; 0 for all others
 */
export function sumSilent(
  graph: Graph,
  value: Float64Array,
  side: 'reader' | 'author',
  targets: ArrayLike<number>,
): Float64Array {
  const { circle, kinship, evidence } = followModelOf(graph);
  const silent = silentServersOf(graph);
  const pair = pairFactor(graph, side);
  const cells = sumCells(graph, value, silent);
  const seenBy = rememberSums(cells, pair);
  const sums = new Float64Array(graph.order);
  for (let at = 0; at < targets.length; at++) {
    const node = targets[at]!;
    if (silent[node] === 0) continue;
    const own = circle[node]! + 1;
    const cell = cellOf(graph, node);
    const none = seenBy(0, cell);
    const told = seenBy(cells.length - 1, cell);
    const same = own === 0 ? 0 : seenBy(own, cell);
    const all =
      own === 0
        ? kinship[untold]! * (none + told)
        : kinship[untold]! * none + kinship[differs]! * (told - same) + kinship[agrees]! * same;
    sums[node] = evidence[neitherTells]! * all;
  }
  return sums;
}

/** Sum of the values by cell: row 0 for servers in no circle, then a row for each, and last all that are in one. */
type CellSums = { cell: number; sum: number }[][];

function sumCells(graph: Graph, value: Float64Array, silent: Uint8Array): CellSums {
  const { circle } = followModelOf(graph);
  const rows = circle.reduce((most, own) => Math.max(most, own), -1) + 3;
  const sums = Array.from({ length: rows }, () => new Map<number, number>());
  for (let node = 0; node < graph.order; node++) {
    if (silent[node] === 0 || value[node] === 0) continue;
    const cell = cellOf(graph, node);
    const add = (row: number) => sums[row]!.set(cell, (sums[row]!.get(cell) ?? 0) + value[node]!);
    add(circle[node]! + 1);
    if (circle[node] !== -1) add(rows - 1);
  }
  return sums.map((row) => [...row].map(([cell, sum]) => ({ cell, sum })));
}

/** Σ over the cells of a row of sum × pair factor, computed once for each cell that asks. */
function rememberSums(cells: CellSums, pair: (from: number, to: number) => number) {
  const known = cells.map(() => new Map<number, number>());
  return (row: number, to: number): number => {
    let sum = known[row]!.get(to);
    if (sum === undefined) {
      sum = 0;
      for (const part of cells[row]!) sum += part.sum * pair(part.cell, to);
      known[row]!.set(to, sum);
    }
    return sum;
  };
}

function cellOf(graph: Graph, node: number): number {
  return followModelOf(graph).group[node]! * sizeBinCount + graph.ties.bins[node]!;
}

function pairFactor(graph: Graph, side: 'reader' | 'author'): (from: number, to: number) => number {
  const { affinity, groupCount } = followModelOf(graph);
  const { prior } = graph.ties;
  return (from, to) => {
    const [reader, author] = side === 'reader' ? [from, to] : [to, from];
    const groups = Math.floor(reader / sizeBinCount) * groupCount + Math.floor(author / sizeBinCount);
    return affinity[groups]! * prior[(from % sizeBinCount) * sizeBinCount + (to % sizeBinCount)]!;
  };
}
