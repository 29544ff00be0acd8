/**
 * How much more, or less, the accounts of a server are followed than its size and kind let expect, and how much its
 * people follow: gamma–Poisson shrinkage, u = (o + κ) / (e + κ) with o follows counted and e expected, 1/κ the mean
 * excess variance of o over e. D. Clayton, J. Kaldor. Empirical Bayes estimates of age-standardized relative risks for use
 * in disease mapping. Biometrics 43(3), 1987, 671–681.
 */
import { type FollowModel, followsIfTied } from '../follows.ts';
import type { CalibrationPairs } from './pairs.ts';

/** Fewer pseudo-follows would let one celebrity speak for a server. */
const leastShrinkage = 0.3;
/** Popularity and activity are found in turns; by then they move no more. */
const rounds = 3;

/** @returns (o + κ) / (e + κ) */
export function shrunkRatio(observed: number, expected: number, kappa: number): number {
  return (observed + kappa) / (expected + kappa);
}

/**
 * @param uses whether the pairs of a calibration server count
 * @returns the model with the popularity and the activity of every server that the pairs speak of
 */
export function addPopularity(
  model: FollowModel,
  pairs: CalibrationPairs,
  uses: (server: number) => boolean,
): FollowModel {
  let adjusted = model;
  for (let round = 0; round < rounds; round++) {
    adjusted = adjust(model, adjusted, pairs, uses, 'author');
    adjusted = adjust(model, adjusted, pairs, uses, 'reader');
  }
  return adjusted;
}

/** Finds one side's multipliers anew, given the other's. */
function adjust(
  model: FollowModel,
  adjusted: FollowModel,
  pairs: CalibrationPairs,
  uses: (server: number) => boolean,
  side: 'author' | 'reader',
): FollowModel {
  const bare = { ...adjusted, [side]: model[side] };
  const { observed, expected } = sumBySide(bare, pairs, uses, side);
  const kappa = estimateShrinkage(observed, expected);
  return {
    ...adjusted,
    [side]: model[side].map((value, node) => value * shrunkRatio(observed[node]!, expected[node]!, kappa)),
  };
}

function sumBySide(
  model: FollowModel,
  { server, other, evidence, mask, out, in: back }: CalibrationPairs,
  uses: (server: number) => boolean,
  side: 'author' | 'reader',
): { observed: Float64Array; expected: Float64Array } {
  const observed = new Float64Array(model.group.length);
  const expected = new Float64Array(model.group.length);
  for (let at = 0; at < server.length; at++) {
    const a = server[at]!;
    if (!uses(a)) continue;
    const b = other[at]!;
    const [first, second] = side === 'author' ? [b, a] : [a, b];
    observed[first]! += out[at]!;
    expected[first]! += followsIfTied(model, a, b, evidence[at]!) * mask[at]!;
    observed[second]! += back[at]!;
    expected[second]! += followsIfTied(model, b, a, evidence[at]!) * mask[at]!;
  }
  return { observed, expected };
}

/** κ by the method of moments, weighed by e²: large sums say most about the scatter. */
export function estimateShrinkage(observed: Float64Array, expected: Float64Array): number {
  let excess = 0;
  let weight = 0;
  for (let node = 0; node < observed.length; node++) {
    const e = expected[node]!;
    if (e === 0) continue;
    excess += (observed[node]! - e) ** 2 - observed[node]!;
    weight += e * e;
  }
  return excess <= 0 ? Number.MAX_SAFE_INTEGER : Math.max(leastShrinkage, weight / excess);
}
