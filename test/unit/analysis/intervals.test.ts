import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawsIn, seedDraws, sumDraws } from '../../../analysis/draws.ts';
import { drawnInterval, relativeVariance, varianceOfSize } from '../../../analysis/intervals.ts';

const names = Array.from({ length: 60 }, (_, at) => `s${at}.example`);
const draws = seedDraws(names);
const dispersion = 1.5;

/** The share of the ties that are cut, all of one sigma and mask. */
function shareOf(
  weight: readonly number[],
  isCut: (at: number) => boolean,
  { sigma = 0, mask = 1, kindVariance = 0 } = {},
) {
  const relative = weight.map((mu) => (mu === 0 ? 0 : relativeVariance(mu, varianceOfSize(sigma), mask, dispersion)));
  const sum = (nodes: number[]) =>
    sumDraws(
      draws,
      { nodes, weight: nodes.map((at) => weight[at]!), relative: nodes.map((at) => relative[at]!), kindVariance },
      drawsIn,
    );
  const all = weight.map((_, at) => at);
  const cut = all.filter(isCut);
  const total = (nodes: number[]) => nodes.reduce((whole, at) => whole + weight[at]!, 0);
  return drawnInterval({
    part: total(cut),
    whole: total(all),
    partDraws: sum(cut),
    wholeDraws: sum(all),
    ties: cut.length,
  });
}

test.each([
  ['no weight at all is no share', [0, 0], [0], { share: null, low: null, high: null }],
  ['nothing cut is exactly nothing', [5, 5], [], { share: 0, low: 0, high: 0 }],
  ['what is cut weighs nothing: something may have been missed', [9.5, 0], [1], { share: 0, low: 0, high: 0.05 }],
  ['all that is known is cut: something may have been missed', [9.5, 0], [0], { share: 1, low: 0.95, high: 1 }],
])('%s', (_, weight, cut, expected) => {
  expect(shareOf(weight, (at) => cut.includes(at))).toEqual(expected);
});

const many = Array.from({ length: 40 }, () => 100);
const width = (options: Parameters<typeof shareOf>[2]) => {
  const { low, high } = shareOf(many, (at) => at < 20, options);
  return high! - low!;
};

test('many ties do not all carry none', () => {
  const { low, high } = shareOf(many, (at) => at < 20);
  expect(low).toBeGreaterThan(0.3);
  expect(low).toBeLessThan(0.5);
  expect(high).toBeGreaterThan(0.5);
});

test('ties that may not exist and sizes that are guessed widen the interval', () => {
  expect(width({ sigma: 0.8 })).toBeGreaterThan(width({}));
  expect(width({ mask: 0.4 })).toBeGreaterThan(width({}));
});

test('what is off for all ties alike cancels from a share', () => {
  expect(width({ kindVariance: 0.8 })).toBeCloseTo(width({}), 9);
});

test('the bounds hold the estimate, and never fall when more is cut', () => {
  const weights = fc.array(fc.constantFrom(0, 0.2, 3, 40, 900), { minLength: 2, maxLength: 60 });
  fc.assert(
    fc.property(weights, fc.nat(60), fc.nat(60), (weight, a, b) => {
      const [few, more] = [Math.min(a, b), Math.max(a, b)];
      const small = shareOf(weight, (at) => at < few);
      const large = shareOf(weight, (at) => at < more);
      if (small.share === null) return;
      for (const { low, share, high } of [small, large]) {
        expect(low!).toBeLessThanOrEqual(share!);
        expect(high!).toBeGreaterThanOrEqual(share!);
      }
      expect(large.low!).toBeGreaterThanOrEqual(small.low! - 1e-12);
      expect(large.high!).toBeGreaterThanOrEqual(small.high! - 1e-12);
    }),
    { numRuns: 500, seed: 1 },
  );
});
