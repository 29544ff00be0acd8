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
 * @param into room for as many entries as there are hosts, from `at` on: numbers, ascending, with the bits of pass-lists.ts above them
 * @returns how many there are
 */
export function drawList(
  { keys, popularity, community, changedShare }: PairDraw,
  source: number,
  factor: number,
  into: Uint32Array,
  at: number,
): number {
  const order = keys.length;
  const key = keys[source]!;
  const own = community[source]!;
  const outside = factor * range;
  const inside = outside * communityBoost;
  const most = mostChance * range;
  const sharedBelow = sharedShare * range;
  const later = changedShare * range;
  const changed = 2 * later;
  let end = at;
  for (let target = 0; target < order; target++) {
    let draw = mix(key + keys[target]!);
    // The direction away from the lower number has another one, unless they share it.
    if (target > source && Math.imul(draw, 0x9e3779b1) >>> 0 >= sharedBelow) draw = mix(draw ^ 0x5bd1e995);
    const chance = draw >>> 0;
    if (chance >= most || chance >= popularity[target]! * (community[target] === own ? inside : outside)) continue;
    if (target === source) continue;
    into[end++] = target;
    if (changed === 0) continue;
    const fate = mix(draw ^ Math.imul(target - source, 0x27d4eb2d)) >>> 0;
    if (fate < changed) into[end - 1]! |= fate < later ? beginsLater : endsLater;
  }
  return end - at;
}

/** A 32-bit hash in which every bit of the input bears on every bit of the output (C. Wellons, lowbias32, 2018). */
export function mix(value: number): number {
  let hash = value ^ (value >>> 16);
  hash = Math.imul(hash, 0x7feb352d);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x846ca68b);
  return hash ^ (hash >>> 16);
}
