/**
 * How well one set of numbers orders another. Shares of follows are skewed, so that a few large errors say little of
 * whether the order is right; and the order is what a person with a long list to go through needs.
 */

/**
 * C. Spearman. The proof and measurement of association between two things. Am. J. Psychol. 15(1), 1904, 72–101; with
 * mean ranks for ties, as Pearson's correlation of the ranks.
 * @returns from -1 to 1; null for fewer than two numbers, or where all on one side are equal
 */
export function spearman(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  if (a.length !== b.length) throw new Error(`expected as many numbers on both sides, got ${a.length} and ${b.length}`);
  const x = meanRanks(a);
  const y = meanRanks(b);
  const middle = (a.length + 1) / 2;
  let covariance = 0;
  let spreadX = 0;
  let spreadY = 0;
  for (let at = 0; at < x.length; at++) {
    covariance += (x[at]! - middle) * (y[at]! - middle);
    spreadX += (x[at]! - middle) ** 2;
    spreadY += (y[at]! - middle) ** 2;
  }
  return spreadX === 0 || spreadY === 0 ? null : covariance / Math.sqrt(spreadX * spreadY);
}

/** @returns ranks from 1; equal numbers share the mean of their ranks */
export function meanRanks(values: ArrayLike<number>): Float64Array {
  const order = Uint32Array.from(values, (_, at) => at).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (let at = from; at < to; at++) ranks[order[at]!] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
}

/** @returns positions of the `count` largest numbers above 0, largest first; equal ones by position */
export function largest(values: ArrayLike<number>, count: number): number[] {
  return Array.from(values, (_, at) => at)
    .filter((at) => values[at]! > 0)
    .sort((a, b) => values[b]! - values[a]! || a - b)
    .slice(0, count);
}

/**
 * @returns share of the `count` truly largest that are among as many estimated ones; null where nothing is above 0.
 * With fewer than `count` above 0, those are asked for.
 */
export function overlapOfLargest(truth: ArrayLike<number>, estimate: ArrayLike<number>, count: number): number | null {
  const wanted = largest(truth, count);
  if (wanted.length === 0) return null;
  const found = new Set(largest(estimate, wanted.length));
  return wanted.filter((at) => found.has(at)).length / wanted.length;
}

/**
 * What a person finds who looks only at the entries estimated to be largest.
 * @returns their true sum over the largest that `count` entries can have; null where nothing is above 0
 */
export function caughtByLargest(truth: ArrayLike<number>, estimate: ArrayLike<number>, count: number): number | null {
  const sum = (places: readonly number[]) => places.reduce((total, at) => total + truth[at]!, 0);
  const best = sum(largest(truth, count));
  return best === 0 ? null : sum(largest(estimate, count)) / best;
}
