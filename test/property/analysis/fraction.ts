/**
 * Exact fractions, so that what the slow versions say is beyond doubt: sums come in any order, nothing is rounded before a
 * figure is compared.
 */

/** A rational number in lowest terms; `under` is above 0. */
export interface Fraction {
  over: bigint;
  under: bigint;
}

/** @throws Error when `under` is 0 */
export function fraction(over: number | bigint, under: number | bigint = 1): Fraction {
  return reduce(BigInt(over), BigInt(under));
}

/** A floating-point number as the fraction it is: an integer, or one over a power of two. */
export function exactly(value: number): Fraction {
  let [scaled, under] = [value, 1n];
  while (!Number.isInteger(scaled)) {
    if (!Number.isFinite(scaled)) throw new Error(`expected a number that is finite, got ${value}`);
    scaled *= 2;
    under *= 2n;
  }
  return reduce(BigInt(scaled), under);
}

export const zero: Fraction = fraction(0);
export const one: Fraction = fraction(1);

export function plus(a: Fraction, b: Fraction): Fraction {
  return reduce(a.over * b.under + b.over * a.under, a.under * b.under);
}

export function minus(a: Fraction, b: Fraction): Fraction {
  return plus(a, { over: -b.over, under: b.under });
}

export function times(...factors: readonly Fraction[]): Fraction {
  return factors.reduce((a, b) => reduce(a.over * b.over, a.under * b.under), one);
}

/** @throws Error when b is 0 */
export function dividedBy(a: Fraction, b: Fraction): Fraction {
  return reduce(a.over * b.under, a.under * b.over);
}

export function power({ over, under }: Fraction, exponent: number): Fraction {
  return { over: over ** BigInt(exponent), under: under ** BigInt(exponent) };
}

export function total(values: readonly Fraction[]): Fraction {
  return values.reduce(plus, zero);
}

/** Sums by name, each 0 as yet. */
export function sumsOf<Name extends string>(...names: readonly Name[]): Record<Name, Fraction> {
  return Object.fromEntries(names.map((name) => [name, zero])) as Record<Name, Fraction>;
}

export function addTo<Name extends string>(sums: Record<Name, Fraction>, name: Name, weight: Fraction): void {
  sums[name] = plus(sums[name], weight);
}

export function isZero({ over }: Fraction): boolean {
  return over === 0n;
}

/** @returns below 0, 0 or above 0 as a is less than, equal to or more than b */
export function compare(a: Fraction, b: Fraction): number {
  const { over } = minus(a, b);
  return over === 0n ? 0 : over < 0n ? -1 : 1;
}

/** The nearest floating-point number, but for the last digit; 0 for what is within 1e-280 of it. */
export function toNumber({ over, under }: Fraction): number {
  const shift = Math.max(0, lengthOf(under) - lengthOf(over) + 64);
  return Number((over << BigInt(shift)) / under) / 2 ** shift;
}

/** In bits, rounded up to four. */
function lengthOf(value: bigint): number {
  return 4 * (value < 0n ? -value : value).toString(16).length;
}

function reduce(over: bigint, under: bigint): Fraction {
  if (under === 0n) throw new Error(`expected something to divide by, got ${over}/0`);
  let [a, b] = [over < 0n ? -over : over, under < 0n ? -under : under];
  while (b !== 0n) [a, b] = [b, a % b];
  const sign = under < 0n ? -1n : 1n;
  return { over: (sign * over) / a, under: (sign * under) / a };
}
