import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  compare,
  dividedBy,
  exactly,
  type Fraction,
  fraction,
  isZero,
  minus,
  plus,
  power,
  times,
  toNumber,
  total,
  zero,
} from './fraction.ts';

const fractions: fc.Arbitrary<Fraction> = fc
  .tuple(fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }), fc.bigInt({ min: 1n, max: 2n ** 80n }))
  .map(([over, under]) => fraction(over, under));
const numbers = fc
  .double({ noNaN: true, min: -1e200, max: 1e200 })
  .filter((value) => value === 0 || Math.abs(value) > 1e-200);
const say = ({ over, under }: Fraction) => `${over}/${under}`;

test.each([
  [fraction(6, -4), '-3/2'],
  [plus(fraction(1, 6), fraction(1, 10)), '4/15'],
  [minus(fraction(1, 6), fraction(1, 10)), '1/15'],
  [times(fraction(2, 3), fraction(9, 4), fraction(-1)), '-3/2'],
  [dividedBy(fraction(2, 3), fraction(-4, 9)), '-3/2'],
  [power(fraction(-2, 3), 3), '-8/27'],
  [total([fraction(1, 2), fraction(1, 3), fraction(1, 6)]), '1/1'],
  [total([]), '0/1'],
  [exactly(-0.375), '-3/8'],
  [exactly(0.1), '3602879701896397/36028797018963968'],
])('arithmetic as by hand, %#', (got, expected) => {
  expect(say(got)).toBe(expected);
});

test('every number is a fraction and comes back as it was', () => {
  fc.assert(
    fc.property(numbers, (value) => {
      expect(toNumber(exactly(value)) === value).toBe(true);
    }),
    { numRuns: 1000, seed: 1 },
  );
});

test('a fraction of integers is what division says, up to the last digit', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1 }), (over, under) => {
      expect(Math.abs(toNumber(fraction(over, under)) - over / under)).toBeLessThanOrEqual(
        Number.EPSILON * Math.abs(over / under),
      );
    }),
    { numRuns: 1000, seed: 2 },
  );
});

test('what is added is taken off again, what is multiplied divides again, and the order of sums is nothing', () => {
  fc.assert(
    fc.property(fractions, fractions, fractions, (a, b, c) => {
      expect(minus(plus(a, b), b)).toEqual(a);
      if (!isZero(b)) expect(dividedBy(times(a, b), b)).toEqual(a);
      expect(total([a, b, c])).toEqual(total([c, a, b]));
      expect(times(a, plus(b, c))).toEqual(plus(times(a, b), times(a, c)));
      expect(compare(plus(a, power(b, 2)), a)).toBe(isZero(b) ? 0 : 1);
      expect(compare(a, b)).toBe(0 - compare(b, a));
    }),
    { numRuns: 500, seed: 3 },
  );
});

test('what is no number, or divides by nothing, is refused', () => {
  expect(() => exactly(Number.NaN)).toThrow('finite');
  expect(() => exactly(Number.POSITIVE_INFINITY)).toThrow('finite');
  expect(() => dividedBy(fraction(1), zero)).toThrow('divide by');
});
