/**
 * Follows summed up between a set of servers and every other: what the set is of all the readers of a server, and of
 * all it reads. With F̂ the modelled follows and V who gets whose posts today, over k in the set and k ≠ r:
 * readers_r = Σ F̂(k→r) V(k←r) V(r←k), those who can both read r and be read there; sources_r = Σ F̂(r→k) V(r←k).
 *
 * Pairs between third servers follow the model, also where one of them publishes exact counts: so all terms of a ratio
 * stand in the same unit, and a part is never larger than its whole.
 */
import { followModelOf } from './follow-model.ts';
import type { Graph } from './graph.ts';
import { openPairSums, openPlainSums, type TwoWays } from './kernels/pair-sums/pair-sums.ts';
import { type PairRow, pairReader } from './pair-rows.ts';
import { perGraph } from './per-graph.ts';
import { sumSilent } from './silent-sums.ts';

/** One entry a node. */
export type FollowSums = TwoWays;

/** Looks at the rows that are read for a sum; each holds until the next. */
export type RowVisitor = (member: number, row: PairRow) => void;

/** What is left of a sum after parts were taken back is rounding, when it is smaller than this share of it. */
export const roundingError = 1e-9;

/**
 * The sums over the members. O(order + the members' degrees).
 * @param asked 1 for servers whose sums are wanted; every server's when left out
 */
export function sumFollows(graph: Graph, members: ArrayLike<number>, asked?: Uint8Array): FollowSums {
  const nothing = new Float64Array(graph.order);
  return sumAndWeigh(graph, members, { readers: nothing, sources: nothing }, asked).sums;
}

/**
 * What each member is to all servers together, these weighed: Σ_r weight.readers_r F̂(k→r) V(k←r) V(r←k) and
 * Σ_r weight.sources_r F̂(r→k) V(r←k). O(order + the members' degrees).
 * @returns one entry a member, in the order given
 */
export function weighMembers(
  graph: Graph,
  members: ArrayLike<number>,
  weight: FollowSums,
  asked?: Uint8Array,
  visit?: RowVisitor,
): FollowSums {
  return sumAndWeigh(graph, members, weight, asked, visit).weighed;
}

/**
 * Both of them in one pass over the members' pairs.
 * @param asked 1 for servers that are looked at, which are all with a weight; every server when left out
 * @param visit gets the row of every member
 * @returns `sums` by node as `sumFollows`, `weighed` by member as `weighMembers`
 */
export function sumAndWeigh(
  graph: Graph,
  members: ArrayLike<number>,
  weight: FollowSums,
  asked: Uint8Array = new Uint8Array(graph.order).fill(1),
  visit?: RowVisitor,
): { sums: FollowSums; weighed: FollowSums } {
  const model = followModelOf(graph);
  const sums = sumSilentMembers(graph, members);
  const weighed = weighSilentMembers(graph, members, weight);
  const counted = { sums: copy(sums), weighed: copy(weighed) };
  const read = pairReader(graph);
  const pairs = (members.length < fewMembers ? plainSumsOf : pairSumsOf)(graph);
  pairs.begin(sums, weight, asked);
  for (let at = 0; at < members.length; at++) {
    const member = members[at]!;
    const isWeighed = model.reader[member] !== 0 || model.author[member] !== 0;
    if (!isWeighed && visit === undefined) continue;
    const row = read(member);
    visit?.(member, row);
    if (isWeighed) pairs.add(member, row, weighed, at);
  }
  pairs.end();
  return { sums: settle(sums, counted.sums), weighed: settle(weighed, counted.weighed) };
}

/** Fewer rows are summed up faster than what is known of all servers is copied. */
const fewMembers = 4;
const plainSumsOf = perGraph((graph) => openPlainSums(followModelOf(graph)));
/** No pair comes more than twice in a row. */
const pairSumsOf = perGraph((graph) => openPairSums(followModelOf(graph), 2 * graph.order));

/** The part of the sums that is of pairs of which neither side tells (silent-sums.ts). */
function sumSilentMembers(graph: Graph, members: ArrayLike<number>): FollowSums {
  const model = followModelOf(graph);
  const all = everyNode(graph.order);
  const pick = (values: Float64Array) => {
    const picked = new Float64Array(graph.order);
    for (let at = 0; at < members.length; at++) picked[members[at]!] = values[members[at]!]!;
    return picked;
  };
  return {
    readers: times(sumSilent(graph, pick(model.reader), 'reader', all), model.author),
    sources: times(sumSilent(graph, pick(model.author), 'author', all), model.reader),
  };
}

function weighSilentMembers(graph: Graph, members: ArrayLike<number>, weight: FollowSums): FollowSums {
  const model = followModelOf(graph);
  const authors = times(weight.readers.slice(), model.author);
  const readersOf = times(weight.sources.slice(), model.reader);
  const readers = sumSilent(graph, authors, 'author', members);
  const sources = sumSilent(graph, readersOf, 'reader', members);
  return {
    readers: Float64Array.from(members, (member) => readers[member]! * model.reader[member]!),
    sources: Float64Array.from(members, (member) => sources[member]! * model.author[member]!),
  };
}

export function everyNode(order: number): Uint32Array {
  const nodes = new Uint32Array(order);
  for (let node = 0; node < order; node++) nodes[node] = node;
  return nodes;
}

function times(values: Float64Array, factors: Float64Array): Float64Array {
  for (let at = 0; at < values.length; at++) values[at]! *= factors[at]!;
  return values;
}

function copy({ readers, sources }: FollowSums): FollowSums {
  return { readers: readers.slice(), sources: sources.slice() };
}

function settle(sums: FollowSums, counted: FollowSums): FollowSums {
  dropRounding(sums.readers, counted.readers);
  dropRounding(sums.sources, counted.sources);
  return sums;
}

function dropRounding(sums: Float64Array, counted: Float64Array): void {
  for (let at = 0; at < sums.length; at++) if (sums[at]! <= roundingError * counted[at]!) sums[at] = 0;
}
