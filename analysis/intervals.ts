/**
 * How far off a share may be: a 90 % interval on the logit scale.
 *
 * For a share s = N / D of weights μ_j, single ties scatter far more than chance, because few accounts draw most follows:
 * v_j = μ_j + (c + e^{σ_j²} − 1 + (1 − m_j) / m_j) μ_j², with σ_j the spread of the audience and m_j the probability
 * of the tie (its last term is the variance of a tie that is there or not). Then, by the delta method,
 * Var(s) = [ (1−s)² Σ_{cut} v_j + s² Σ_{kept} v_j ] / D².
 *
 * A logit interval never reaches 0, and many ties carry no follow at all. A count that scatters so (negative binomial)
 * is 0 with the probability (1 + c μ_j)^(−1/c); where the ties that are cut are all empty with more than the 5 % that
 * lie below a 90 % interval, its low end is 0.
 */
import type { Estimate } from './types.ts';

/**
 * c, not calibrated on real counts: the largest value the method considers, because these weights know nothing of
 * languages. In simulated fediverses of 300 servers, where people mostly read their own language, the interval then
 * covers 90 to 100 % of the planted shares where one server or a list is cut, and 80 % where a whole language is
 * (test/testbed/intervals.test.ts).
 */
export const uncalibratedDispersion = 4.5;
/** 95th percentile of the normal distribution: 90 % lie between both sides. */
const quantile = 1.645;
/** Probability left below the interval. */
const lowerTail = 0.05;
/** Where the known ties say "none" or "all", half a person's worth may have been missed. */
const pseudoTie = 0.5;

export type Interval = Omit<Estimate, 'grade'>;

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

/** Ties summed up: what a share is taken of, or the part of it. */
export interface TieSum {
  /** Σ μ_j. */
  weight: number;
  /** Σ v_j. */
  variance: number;
  ties: number;
  /** Probability that none of them carries a follow. */
  allEmpty: number;
}

export function noTies(): TieSum {
  return { weight: 0, variance: 0, ties: 0, allEmpty: 1 };
}

/** Adds one tie of weight μ, spread σ and probability m. */
export function addTie(
  sum: TieSum,
  mu: number,
  sigma: number,
  mask: number,
  dispersion = uncalibratedDispersion,
): void {
  sum.ties++;
  if (mu === 0) return;
  const relative = dispersion + Math.expm1(sigma ** 2) + (1 - mask) / mask;
  sum.weight += mu;
  sum.variance += mu + relative * mu * mu;
  sum.allEmpty *= 1 - mask + mask * (1 + dispersion * mu) ** (-1 / dispersion);
}

/** @returns the share that is cut, with its interval; nulls when the weights sum to 0 */
export function estimateShare(terms: IntervalTerms, dispersion = uncalibratedDispersion): Interval {
  const all = noTies();
  const part = noTies();
  for (let at = 0; at < terms.weight.length; at++) {
    const tie = [terms.weight[at]!, terms.sigma[at]!, terms.mask[at]!, dispersion] as const;
    addTie(all, ...tie);
    if (terms.cut[at]! > 0) addTie(part, ...tie);
  }
  return estimatePart(part, all);
}

/** As `estimateShare`, from sums; `all` holds `part`. O(1). */
export function estimatePart(part: TieSum, all: TieSum): Interval {
  if (all.weight === 0) return { share: null, low: null, high: null };
  if (part.ties === 0) return { share: 0, low: 0, high: 0 };
  const missed = pseudoTie / (all.weight + pseudoTie);
  if (part.weight === 0) return { share: 0, low: 0, high: missed };
  if (part.weight >= all.weight) return { share: 1, low: 1 - missed, high: 1 };

  const share = part.weight / all.weight;
  const kept = Math.max(0, all.variance - part.variance);
  const variance = (1 - share) ** 2 * part.variance + share ** 2 * kept;
  const spread = (quantile * Math.sqrt(variance)) / all.weight / (share * (1 - share));
  const centre = Math.log(share / (1 - share));
  const low = part.allEmpty > lowerTail ? 0 : logistic(centre - spread);
  return { share, low, high: logistic(centre + spread) };
}

/** @returns the share that is cut of published counts, which leave nothing to guess */
export function exactPart(part: TieSum, all: TieSum): Interval {
  const share = all.weight === 0 ? null : part.weight / all.weight;
  return { share, low: share, high: share };
}

function logistic(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
