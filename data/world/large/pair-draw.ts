/**
 * Draws lists of peers: each pair of hosts has a random number of its own, got by hashing their keys, so that lists can
 * be drawn in any order and the two directions of a pair can share their number.
 *
 * For most pairs the number is the same in both directions, for the others each direction has one. A source names a
 * target when the number is below
 *   min(mostChance, factor[source] · popularity[target] · (boost in the same community)).
 */
import { beginsLater, endsLater } from '../../store/pass-lists.ts';

export const mostChance = 0.97;
export const communityBoost = 8;
/** Share of pairs that have one number for both directions. */
export const sharedShare = 0.6;
const range = 0x1_0000_0000;
/** Numbers are signed, and begin here: a conversion less for every pair. */
const least = -0x8000_0000;

export interface PairDraw {
  /** One random 32-bit number a host. */
  keys: Int32Array;
  /** By host. */
  popularity: Float64Array;
  community: Uint8Array;
  /** Share of entries, 0-1, that only the second of two passes holds, and likewise only the first. */
  changedShare: number;
}

/**
 * Draws the list of one host, in one pass over all hosts.
 * @param factor of the source
 * @param into room for as many entries as there are hosts, from `at` on: numbers, ascending, with the bits of
 * pass-lists.ts above them
 * @returns how many there are
 */
export function drawList(draw: PairDraw, source: number, factor: number, into: Uint32Array, at: number): number {
  const { keys, popularity, community } = draw;
  const order = keys.length;
  const key = keys[source]!;
  const most = mostChance * range + least;
  // By community, so that no branch hangs on it.
  factors.fill(factor * range);
  factors[community[source]!] = factor * range * communityBoost;
  let end = at;
  for (let target = 0; target < source; target++) {
    const number = mix(key + keys[target]!);
    if (number < popularity[target]! * factors[community[target]!]! + least && number < most) into[end++] = target;
  }
  for (let target = source + 1; target < order; target++) {
    const number = away(mix(key + keys[target]!));
    if (number < popularity[target]! * factors[community[target]!]! + least && number < most) into[end++] = target;
  }
  if (draw.changedShare > 0) drawFates(draw, source, into.subarray(at, end));
  return end - at;
}

const factors = new Float64Array(256);

/** Of some entries, that they hold in one of two passes only. */
function drawFates({ keys, changedShare }: PairDraw, source: number, list: Uint32Array): void {
  const later = changedShare * range;
  for (let entry = 0; entry < list.length; entry++) {
    const target = list[entry]!;
    const fate = mix(keys[source]! ^ mix(keys[target]!)) >>> 0;
    if (fate < 2 * later) list[entry] = (target | (fate < later ? beginsLater : endsLater)) >>> 0;
  }
}

/** A 32-bit hash in which every bit of the input bears on every bit of the output (C. Wellons, lowbias32, 2018). */
export function mix(value: number): number {
  let hash = value ^ (value >>> 16);
  hash = Math.imul(hash, 0x7feb352d);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x846ca68b);
  return hash ^ (hash >>> 16);
}

const sharedBelow = Math.floor((sharedShare * range) / 2);

/** The number of the direction towards the higher host, from that of the other: the same, if the pair shares it. */
export function away(number: number): number {
  // All ones where it is shared, else 0: the branch would be mispredicted in two of five.
  const shared = ((Math.imul(number, 0x9e3779b1) >>> 1) - sharedBelow) >> 31;
  return number ^ ((Math.imul(number ^ 0x5bd1e995, 0x27d4eb2d) ^ number) & ~shared);
}
