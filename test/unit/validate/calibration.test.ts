import fc from 'fast-check';
import { expect, test } from 'vitest';
import { binByExpected, poissonDeviance, slopeOf, sumBins } from '../../../analysis/checks/calibration.ts';

const ties = fc.array(
  fc.record({ counted: fc.nat(5000), expected: fc.double({ min: 0.01, max: 5000, noNaN: true }) }),
  {
    minLength: 1,
    maxLength: 40,
  },
);

/** Twice how much less likely counts are under what was expected than under themselves, up to y!, which cancels. */
function slowDeviance(counted: number[], expected: number[]): number {
  const logLikelihood = (y: number, mu: number) => (y === 0 ? -mu : y * Math.log(mu) - mu);
  return counted.reduce((sum, y, at) => sum + 2 * (logLikelihood(y, y) - logLikelihood(y, expected[at]!)), 0);
}

test('the deviance agrees with the slow, obvious version, and is 0 for what was expected alone', () => {
  fc.assert(
    fc.property(ties, (cells) => {
      const counted = cells.map((cell) => cell.counted);
      const expected = cells.map((cell) => cell.expected);
      const deviance = poissonDeviance(counted, expected);
      expect(deviance).toBeCloseTo(slowDeviance(counted, expected), 4);
      expect(deviance).toBeGreaterThan(-1e-6);
      expect(poissonDeviance(counted, counted)).toBeCloseTo(0, 9);
    }),
  );
});

test('follows where none were expected cost much, and not without end', () => {
  expect(poissonDeviance([5], [0])).toBeCloseTo(2 * (5 * Math.log(5000) - (5 - 0.001)), 9);
  expect(poissonDeviance([0], [0])).toBe(0);
});

test('the slope is the power with which counts grow with what was expected', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.3, max: 2, noNaN: true }),
      fc.double({ min: 0.1, max: 10, noNaN: true }),
      (power, factor) => {
        const expected = [40, 90, 200, 600, 5000];
        const counted = expected.map((value) => factor * value ** power);
        expect(slopeOf(binByExpected(counted, expected))).toBeCloseTo(power, 9);
      },
    ),
  );
});

test('small ties count by their mean: a hundred that were to carry one follow each stand for one point', () => {
  const small = Array.from({ length: 100 }, (_, at) => at % 2);
  const bins = binByExpected([...small, 200, 800], [...small.map(() => 1), 200, 800]);
  // Means 0.5, 200 and 800 over 1, 200 and 800, weighed 100, 200 and 800.
  const [x, y, w] = [[1, 200, 800].map(Math.log), [0.5, 200, 800].map(Math.log), [100, 200, 800]];
  const mean = (values: number[]) => values.reduce((sum, value, at) => sum + value * w[at]!, 0) / 1100;
  const spread = (a: number[], b: number[]) => mean(a.map((value, at) => (value - mean(a)) * (b[at]! - mean(b))));
  expect(slopeOf(bins)).toBeCloseTo(spread(x, y) / spread(x, x), 9);
});

test.each([
  { name: 'nothing', counted: [], expected: [] },
  { name: 'ties of two sizes alone', counted: [40, 41, 500], expected: [40, 42, 500] },
  { name: 'ties of three sizes of which one expects next to nothing', counted: [1, 40, 500], expected: [1, 40, 500] },
])('there is no slope of $name', ({ counted, expected }) => {
  expect(slopeOf(binByExpected(counted, expected))).toBeNull();
});

test('bins of several servers add up', () => {
  const first = binByExpected([1, 40], [2, 50]);
  const second = binByExpected([70], [50]);
  expect(sumBins([first, second])).toEqual(binByExpected([1, 40, 70], [2, 50, 50]));
});
