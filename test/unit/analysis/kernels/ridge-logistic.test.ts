import { expect, test } from 'vitest';
import { fitLogistic, type LogisticData, logistic, shiftToMatch } from '../../../../analysis/kernels/ridge-logistic.ts';

function table(rows: readonly (readonly number[])[], outcome: readonly number[]): LogisticData {
  const features = Float64Array.from(rows.flatMap((row) => [1, ...row]));
  return { features, width: (rows[0]?.length ?? 0) + 1, outcome: Uint8Array.from(outcome) };
}

function coefficientsOf(data: LogisticData, ridge = 0): number[] {
  const fit = fitLogistic(data, ridge);
  if (!fit.converged) throw new Error('expected a fit that converges');
  return [...fit.coefficients];
}

test('without features the intercept is the logarithm of the odds', () => {
  const data = table(Array(10).fill([]), [1, 1, 1, 0, 0, 0, 0, 0, 0, 0]);
  expect(coefficientsOf(data)[0]).toBeCloseTo(Math.log(3 / 7), 9);
});

test('with one feature of two values both coefficients are logarithms of odds', () => {
  // Of 10 without it 2, of 20 with it 15.
  const rows = [...Array(10).fill([0]), ...Array(20).fill([1])] as number[][];
  const outcome = rows.map((_, at) => (at < 2 || (at >= 10 && at < 25) ? 1 : 0));
  const [intercept, slope] = coefficientsOf(table(rows, outcome));
  expect(intercept).toBeCloseTo(Math.log(2 / 8), 9);
  expect(slope).toBeCloseTo(Math.log(15 / 5) - Math.log(2 / 8), 9);
});

test('hours of study and a passed exam, a data set whose fit is known', () => {
  const hours = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.25, 4.5, 4.75, 5, 5.5];
  const passed = [0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1];
  const [intercept, slope] = coefficientsOf(
    table(
      hours.map((hour) => [hour]),
      passed,
    ),
  );
  expect(intercept).toBeCloseTo(-4.0777, 4);
  expect(slope).toBeCloseTo(1.5046, 4);
});

test('the ridge pulls slopes to 0 and leaves the intercept alone', () => {
  const rows = Array.from({ length: 40 }, (_, at) => [at % 2]);
  const outcome = rows.map(([value], at) => (at % 5 === 0 ? 1 - value! : value!));
  const data = table(rows, outcome);
  const slopes = [0, 1, 10, 1e6].map((ridge) => Math.abs(coefficientsOf(data, ridge)[1]!));
  expect([...slopes].sort((a, b) => b - a)).toEqual(slopes);
  expect(slopes[3]).toBeLessThan(1e-4);
  const mean = outcome.reduce((sum, value) => sum + value, 0) / outcome.length;
  expect(coefficientsOf(data, 1e6)[0]).toBeCloseTo(Math.log(mean / (1 - mean)), 4);
});

test('at the fit, chances add up to what happened, and the ridge holds every slope', () => {
  const rows = Array.from({ length: 60 }, (_, at) => [Math.sin(at), (at % 7) / 3]);
  const outcome: number[] = rows.map(([first], at) => (first! + ((at * 37) % 11) / 11 > 0.6 ? 1 : 0));
  const data = table(rows, outcome);
  const ridge = 2.5;
  const coefficients = coefficientsOf(data, ridge);
  const score = (column: number) =>
    outcome.reduce((sum, happened, at) => {
      const row = [1, ...rows[at]!];
      return sum + (happened - logistic(row.reduce((eta, x, j) => eta + x * coefficients[j]!, 0))) * row[column]!;
    }, 0);
  expect(score(0)).toBeCloseTo(0, 8);
  expect(score(1)).toBeCloseTo(ridge * coefficients[1]!, 8);
  expect(score(2)).toBeCloseTo(ridge * coefficients[2]!, 8);
});

test('outcomes that a feature parts cleanly have no fit without a ridge, and one with it', () => {
  const rows = Array.from({ length: 12 }, (_, at) => [at]);
  const data = table(
    rows,
    rows.map(([value]) => (value! > 5 ? 1 : 0)),
  );
  expect(fitLogistic(data, 0)).toMatchObject({ converged: false });
  expect(fitLogistic(data, 1)).toMatchObject({ converged: true });
});

test('a column that repeats another has no fit without a ridge', () => {
  const rows = Array.from({ length: 12 }, (_, at) => [at % 3, at % 3]);
  const data = table(
    rows,
    rows.map((_, at) => at % 2),
  );
  expect(fitLogistic(data, 0)).toMatchObject({ converged: false });
});

test('the shift makes weighted chances add up to what was observed', () => {
  const predictors = Float64Array.from([-3, -1, 0, 2]);
  const weight = [100, 10, 1, 1];
  const shift = shiftToMatch(predictors, weight, 7.5);
  const sum = predictors.reduce((total, eta, at) => total + weight[at]! * logistic(eta + shift), 0);
  expect(sum).toBeCloseTo(7.5, 9);
});
