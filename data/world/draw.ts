/** Drawing from distributions with a given source of uniform numbers in [0, 1). */

/** Draws a position. */
export type Draw = (random: () => number) => number;

/** @returns a standard normal number (Box and Muller, 1958) */
export function drawNormal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** @returns exp(N(0, sigma²)): a factor around 1 */
export function drawFactor(random: () => number, sigma: number): number {
  return Math.exp(sigma * drawNormal(random));
}

/** @returns the integer at or above `value`, by chance, so that the mean is `value` */
export function drawRound(random: () => number, value: number): number {
  return Math.floor(value + random());
}

/** @returns one key of `shares`, with chance in proportion to its value */
export function drawFrom<Key extends string>(random: () => number, shares: Readonly<Record<Key, number>>): Key {
  const entries = Object.entries<number>(shares) as [Key, number][];
  const total = entries.reduce((sum, [, share]) => sum + share, 0);
  let rest = random() * total;
  for (const [key, share] of entries) {
    rest -= share;
    if (rest < 0) return key;
  }
  return entries.at(-1)![0];
}

/**
 * Draws positions in proportion to `weights` in constant time.
 * M. D. Vose. A linear algorithm for generating random numbers with a given distribution. IEEE TSE 17(9), 1991.
 * @param weights at least one, none negative, not all 0
 */
export function weightedDraw(weights: Float64Array): Draw {
  const size = weights.length;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0)) throw new Error(`expected positive weights, got a sum of ${total}`);
  const keep = Float64Array.from(weights, (weight) => (weight * size) / total);
  const alias = Uint32Array.from(weights, (_, position) => position);
  const small: number[] = [];
  const large: number[] = [];
  keep.forEach((share, position) => {
    (share < 1 ? small : large).push(position);
  });
  while (small.length > 0 && large.length > 0) {
    const low = small.pop()!;
    const high = large.at(-1)!;
    alias[low] = high;
    keep[high]! -= 1 - keep[low]!;
    if (keep[high]! < 1) small.push(large.pop()!);
  }
  for (const position of [...small, ...large]) keep[position] = 1;
  return (random) => {
    const position = Math.floor(random() * size);
    return random() < keep[position]! ? position : alias[position]!;
  };
}
