import { expect, test } from 'vitest';
import { seededRandom } from '../../../data/random.ts';

const first = (seed: number, count: number) => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, random);
};

test('the same seed gives the same numbers, another seed others, all in [0, 1)', () => {
  expect(first(1, 50)).toEqual(first(1, 50));
  expect(first(1, 50)).not.toEqual(first(2, 50));
  for (const value of first(3, 1000)) {
    expect(value).toBeGreaterThanOrEqual(0);
    expect(value).toBeLessThan(1);
  }
});

test('small seeds begin no nearer to 0 and 1 than chance would', () => {
  const starts = Array.from({ length: 200 }, (_, seed) => first(seed, 1)[0]!);
  const middle = starts.filter((value) => value > 0.1 && value < 0.9).length;
  expect(middle).toBeGreaterThan(140);
  expect(middle).toBeLessThan(180);
});
