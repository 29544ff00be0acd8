/** How large the factor of each source must be for its list to have the wanted number of peers on average. */
import type { Census } from './census.ts';
import { communityBoost, mostChance } from './pair-draw.ts';
import { largeScales } from './sizes.ts';

/** No list names more than this share of all hosts. */
const longestList = 0.93;
const bisections = 36;

/**
 * @param share how many times the entries of one day are drawn: more than one where some hold on one of two days only
 * @returns by position in `publishers`
 */
export function listFactors(census: Census, share: number): Float64Array {
  const { size, publishers, reach, popularity, community, communities } = census;
  const lengths = wantedLengths(
    Float64Array.from(publishers, (host) => reach[host]!),
    largeScales[size].edges * share,
    longestList * popularity.length,
  );
  const everybody = new CappedSum(popularity);
  const members = Array.from(
    { length: communities },
    (_, own) => new CappedSum(popularity.filter((__, host) => community[host] === own)),
  );
  return lengths.map((length, at) => {
    const own = members[community[publishers[at]!]!]!;
    const expected = (factor: number) => everybody.of(factor) - own.of(factor) + own.of(factor * communityBoost);
    let low = -30;
    let high = 10;
    for (let step = 0; step < bisections; step++) {
      const middle = (low + high) / 2;
      if (expected(Math.exp(middle)) < length) low = middle;
      else high = middle;
    }
    return Math.exp((low + high) / 2);
  });
}

/** In proportion to `reach`, none above `longest`, `edges` in all. */
function wantedLengths(reach: Float64Array, edges: number, longest: number): Float64Array {
  let low = 0;
  let high = longest / reach.reduce((least, value) => Math.min(least, value));
  const total = (scale: number) => reach.reduce((sum, value) => sum + Math.min(longest, scale * value), 0);
  for (let step = 0; step < 2 * bisections; step++) {
    const middle = (low + high) / 2;
    if (total(middle) < edges) low = middle;
    else high = middle;
  }
  return reach.map((value) => Math.min(longest, low * value));
}

/** Sums of chances, each at most `mostChance`, for any factor: sorted once, two steps of search a sum. */
class CappedSum {
  readonly #sorted: Float64Array;
  /** Sum of those from a position on. */
  readonly #rest: Float64Array;

  constructor(weights: Float64Array) {
    this.#sorted = weights.slice().sort().reverse();
    this.#rest = new Float64Array(weights.length + 1);
    for (let at = weights.length - 1; at >= 0; at--) this.#rest[at] = this.#rest[at + 1]! + this.#sorted[at]!;
  }

  of(factor: number): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (factor * this.#sorted[middle]! >= mostChance) low = middle + 1;
      else high = middle;
    }
    return mostChance * low + factor * this.#rest[low]!;
  }
}
