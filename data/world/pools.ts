/**
 * Drawing from pools that overlap: those of one language and topic, of one language, of one topic, everybody; forums
 * draw among forums before they draw among everybody.
 *
 * A member's kind is its language, its topic and whether it is on a forum. Members of one kind are drawn among
 * themselves by weight, and a pool is a set of kinds, so that no table is longer than the members are many.
 */
import { languages } from './census.ts';
import { type Draw, weightedDraw } from './draw.ts';
import { groupMembers } from './groups.ts';
import { type Topic, topics } from './types.ts';

export interface Kind {
  language: string;
  topic: Topic;
  onForum: boolean;
}

/** Chance of each pool, from near to far. */
const poolShares = [0.5, 0.27, 0.13, 0.1] as const;

const kinds: readonly Kind[] = [false, true].flatMap((onForum) =>
  languages.flatMap((language) => topics.map((topic) => ({ language, topic, onForum }))),
);

/** @returns the number of a kind, below 256 */
export function numberOf({ language, topic, onForum }: Kind): number {
  return (Number(onForum) * languages.length + languages.indexOf(language)) * topics.length + topics.indexOf(topic);
}

/** @returns the kind of a number */
export function kindAt(number: number): Kind {
  return kinds[number]!;
}

/**
 * @param kindOf the number of each member's kind
 * @param weights of the members, all above 0
 * @returns draws a member for one of a kind that has members
 */
export function makePools(kindOf: Uint8Array, weights: Float64Array): (kind: number, random: () => number) => number {
  const groups = groupMembers(kindOf, kinds.length, weights);
  const pools = kinds.map((kind, number) => (groups.totals[number] === 0 ? [] : poolsOf(kind, groups.totals)));
  return (kind, random) => {
    let chance = random();
    let pool = 0;
    while (pool < 3 && chance >= poolShares[pool]!) chance -= poolShares[pool++]!;
    return groups.draw(pools[kind]![pool]!(random), random);
  };
}

/** Draws of a kind, from near to far; in each pool is the kind itself. */
function poolsOf({ language, topic, onForum }: Kind, totals: Float64Array): Draw[] {
  const speaks = (other: Kind) => other.language === language;
  const likes = (other: Kind) => other.topic === topic && other.onForum === onForum;
  const pools: ((other: Kind) => boolean)[] = onForum
    ? [(other) => speaks(other) && other.onForum, (other) => other.onForum, likes]
    : [(other) => speaks(other) && (topic === 'general' || likes(other)), speaks, likes];
  return [...pools, () => true].map((holds) =>
    weightedDraw(totals.map((total, number) => (holds(kinds[number]!) ? total : 0))),
  );
}
