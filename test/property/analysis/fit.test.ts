import fc from 'fast-check';
import { expect, test } from 'vitest';
import { estimateShrinkage } from '../../../analysis/fit/popularity.ts';
import { fitProportions } from '../../../analysis/kernels/proportional-fit.ts';

interface Row {
  observed: number;
  exposure: number;
  levels: [number, number];
}

const rows = fc.array(
  fc.record({
    observed: fc.nat(500),
    exposure: fc.double({ min: 0.01, max: 300, noNaN: true }),
    levels: fc.tuple(fc.nat(3), fc.nat(2)),
  }),
  { minLength: 1, maxLength: 40 },
);
const counts = [4, 3];

function fitted(table: readonly Row[], sweeps: number): number[][] {
  const cells = {
    observed: Float64Array.from(table, ({ observed }) => observed),
    exposure: Float64Array.from(table, ({ exposure }) => exposure),
  };
  const factors = counts.map((levels, at) => ({ levels, of: Uint16Array.from(table, (row) => row.levels[at]!) }));
  return fitProportions(cells, factors, sweeps).map((multipliers) => [...multipliers]);
}

/** The same, row by row from the formula f ← f (Σ F + 5) / (Σ F̂ + 5). */
function slowFit(table: readonly Row[], sweeps: number): number[][] {
  const multipliers = counts.map((levels) => Array.from({ length: levels }, () => 1));
  const expected = ({ exposure, levels }: Row) => exposure * multipliers[0]![levels[0]]! * multipliers[1]![levels[1]]!;
  for (let sweep = 0; sweep < sweeps; sweep++) {
    multipliers.forEach((own, factor) => {
      const steps = own.map((_, level) => {
        const alike = table.filter((row) => row.levels[factor] === level);
        const sum = (read: (row: Row) => number) => alike.reduce((total, row) => total + read(row), 0);
        return (sum(({ observed }) => observed) + 5) / (sum(expected) + 5);
      });
      steps.forEach((step, level) => {
        own[level]! *= step;
      });
    });
  }
  return multipliers;
}

test('proportional fitting agrees with the slow, obvious version', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 6 }), (table, sweeps) => {
      const fast = fitted(table, sweeps);
      const slow = slowFit(table, sweeps);
      fast.flat().forEach((value, at) => {
        expect(value / slow.flat()[at]!).toBeCloseTo(1, 9);
      });
    }),
    { numRuns: 400, seed: 1 },
  );
});

test('planted multipliers are found again where counts are many', () => {
  const planted = [
    [1, 3, 0.2, 1.5],
    [1, 0.5, 4],
  ] as const;
  const table: Row[] = [0, 1, 2, 3].flatMap((a) =>
    [0, 1, 2].map((b) => ({
      observed: 1e6 * planted[0][a]! * planted[1][b]!,
      exposure: 1e6,
      levels: [a, b] as [number, number],
    })),
  );
  const [first, second] = fitted(table, 60);
  first!.forEach((value, level) => {
    expect(value / first![0]!).toBeCloseTo(planted[0][level]!, 3);
  });
  second!.forEach((value, level) => {
    expect(value / second![0]!).toBeCloseTo(planted[1][level]!, 3);
  });
});

test('shrinkage is the weaker the more the sums scatter, and total where they scatter by chance alone', () => {
  const sums = (...values: number[]) => Float64Array.from(values);
  const expected = sums(100, 100, 100, 100);
  expect(estimateShrinkage(sums(100, 101, 99, 100), expected)).toBe(Number.MAX_SAFE_INTEGER);
  // Excess (50² − 150 + 50² − 50 − 100 − 100) / (4 · 100²) = 4600 / 40000.
  expect(estimateShrinkage(sums(150, 50, 100, 100), expected)).toBeCloseTo(40_000 / 4600, 9);
  expect(estimateShrinkage(sums(1e5, 0, 0, 0), expected)).toBe(0.3);
});
