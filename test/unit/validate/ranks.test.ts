import { expect, test } from 'vitest';
import { caughtByLargest, largest, meanRanks, overlapOfLargest, spearman } from '../../../analysis/checks/ranks.ts';

test('equal numbers share the mean of their ranks', () => {
  expect([...meanRanks([10, 20, 10, 30, 10])]).toEqual([2, 4, 2, 5, 2]);
});

test.each([
  { name: 'the same order, however far apart', a: [1, 2, 3, 4], b: [1, 10, 100, 1000], rho: 1 },
  { name: 'the opposite order', a: [1, 2, 3], b: [3, 2, 1], rho: -1 },
  // 1 − 6 Σd² / (n (n² − 1)) with d = 0, 1, 1, 0: 1 − 12 / 60.
  { name: 'two neighbours in the wrong order', a: [1, 2, 3, 4], b: [1, 3, 2, 4], rho: 0.8 },
  // Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: covariance 4.5, spreads 4.5 and 5.
  { name: 'a tie on one side', a: [1, 2, 2, 9], b: [1, 2, 3, 4], rho: 4.5 / Math.sqrt(4.5 * 5) },
  // Ranks 1.5, 1.5, 3.5, 3.5 against 1.5, 3.5, 1.5, 3.5.
  { name: 'ties that cross', a: [0, 0, 1, 1], b: [0, 1, 0, 1], rho: 0 },
])('Spearman of $name', ({ a, b, rho }) => {
  expect(spearman(a, b)).toBeCloseTo(rho, 12);
});

test.each([
  { name: 'nothing', a: [], b: [] },
  { name: 'one pair', a: [1], b: [2] },
  { name: 'numbers that are all equal', a: [5, 5, 5], b: [1, 2, 3] },
])('there is no Spearman of $name', ({ a, b }) => {
  expect(spearman(a, b)).toBeNull();
});

test('Spearman needs as many numbers on both sides', () => {
  expect(() => spearman([1, 2], [1])).toThrow('got 2 and 1');
});

test('the largest come first, equal ones by position, and nothing that is 0', () => {
  expect(largest([3, 0, 7, 3, 1], 3)).toEqual([2, 0, 3]);
  expect(largest([3, 0, 7, 3, 1], 9)).toEqual([2, 0, 3, 4]);
});

test.each([
  { name: 'two of the three largest', truth: [9, 8, 7, 1, 0], estimate: [5, 1, 4, 3, 2], overlap: 2 / 3 },
  { name: 'all, where there are but two partners', truth: [9, 8, 0, 0, 0], estimate: [1, 2, 0, 0, 0], overlap: 1 },
  {
    name: 'one of two, as no more than two are looked at',
    truth: [9, 8, 0, 0, 0],
    estimate: [3, 1, 2, 0, 0],
    overlap: 0.5,
  },
  { name: 'none where all is estimated to be 0', truth: [9, 8, 7, 1, 0], estimate: [0, 0, 0, 0, 0], overlap: 0 },
])('overlap of the top 3: $name', ({ truth, estimate, overlap }) => {
  expect(overlapOfLargest(truth, estimate, 3)).toBeCloseTo(overlap, 12);
});

test.each([
  { name: 'all of it by the right two', truth: [10, 5, 1, 0], estimate: [2, 9, 1, 0], caught: 1 },
  { name: '11 of 15', truth: [10, 5, 1, 0], estimate: [9, 0.5, 1, 0], caught: 11 / 15 },
  { name: 'nothing by two that cost nothing', truth: [10, 5, 0, 0], estimate: [0, 0, 1, 1], caught: 0 },
])('loss caught by the top 2: $name', ({ truth, estimate, caught }) => {
  expect(caughtByLargest(truth, estimate, 2)).toBeCloseTo(caught, 12);
});

test('without a partner nothing can overlap and nothing can be caught', () => {
  expect(overlapOfLargest([0, 0], [1, 2], 20)).toBeNull();
  expect(caughtByLargest([0, 0], [1, 2], 10)).toBeNull();
});
