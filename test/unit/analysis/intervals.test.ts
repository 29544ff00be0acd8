import { expect, test } from 'vitest';
import { estimateShare } from '../../../analysis/intervals.ts';

const sure = (weight: number[], cut: number[]) => ({
  weight,
  cut,
  sigma: weight.map(() => 0),
  mask: weight.map(() => 1),
});

test.each([
  ['no weight at all is no share', [0, 0], [1, 0], { share: null, low: null, high: null }],
  ['nothing cut is exactly nothing', [5, 5], [0, 0], { share: 0, low: 0, high: 0 }],
  ['what is cut weighs nothing: something may have been missed', [9.5, 0], [0, 1], { share: 0, low: 0, high: 0.05 }],
  ['all that is known is cut: something may have been missed', [9.5, 0], [1, 0], { share: 1, low: 0.95, high: 1 }],
])('%s', (_, weight, cut, expected) => {
  expect(estimateShare(sure(weight, cut))).toEqual(expected);
});

test('one tie may carry no follow at all, so that the low end is nothing', () => {
  const { low, share, high } = estimateShare(sure([100, 900], [1, 0]));
  expect([low, share]).toEqual([0, 0.1]);
  expect(high).toBeGreaterThan(0.1);
});

test('many ties do not all carry none', () => {
  const weight = Array.from({ length: 40 }, () => 100);
  const { low } = estimateShare(
    sure(
      weight,
      weight.map((_, at) => (at < 20 ? 1 : 0)),
    ),
  );
  expect(low).toBeGreaterThan(0.1);
  expect(low).toBeLessThan(0.5);
});

test('ties that may not exist and sizes that are guessed widen the interval', () => {
  const weight = Array.from({ length: 40 }, () => 100);
  const cut = weight.map((_, at) => (at < 20 ? 1 : 0));
  const width = (sigma: number, mask: number) => {
    const { low, high } = estimateShare({ weight, cut, sigma: weight.map(() => sigma), mask: weight.map(() => mask) });
    return high! - low!;
  };
  expect(width(0.5, 1)).toBeGreaterThan(width(0, 1));
  expect(width(0, 0.5)).toBeGreaterThan(width(0, 1));
});
