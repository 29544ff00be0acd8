/**
 * Multipliers of a log-linear model with main effects, by iterative proportional fitting. Each step sets one level's
 * multiplier so that expected and observed sums agree: f ← f (Σ F + K) / (Σ F̂ + K), with K pseudo-counts that keep levels
 * of little data near 1. Without K this is the Poisson maximum likelihood fit, which keeps totals exact, and is consistent
 * however unequal the variances are and however many counts are 0.
 * W. E. Deming, F. F. Stephan. On a least squares adjustment of a sampled frequency table. Ann. Math. Stat. 11, 1940.
 * J. M. C. Santos Silva, S. Tenreyro. The log of gravity. Rev. Econ. Stat. 88(4), 2006, 641–658.
 */

export const pseudoCounts = 5;

export interface Cells {
  /** Sum of the counts of each cell. */
  observed: Float64Array;
  /** Sum of what a model with all multipliers 1 expects. */
  exposure: Float64Array;
}

export interface Factor {
  levels: number;
  /** Per cell its level. */
  of: Uint16Array;
}

/**
 * @param sweeps times that every factor is adjusted; each costs O(cells × factors)
 * @returns for each factor its multipliers by level; 1 for a level without a cell
 */
export function fitProportions(
  { observed, exposure }: Cells,
  factors: readonly Factor[],
  sweeps: number,
): Float64Array[] {
  const expected = exposure.slice();
  const multipliers = factors.map(({ levels }) => new Float64Array(levels).fill(1));
  for (let sweep = 0; sweep < sweeps; sweep++) {
    factors.forEach(({ levels, of }, at) => {
      adjust(observed, expected, of, levels, multipliers[at]!);
    });
  }
  return multipliers;
}

function adjust(
  observed: Float64Array,
  expected: Float64Array,
  of: Uint16Array,
  levels: number,
  multiplier: Float64Array,
): void {
  const counted = new Float64Array(levels);
  const modelled = new Float64Array(levels);
  for (let cell = 0; cell < of.length; cell++) {
    counted[of[cell]!]! += observed[cell]!;
    modelled[of[cell]!]! += expected[cell]!;
  }
  const step = counted.map((sum, level) => (sum + pseudoCounts) / (modelled[level]! + pseudoCounts));
  for (let cell = 0; cell < of.length; cell++) expected[cell]! *= step[of[cell]!]!;
  for (let level = 0; level < levels; level++) multiplier[level]! *= step[level]!;
}
