/**
 * Two ranks near the ends of many numbers, without sorting the rest: the outermost so far are kept in order, and a number
 * that is none of them costs two comparisons. O(n + k² log(n/k)) expected in random order, k being the larger rank.
 */

const lowest: number[] = [];
const highest: number[] = [];

/**
 * @param values none of them NaN
 * @param fromBelow @param fromAbove ranks from either end, 0 being the outermost; both below the number of values
 */
export function outerRanks(
  values: Float64Array,
  fromBelow: number,
  fromAbove: number,
): { below: number; above: number } {
  for (let at = 0; at <= fromBelow; at++) lowest[at] = Number.POSITIVE_INFINITY;
  for (let at = 0; at <= fromAbove; at++) highest[at] = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!;
    if (value < lowest[fromBelow]!) {
      let place = fromBelow;
      for (; place > 0 && value < lowest[place - 1]!; place--) lowest[place] = lowest[place - 1]!;
      lowest[place] = value;
    }
    if (value > highest[fromAbove]!) {
      let place = fromAbove;
      for (; place > 0 && value > highest[place - 1]!; place--) highest[place] = highest[place - 1]!;
      highest[place] = value;
    }
  }
  return { below: lowest[fromBelow]!, above: highest[fromAbove]! };
}
