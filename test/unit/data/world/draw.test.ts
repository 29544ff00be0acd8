import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '../../../../data/random.ts';
import { drawFactor, drawFrom, drawRound, weightedDraw } from '../../../../data/world/draw.ts';

test('positions come in proportion to their weights, and never where the weight is 0', () => {
  const weights = Float64Array.from([5, 0, 1, 3, 1]);
  const random = seededRandom(7);
  const draw = weightedDraw(weights);
  const tally = [0, 0, 0, 0, 0];
  const draws = 50_000;
  for (let made = 0; made < draws; made += 1) tally[draw(random)]! += 1;
  expect(tally[1]).toBe(0);
  for (const [position, weight] of weights.entries()) expect(tally[position]! / draws).toBeCloseTo(weight / 10, 1);
});

test('every draw is a position with a weight', () => {
  const weights = fc
    .array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 20 })
    .filter((list) => list.some((weight) => weight > 1e-3));
  fc.assert(
    fc.property(weights, fc.integer(), (list, seed) => {
      const draw = weightedDraw(Float64Array.from(list));
      const random = seededRandom(seed);
      for (let made = 0; made < 20; made += 1) expect(list[draw(random)]).toBeGreaterThan(0);
    }),
    { seed: 1 },
  );
});

test('weights that sum to nothing are a bug', () => {
  expect(() => weightedDraw(new Float64Array(3))).toThrow('positive weights');
});

test('a key without a share is never drawn, rounding keeps the mean, a factor centres on 1', () => {
  const random = seededRandom(3);
  const many = Array.from({ length: 4000 }, () => random());
  expect(new Set(many.map((value) => drawFrom(() => value, { a: 1, b: 0, c: 2 })))).toEqual(new Set(['a', 'c']));
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  expect(mean(many.map((value) => drawRound(() => value, 2.25)))).toBeCloseTo(2.25, 1);
  const factors = Array.from({ length: 4001 }, () => drawFactor(random, 0.5)).sort((a, b) => a - b);
  expect(factors[2000]).toBeCloseTo(1, 1);
});
