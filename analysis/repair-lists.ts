/**
 * Which list that is passed round explains what being blocked costs: many servers may cut the host only because they follow
 * one, and lift when it leaves the host out. gain_q = Σ_k P(k follows q) · gain_k over the servers k that cut the host by
 * a published decision, with gain_k the reach that returns if k alone lifts.
 */
import type { Graph } from './graph.ts';
import { indexLists } from './shared-lists.ts';
import { type Shares, unknownShare } from './shares.ts';
import type { Estimate, NamedList } from './types.ts';

/** A list that administrators pass round, and what changes for the host if it is taken off it. */
export interface RepairList {
  name: string;
  /** Names it cuts. */
  entries: number;
  namesHost: boolean;
  /** Share of today's follower reach that returns if those who seem to follow the list lift with it. */
  gain: Estimate;
  /** Of the servers that cut the host by a published decision, how many seem to follow the list: 90 % interval. */
  followers: { low: number; high: number };
}

/** A server that cuts the host by a published decision. */
export interface Blocker {
  node: number;
  /** Follower weight that returns if it alone lifts; 0 when none does, null when it is not known. */
  returns: number | null;
}

/**
 * @param reach today's follower reach, of which gains are shares
 * @returns those that return most first, lists of equal gain by their followers, then by name
 */
export function rankLists(
  graph: Graph,
  host: number,
  lists: readonly NamedList[],
  blockers: readonly Blocker[],
  reach: Shares,
): RepairList[] {
  if (lists.length === 0) return [];
  const index = indexLists(lists);
  const naming = new Set(index.naming(graph, host));
  const chances = blockers.map(({ node }) => index.chancesOf(graph, node));
  const ranked = lists.map(({ name }, position): RepairList => {
    const ties = blockers.map(({ node, returns }, at) => ({ node, weight: returns, chance: chances[at]![position]! }));
    return {
      name,
      entries: index.sizes[position]!,
      namesHost: naming.has(position),
      gain: expectGain(reach, naming.has(position) ? ties : []),
      followers: countLikely(ties.map(({ chance }) => chance)),
    };
  });
  const gain = (list: RepairList) => list.gain.share ?? -1;
  return ranked.sort((a, b) => gain(b) - gain(a) || b.followers.high - a.followers.high || (a.name < b.name ? -1 : 1));
}

/** A tie that would come back with a chance, 0-1; its weight is null where it is not known. */
interface LikelyTie {
  node: number;
  weight: number | null;
  chance: number;
}

/** @returns not known where nothing is known of all that would return */
export function expectGain(reach: Shares, ties: readonly LikelyTie[]): Estimate {
  const known = ties.filter(({ weight }) => weight !== null);
  const gain = reach.likelyGain(
    known.map(({ node }) => node),
    known.map(({ weight }) => weight!),
    known.map(({ chance }) => chance),
  );
  return gain.share === 0 && known.length < ties.length ? unknownShare : gain;
}

/**
 * How many of independent events happen: the 5th and the 95th percentile of their number (a Poisson binomial), by adding
 * one event after the other.
 * @param chances 0-1
 */
export function countLikely(chances: readonly number[]): { low: number; high: number } {
  const number = new Float64Array(chances.length + 1);
  number[0] = 1;
  chances.forEach((chance, at) => {
    for (let count = at + 1; count > 0; count--) {
      number[count] = number[count]! * (1 - chance) + number[count - 1]! * chance;
    }
    number[0]! *= 1 - chance;
  });
  return { low: percentile(number, 0.05), high: percentile(number, 0.95) };
}

/** @returns the least count that is reached or stayed below with this probability */
function percentile(number: Float64Array, probability: number): number {
  let sum = 0;
  for (let count = 0; count < number.length; count++) {
    sum += number[count]!;
    if (sum >= probability) return count;
  }
  return number.length - 1;
}
