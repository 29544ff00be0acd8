/**
 * Follows summed up between a set of servers and every other: what the set is of all the readers of a server, and of
 * all it reads. With F̂ the modelled follows and V who gets whose posts today, over k in the set and k ≠ r:
 * readers_r = Σ F̂(k→r) V(k←r) V(r←k), those who can both read r and be read there; sources_r = Σ F̂(r→k) V(r←k).
 *
 * Pairs between third servers follow the model, also where one of them publishes exact counts: so all terms of a ratio
 * stand in the same unit, and a part is never larger than its whole.
 */
import { followModelOf } from './follow-model.ts';
import { followsIfTied } from './follows.ts';
import type { Graph } from './graph.ts';
import { arrives, leaves, pairReader } from './pair-rows.ts';
import { sumSilent } from './silent-sums.ts';

/** One entry a node. */
export interface FollowSums {
  readers: Float64Array;
  sources: Float64Array;
}

/** What is left of a sum after parts were taken back is rounding, when it is smaller than this share of it. */
export const roundingError = 1e-9;

/** The sums over the members, for every server. O(order + the members' degrees). */
export function sumFollows(graph: Graph, members: ArrayLike<number>): FollowSums {
  const nothing = new Float64Array(graph.order);
  return sumAndWeigh(graph, members, { readers: nothing, sources: nothing }).sums;
}

/**
 * What each member is to all servers together, these weighed: Σ_r weight.readers_r F̂(k→r) V(k←r) V(r←k) and
 * Σ_r weight.sources_r F̂(r→k) V(r←k). O(order + the members' degrees).
 * @returns one entry a member, in the order given
 */
export function weighMembers(graph: Graph, members: ArrayLike<number>, weight: FollowSums): FollowSums {
  return sumAndWeigh(graph, members, weight).weighed;
}

/**
 * Both of them in one pass over the members' pairs.
 * @returns `sums` by node as `sumFollows`, `weighed` by member as `weighMembers`
 */
export function sumAndWeigh(
  graph: Graph,
  members: ArrayLike<number>,
  weight: FollowSums,
): { sums: FollowSums; weighed: FollowSums } {
  const model = followModelOf(graph);
  const sums = sumSilentMembers(graph, members);
  const weighed = weighSilentMembers(graph, members, weight);
  const counted = { sums: copy(sums), weighed: copy(weighed) };
  const read = pairReader(graph);
  for (let at = 0; at < members.length; at++) {
    const member = members[at]!;
    if (model.reader[member] === 0 && model.author[member] === 0) continue;
    const row = read(member);
    for (let pair = 0; pair < row.size; pair++) {
      const open = row.open[pair]!;
      if ((open & leaves) === 0) continue;
      const other = row.other[pair]!;
      const kind = row.evidence[pair]!;
      const mask = row.mask[pair]!;
      if ((open & arrives) !== 0) {
        const reads = mask * followsIfTied(model, member, other, kind);
        sums.readers[other]! += reads;
        weighed.readers[at]! += weight.readers[other]! * reads;
      }
      const isRead = mask * followsIfTied(model, other, member, kind);
      sums.sources[other]! += isRead;
      weighed.sources[at]! += weight.sources[other]! * isRead;
    }
  }
  return { sums: settle(sums, counted.sums), weighed: settle(weighed, counted.weighed) };
}

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
