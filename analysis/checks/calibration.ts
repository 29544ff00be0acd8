/**
 * How far counts are from what was expected of them, tie by tie, and whether large and small ties are told apart by the right
 * factor.
 */
import { sum } from '../sum.ts';

/** A tie told to carry nothing that does carry follows is one where next to nothing was expected. */
const leastExpected = 1e-3;
const firstOctave = -10;
const octaves = 40;
/** Fewer expected follows say nothing about a bin. */
const fewestExpected = 30;

/** Ties by how many follows were expected: position b holds those with 2^(b + `firstOctave`) to twice as many, summed up. */
export interface Bins {
  ties: Float64Array;
  expected: Float64Array;
  counted: Float64Array;
}

/**
 * 2 Σ [ y ln(y / μ) − (y − μ) ].
 * P. McCullagh, J. A. Nelder. Generalized Linear Models. 2nd ed., Chapman and Hall, 1989, section 2.3.
 */
export function poissonDeviance(counted: ArrayLike<number>, expected: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < counted.length; at++) {
    const y = counted[at]!;
    const mu = y > 0 ? Math.max(expected[at]!, leastExpected) : expected[at]!;
    sum += (y > 0 ? y * Math.log(y / mu) : 0) - (y - mu);
  }
  return 2 * sum;
}

export function binByExpected(counted: ArrayLike<number>, expected: ArrayLike<number>): Bins {
  const bins = noBins();
  for (let at = 0; at < counted.length; at++) {
    const octave = Math.floor(Math.log2(expected[at]!)) - firstOctave;
    const bin = Math.min(Math.max(octave, 0), octaves - 1);
    bins.ties[bin]!++;
    bins.expected[bin]! += expected[at]!;
    bins.counted[bin]! += counted[at]!;
  }
  return bins;
}

/** @returns bins with the ties of all */
export function sumBins(all: readonly Bins[]): Bins {
  const sums = noBins();
  for (const bins of all) {
    for (const name of ['ties', 'expected', 'counted'] as const) {
      for (let bin = 0; bin < octaves; bin++) sums[name][bin]! += bins[name][bin]!;
    }
  }
  return sums;
}

/**
 * How the counted grows with the expected: 1 where twice as many expected are twice as many counted, below 1 where large ties
 * are told too large and small ones too small. A straight line through ln(mean counted) over ln(mean expected), each bin with
 * the weight of its expected follows.
 * @returns null with fewer than three bins to go by
 */
export function slopeOf({ ties, expected, counted }: Bins): number | null {
  const used = Array.from(ties, (_, bin) => bin).filter((bin) => expected[bin]! >= fewestExpected && counted[bin]! > 0);
  if (used.length < 3) return null;
  const weight = used.map((bin) => expected[bin]!);
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value, at) => sum + value * weight[at]!, 0) / sum(weight);
  const x = used.map((bin) => Math.log(expected[bin]! / ties[bin]!));
  const y = used.map((bin) => Math.log(counted[bin]! / ties[bin]!));
  const [middleX, middleY] = [mean(x), mean(y)];
  const covariance = mean(x.map((value, at) => (value - middleX) * (y[at]! - middleY)));
  return covariance / mean(x.map((value) => (value - middleX) ** 2));
}

function noBins(): Bins {
  const zeros = () => new Float64Array(octaves);
  return { ties: zeros(), expected: zeros(), counted: zeros() };
}
