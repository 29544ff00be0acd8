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
import { append } from './multimap.ts';
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
 * O(order + places × cells), a cell being the servers of one group and size, a place those of a cell in one circle.
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
  const { of } = placesOf(graph);
  const seenFrom = readPlaces(graph, value, side);
  const sums = new Float64Array(graph.order);
  for (let at = 0; at < targets.length; at++) {
    const node = targets[at]!;
    if (of[node] !== -1) sums[node] = seenFrom(of[node]!);
  }
  return sums;
}

/** Silent servers of one circle, group and size: what is known of a pair is the same for all of them. */
interface Place {
  /** Number of its circle, or -1. */
  circle: number;
  /** Position in `Places.cells`. */
  cell: number;
}

interface Places {
  /** Per node the position in `list`, or -1 for servers that are not silent. */
  of: Int32Array;
  list: Place[];
  /** Positions in `list` by circle; those in none under -1. */
  byCircle: Map<number, number[]>;
  /** Groups and sizes of silent servers. */
  cells: { group: number; bin: number }[];
}

const placesOf = perGraph((graph): Places => {
  const { group, circle } = followModelOf(graph);
  const silent = silentServersOf(graph);
  const places: Places = { of: new Int32Array(graph.order).fill(-1), list: [], byCircle: new Map(), cells: [] };
  const cellByKey = new Map<number, number>();
  const placeByKey = new Map<string, number>();
  for (let node = 0; node < graph.order; node++) {
    if (silent[node] === 0) continue;
    const bin = graph.ties.bins[node]!;
    const key = group[node]! * sizeBinCount + bin;
    const cell = cellByKey.get(key) ?? places.cells.push({ group: group[node]!, bin }) - 1;
    cellByKey.set(key, cell);
    const own = circle[node]!;
    const known = placeByKey.get(`${own} ${cell}`);
    const place = known ?? places.list.push({ circle: own, cell }) - 1;
    if (known === undefined) append(places.byCircle, own, place);
    placeByKey.set(`${own} ${cell}`, place);
    places.of[node] = place;
  }
  return places;
});

/** @returns the sum that each server of a place sees, found when first asked */
function readPlaces(graph: Graph, value: Float64Array, side: 'reader' | 'author'): (place: number) => number {
  const { kinship, evidence } = followModelOf(graph);
  const { of, list, byCircle, cells } = placesOf(graph);
  const inPlace = new Float64Array(list.length);
  /** Over all circles, without the servers in none. */
  const inCell = new Float64Array(cells.length);
  for (let node = 0; node < graph.order; node++) {
    const place = of[node]!;
    if (place === -1 || value[node] === 0) continue;
    inPlace[place]! += value[node]!;
    if (list[place]!.circle !== -1) inCell[list[place]!.cell]! += value[node]!;
  }
  const pair = pairFactor(graph, side);
  const fromCircle = (circle: number, cell: number) => {
    let sum = 0;
    for (const place of byCircle.get(circle) ?? []) {
      if (inPlace[place] !== 0) sum += inPlace[place]! * pair(list[place]!.cell, cell);
    }
    return sum;
  };
  const fromCircles = (cell: number) => {
    let sum = 0;
    for (let from = 0; from < cells.length; from++) if (inCell[from] !== 0) sum += inCell[from]! * pair(from, cell);
    return sum;
  };
  const none = rememberNumbers(cells.length, (cell) => fromCircle(-1, cell));
  const told = rememberNumbers(cells.length, fromCircles);
  return rememberNumbers(list.length, (place) => {
    const { circle, cell } = list[place]!;
    if (circle === -1) return evidence[neitherTells]! * kinship[untold]! * (none(cell) + told(cell));
    const same = fromCircle(circle, cell);
    const related = kinship[differs]! * (told(cell) - same) + kinship[agrees]! * same;
    return evidence[neitherTells]! * (kinship[untold]! * none(cell) + related);
  });
}

/** Each computed once, when first asked. */
function rememberNumbers(size: number, compute: (at: number) => number): (at: number) => number {
  const known = new Float64Array(size);
  const isKnown = new Uint8Array(size);
  return (at) => {
    if (isKnown[at] === 0) {
      known[at] = compute(at);
      isKnown[at] = 1;
    }
    return known[at]!;
  };
}

/** Of two cells, by their positions. */
function pairFactor(graph: Graph, side: 'reader' | 'author'): (from: number, to: number) => number {
  const { affinity, groupCount } = followModelOf(graph);
  const { prior } = graph.ties;
  const { cells } = placesOf(graph);
  return (from, to) => {
    const [reader, author] = side === 'reader' ? [cells[from]!, cells[to]!] : [cells[to]!, cells[from]!];
    const tie = prior[cells[from]!.bin * sizeBinCount + cells[to]!.bin]!;
    return affinity[reader.group * groupCount + author.group]! * tie;
  };
}
