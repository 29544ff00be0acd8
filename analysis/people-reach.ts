/**
 * How many people elsewhere a server is in two-way contact with, and which share of all there are:
 * Σ A_j p_j / Σ A_j over servers that answer and have a known size, p_j = m_Xj V(X←j) V(j←X) being the chance that people
 * on both can talk.
 *
 * Two things are not known of each server: its size (σ_j of ln A_j) and whether the tie is there. Both are drawn
 * (draws.ts): sizes with relative variance e^{σ_j²} − 1, ties as there or not. The random numbers are the same in part and
 * whole, and in the reach of every server, so that two of them differ by what is known to differ.
 */
import { drawsBetween, interval90, sumDraws, sumPossibleTies } from './draws.ts';
import type { Graph } from './graph.ts';
import { drawCount } from './kernels/draw-sums/stream.ts';
import { unknownShare } from './shares.ts';
import { sum } from './sum.ts';
import type { Estimate, Grade } from './types.ts';

/** An estimate that is no share, with its 90 % interval. */
export interface Between {
  value: number;
  low: number;
  high: number;
}

/** Share of the people elsewhere who are in reach, and how many they are. */
export interface PeopleReach extends Estimate {
  /** Rounded; null where nobody's size is known. */
  people: Between | null;
  /** Servers that may be in reach and have no known size: they are in neither figure. */
  unsized: number;
}

/** People on some servers, summed up and drawn. */
export interface PeopleSums {
  inReach: number;
  all: number;
  inReachDraws: Float64Array;
  allDraws: Float64Array;
  unsized: number;
}

/** @param chance p_j by node */
export function sumPeople(
  { audience, draws }: Pick<Graph, 'audience' | 'draws'>,
  nodes: readonly number[],
  chance: ArrayLike<number>,
): PeopleSums {
  const known = nodes.filter((node) => !Number.isNaN(audience.people[node]!));
  const size = known.map((node) => audience.people[node]!);
  const variance = known.map((node) => Math.expm1(audience.sigma[node]! ** 2));
  const there = known.map((node) => chance[node]!);
  const ties = { nodes: known, weight: size, relative: variance };
  return {
    inReach: sum(size.map((people, at) => people * there[at]!)),
    all: sum(size),
    inReachDraws: sumPossibleTies(draws, ties, there, drawsBetween),
    allDraws: sumDraws(draws, ties, drawsBetween),
    unsized: nodes.filter((node) => chance[node]! > 0 && Number.isNaN(audience.people[node]!)).length,
  };
}

export function addSums(sums: readonly PeopleSums[]): PeopleSums {
  const whole: PeopleSums = {
    inReach: 0,
    all: 0,
    inReachDraws: new Float64Array(drawCount),
    allDraws: new Float64Array(drawCount),
    unsized: 0,
  };
  for (const { inReach, all, inReachDraws, allDraws, unsized } of sums) {
    whole.inReach += inReach;
    whole.all += all;
    whole.unsized += unsized;
    for (let draw = 0; draw < drawCount; draw++) {
      whole.inReachDraws[draw]! += inReachDraws[draw]!;
      whole.allDraws[draw]! += allDraws[draw]!;
    }
  }
  return whole;
}

/** @returns the share with interval and grade; not known where nobody's size is, or where all that is in reach has none */
export function toShare({ inReach, all, inReachDraws, allDraws, unsized }: PeopleSums, grade: Grade | null): Estimate {
  if (all === 0 || (inReach === 0 && unsized > 0)) return unknownShare;
  const share = inReach / all;
  // Sizes that are hardly known may all be drawn as next to nothing, which tells no share.
  const drawn = inReachDraws.map((people, draw) => (allDraws[draw] === 0 ? share : people / allDraws[draw]!));
  const { low, high } = between(share, drawn);
  return { share, low, high, grade };
}

export function toReach(sums: PeopleSums, grade: Grade | null): PeopleReach {
  const { inReach, inReachDraws, unsized } = sums;
  const share = toShare(sums, grade);
  if (share.share === null) return { ...share, people: null, unsized };
  const { value, low, high } = between(inReach, inReachDraws);
  return { ...share, people: { value: Math.round(value), low: Math.round(low), high: Math.round(high) }, unsized };
}

/** @returns the value with the 90 % interval of its draws, which always holds it */
export function between(value: number, drawn: Float64Array): Between {
  const { low, high } = interval90(drawn);
  return { value, low: Math.min(value, low), high: Math.max(value, high) };
}
