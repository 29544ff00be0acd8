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
  const model = followModelOf(graph);
  const all = everyNode(graph.order);
  const pick = (values: Float64Array) => {
    const picked = new Float64Array(graph.order);
    for (let at = 0; at < members.length; at++) picked[members[at]!] = values[members[at]!]!;
    return picked;
  };
  const readers = times(sumSilent(graph, pick(model.reader), 'reader', all), model.author);
  const sources = times(sumSilent(graph, pick(model.author), 'author', all), model.reader);
  const counted = { readers: readers.slice(), sources: sources.slice() };
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
      if ((open & arrives) !== 0) readers[other]! += mask * followsIfTied(model, member, other, kind);
      sources[other]! += mask * followsIfTied(model, other, member, kind);
    }
  }
  return { readers: settle(readers, counted.readers), sources: settle(sources, counted.sources) };
}

/**
 * What each member is to all servers together, these weighed: Σ_r weight.readers_r F̂(k→r) V(k←r) V(r←k) and
 * Σ_r weight.sources_r F̂(r→k) V(r←k). O(order + the members' degrees).
 * @returns one entry a member, in the order given
 */
export function weighMembers(graph: Graph, members: ArrayLike<number>, weight: FollowSums): FollowSums {
  const model = followModelOf(graph);
  const authors = times(weight.readers.slice(), model.author);
  const readersOf = times(weight.sources.slice(), model.reader);
  const silent = {
    readers: times(sumSilent(graph, authors, 'author', members), model.reader),
    sources: times(sumSilent(graph, readersOf, 'reader', members), model.author),
  };
  const read = pairReader(graph);
  const sums = { readers: new Float64Array(members.length), sources: new Float64Array(members.length) };
  const counted = { readers: new Float64Array(members.length), sources: new Float64Array(members.length) };
  for (let at = 0; at < members.length; at++) {
    const member = members[at]!;
    sums.readers[at] = counted.readers[at] = silent.readers[member]!;
    sums.sources[at] = counted.sources[at] = silent.sources[member]!;
    const row = read(member);
    for (let pair = 0; pair < row.size; pair++) {
      const open = row.open[pair]!;
      if ((open & leaves) === 0) continue;
      const other = row.other[pair]!;
      const kind = row.evidence[pair]!;
      const mask = row.mask[pair]!;
      if ((open & arrives) !== 0) {
        sums.readers[at]! += weight.readers[other]! * mask * followsIfTied(model, member, other, kind);
      }
      sums.sources[at]! += weight.sources[other]! * mask * followsIfTied(model, other, member, kind);
    }
  }
  return { readers: settle(sums.readers, counted.readers), sources: settle(sums.sources, counted.sources) };
}

export function everyNode(order: number): Uint32Array {
  return Uint32Array.from({ length: order }, (_, node) => node);
}

function times(values: Float64Array, factors: Float64Array): Float64Array {
  for (let at = 0; at < values.length; at++) values[at]! *= factors[at]!;
  return values;
}

function settle(sums: Float64Array, counted: Float64Array): Float64Array {
  for (let at = 0; at < sums.length; at++) if (sums[at]! <= roundingError * counted[at]!) sums[at] = 0;
  return sums;
}
