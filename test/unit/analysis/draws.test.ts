import { expect, test } from 'vitest';
import { drawsIn, drawsOut, interval90, seedDraws, sumDraws, sumDrawsTogether } from '../../../analysis/draws.ts';
import { drawCount } from '../../../analysis/kernels/draw-sums/stream.ts';
import { gammaQuantiles } from '../../../analysis/kernels/gamma-table.ts';
import { singleDraws } from '../../../analysis/single-draws.ts';

test.each([0.001, 0.05, 0.25, 1, 4, 20])('gamma numbers of mean 1 with relative variance %s have both', (variance) => {
  const quantiles = gammaQuantiles(variance, 4096);
  const mean = quantiles.reduce((sum, value) => sum + value, 0) / quantiles.length;
  const spread = quantiles.reduce((sum, value) => sum + (value - mean) ** 2, 0) / quantiles.length;
  expect(mean).toBeCloseTo(1, 6);
  expect(spread / variance).toBeGreaterThan(0.95);
  expect(spread / variance).toBeLessThan(1.01);
  expect([...quantiles]).toEqual([...quantiles].sort((a, b) => a - b));
});

test('with shape 1 they are the quantiles of the exponential distribution, −ln(1 − p)', () => {
  const quantiles = gammaQuantiles(1, 1000);
  for (const slot of [0, 50, 250, 500, 900, 990]) {
    expect(quantiles[slot]).toBeCloseTo(-Math.log(1 - (slot + 0.5) / 1000), 2);
  }
});

test('with shape ½ they are those of a squared normal number', () => {
  // Chi-squared with one degree of freedom: median 0.4549, 90th percentile 2.7055 (any table).
  const quantiles = gammaQuantiles(2, 1000);
  expect(quantiles[500]).toBeCloseTo(0.4549, 2);
  expect(quantiles[900]).toBeCloseTo(2.7055, 1);
});

const names = ['a.example', 'b.example', 'c.example'];
const one = (relative: number, node = 0) => ({ nodes: [node], weight: [10], relative: [relative] });

test('the draws of a host are the same under any node number, and others in the other direction', () => {
  const here = sumDraws(seedDraws(names), one(1, 2), drawsIn);
  const moved = sumDraws(seedDraws(['c.example', 'z.example']), one(1, 0), drawsIn);
  expect([...moved]).toEqual([...here]);
  expect([...sumDraws(seedDraws(names), one(1, 2), drawsOut)]).not.toEqual([...here]);
});

test('what is exact is the same in every draw, also beside what is not', () => {
  const draws = seedDraws(names);
  expect([...sumDraws(draws, one(0), drawsIn)]).toEqual(Array.from({ length: drawCount }, () => 10));
  const both = sumDraws(draws, { nodes: [0, 1], weight: [10, 5], relative: [0, 1], kindVariance: 0.5 }, drawsIn);
  const drawn = sumDraws(draws, { nodes: [1], weight: [5], relative: [1], kindVariance: 0.5 }, drawsIn);
  both.forEach((value, draw) => {
    expect(value).toBeCloseTo(10 + drawn[draw]!, 9);
  });
});

test.each([
  { weight: 10, relative: 0, kindVariance: 0.5 },
  { weight: 0, relative: 1, kindVariance: 0.5 },
  { weight: 0.02, relative: 50, kindVariance: 0 },
  { weight: 3, relative: 0.7, kindVariance: 0.5 },
])(
  'a tie that is drawn alone is to the last digit what the sum over it is: %o',
  ({ weight, relative, kindVariance }) => {
    const draws = seedDraws(names);
    const alone = singleDraws(draws, kindVariance, drawsOut);
    for (const [node, kind] of [0, 2, 2].entries()) {
      const ties = { nodes: [node], weight: [weight], relative: [relative], kind: [kind], kindVariance };
      expect([...alone({ node, weight, relative, kind })]).toEqual([...sumDraws(draws, ties, drawsOut)]);
    }
  },
);

test('ties of one kind are off together, ties of two kinds are not', () => {
  const draws = seedDraws(names);
  const nearlySure = 0.001;
  const share = (kind: number[]) => {
    const ties = { nodes: [0, 1], weight: [10, 10], relative: [nearlySure, nearlySure], kind, kindVariance: 1 };
    const first = sumDraws(draws, { ...ties, nodes: [0], weight: [10], kind: [kind[0]!] }, drawsIn);
    const { low, high } = interval90(first.map((value, draw) => value / sumDraws(draws, ties, drawsIn)[draw]!));
    return high - low;
  };
  expect(share([3, 3])).toBeLessThan(0.1);
  expect(share([3, 4])).toBeGreaterThan(0.5);
});

test('the interval lies between the fifth and the ninety-fifth percentile', () => {
  expect(interval90(Float64Array.from({ length: 100 }, (_, at) => 99 - at))).toEqual({ low: 5, high: 95 });
});

test('two weights drawn together are those drawn one by one, to the last digit', () => {
  const draws = seedDraws(names);
  const ties = { nodes: [2, 0, 1], relative: [0.7, 0, 12], kind: [0, 1, 4], kindVariance: 0.5 };
  const weights = [
    [3, 4, 5],
    [0, 0.1, 7],
    [0, 0, 0],
  ];
  for (const weight of weights) {
    for (const other of weights) {
      const apart = [weight, other].map((one) => sumDraws(draws, { ...ties, weight: one }, drawsIn));
      expect(sumDrawsTogether(draws, { ...ties, weight }, other, drawsIn)).toEqual(apart);
    }
  }
});
