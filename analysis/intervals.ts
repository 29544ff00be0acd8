/**
 * How far off a share may be: its 90 % interval.
 *
 * Of a tie of weight μ_j not everything is known: single ties scatter far more than chance, because few accounts draw
 * most follows (c, calibrated on servers that publish counts), sizes are estimates (σ_j), and some ties may not be there
 * (m_j). Together v_j = μ_j + (c + e^{σ_j²} − 1 + (1 − m_j) / m_j) μ_j². Counts that are published have v_j = 0.
 *
 * What is shown comes from draws (draws.ts): every tie is multiplied by a random number of mean 1 and variance v_j / μ_j²,
 * the share taken anew, 201 times, and the 5th and 95th percentile kept. `analyticInterval` is the delta method on the
 * logit scale, for sort keys and checks; its bounds are not monotone in the set that is cut, and it covers less.
 */
import { interval90 } from './draws.ts';
import { drawCount } from './kernels/draw-sums/stream.ts';
import { logistic } from './kernels/ridge-logistic.ts';
import type { Estimate } from './types.ts';

/** 95th percentile of the normal distribution: 90 % lie between both sides. */
export const quantile = 1.645;
/** Where the known ties say "none" or "all", half a follow may have been missed. */
const pseudoTie = 0.5;

export type Interval = Omit<Estimate, 'grade'>;

/** @returns e^{σ²} − 1: relative variance of a size whose logarithm is normal */
export function varianceOfSize(sigma: number): number {
  return Math.expm1(sigma ** 2);
}

/**
 * @param size `varianceOfSize` of the other server
 * @returns v_j / μ_j² of an estimated tie
 */
export function relativeVariance(mu: number, size: number, mask: number, dispersion: number): number {
  return 1 / mu + dispersion + size + (1 - mask) / mask;
}

/** A share as drawn many times. */
export interface DrawnShare {
  /** Weight of the part and of the whole, as estimated. */
  part: number;
  whole: number;
  /** The same by draw. */
  partDraws: Float64Array;
  wholeDraws: Float64Array;
  /** Ties in the part; without any it is 0 for certain. */
  ties: number;
}

/** @returns nulls when the whole weighs nothing */
export function drawnInterval({ part, whole, partDraws, wholeDraws, ties }: DrawnShare): Interval {
  if (whole === 0) return { share: null, low: null, high: null };
  if (ties === 0) return { share: 0, low: 0, high: 0 };
  const missed = pseudoTie / (whole + pseudoTie);
  if (part === 0) return { share: 0, low: 0, high: missed };
  if (part >= whole) return { share: 1, low: 1 - missed, high: 1 };
  const share = part / whole;
  for (let draw = 0; draw < drawCount; draw++) {
    const value = partDraws[draw]!;
    ratios[draw] = value === 0 ? 0 : value / wholeDraws[draw]!;
  }
  const { low, high } = interval90(ratios);
  // Less than half a follow is none: follows come whole.
  const least = low * whole < pseudoTie ? 0 : Math.min(low, share);
  return { share, low: least, high: Math.max(high, share, missed) };
}

/** Read as soon as it is filled, tens of thousands of times for one answer. */
const ratios = new Float64Array(drawCount);

/** @returns the share of counts, which leave nothing to guess */
export function exactInterval(part: number, whole: number): Interval {
  const share = whole === 0 ? null : part / whole;
  return { share, low: share, high: share };
}

export interface IntervalTerms {
  /** μ_j, follows or people. */
  weight: ArrayLike<number>;
  /** 1 where the weight is cut, else 0. */
  cut: ArrayLike<number>;
  /** σ_j. */
  sigma: ArrayLike<number>;
  /** m_j; not 0 where there is weight. */
  mask: ArrayLike<number>;
}

/**
 * Var(s) = [ (1−s)² Σ_{cut} v_j + s² Σ_{kept} v_j ] / D², for s = N / D strictly between 0 and 1.
 * @returns nulls when the weights sum to 0
 */
export function analyticInterval({ weight, cut, sigma, mask }: IntervalTerms, dispersion: number): Interval {
  let [part, whole, partVariance, keptVariance] = [0, 0, 0, 0];
  for (let at = 0; at < weight.length; at++) {
    const mu = weight[at]!;
    if (mu === 0) continue;
    const variance = mu * mu * relativeVariance(mu, varianceOfSize(sigma[at]!), mask[at]!, dispersion);
    whole += mu;
    if (cut[at]! > 0) {
      part += mu;
      partVariance += variance;
    } else keptVariance += variance;
  }
  if (whole === 0) return { share: null, low: null, high: null };
  const share = part / whole;
  if (share === 0 || share === 1) return { share, low: share, high: share };
  const variance = (1 - share) ** 2 * partVariance + share ** 2 * keptVariance;
  const spread = (quantile * Math.sqrt(variance)) / whole / (share * (1 - share));
  const centre = Math.log(share / (1 - share));
  return { share, low: logistic(centre - spread), high: logistic(centre + spread) };
}
