import { expect, test } from 'vitest';
import { barsOf } from '../../validate/bars.ts';
import { type Answer, estimatorNames, type Judged, type PerEstimator, type WorldResult } from '../../validate/plan.ts';
import { scoreKinds, scoreOf, scoreReach } from '../../validate/summary.ts';

const forAll = <Value>(make: (at: number) => Value) =>
  Object.fromEntries(estimatorNames.map((name, at) => [name, make(at)])) as PerEstimator<Value>;
const answer = (share: number | null, low: number | null = null, high: number | null = null): Answer => ({
  share,
  low,
  high,
});
const judged = (truth: number, full: Answer, others: Answer = answer(0.5)): Judged => ({
  kind: 'a language',
  direction: 'in',
  truth,
  answers: { ...forAll(() => others), full },
});
const world = (seed: number, questions: Judged[]): WorldResult => ({
  plan: { hosts: 10, seed, shift: true, wrongLanguageShare: 0, asked: 1, cache: null },
  asked: 1,
  publishing: 0,
  questions,
  rows: [],
  reach: [],
});

const results = [
  world(1, [
    judged(0.1, answer(0.2, 0.1, 0.3)),
    judged(0.4, answer(0.3, 0.35, 0.45)),
    judged(0.9, answer(0.9, 0.95, 1)),
  ]),
  world(2, [judged(0.5, answer(0.4, 0.2, 0.6)), judged(0.2, answer(0.4, 0.1, 0.5))]),
];

test('error and bias are in points, over all questions', () => {
  const { error, bias, questions, answered } = scoreOf(results, 'full', 'in');
  expect({ questions, answered }).toEqual({ questions: 5, answered: 5 });
  expect(error).toBeCloseTo((10 + 10 + 0 + 10 + 20) / 5, 12);
  expect(bias).toBeCloseTo((10 - 10 + 0 - 10 + 20) / 5, 12);
});

test('an interval holds a truth on its bound; the worst world is the one that holds least', () => {
  const { coverage, worst, width } = scoreOf(results, 'full', 'in');
  expect(coverage).toBeCloseTo(4 / 5, 12);
  expect(worst).toBeCloseTo(2 / 3, 12);
  expect(width).toBeCloseTo((20 + 10 + 5 + 40 + 40) / 5, 12);
});

test('Spearman is the mean of worlds, and a world whose estimates are all equal has none', () => {
  expect(scoreOf(results, 'full', 'in').spearman).toBe(1);
  expect(scoreOf(results, 'plain', 'in').spearman).toBeNull();
});

test('estimators are compared on the questions to which all gave a share', () => {
  const some = [
    world(1, [judged(0.1, answer(0.2)), judged(0.4, answer(null)), judged(0.7, answer(0.7), answer(null))]),
  ];
  expect(scoreOf(some, 'full', 'in')).toMatchObject({ questions: 3, answered: 2 });
  expect(scoreOf(some, 'full', 'in').error).toBeCloseTo(10, 12);
  expect(scoreOf(some, 'plain', 'in').error).toBeCloseTo(40, 12);
});

test('what was not asked has no figures', () => {
  expect(scoreOf(results, 'full', 'out')).toMatchObject({ questions: 0, error: null, spearman: null, coverage: null });
  expect(scoreReach(results, 'threads')).toMatchObject({ questions: 0, error: null });
  expect(scoreKinds(results, 'in').find(({ kind }) => kind === 'a community')).toMatchObject({ truth: null });
});

test('a bar is met, not met or not measured', () => {
  const metBy = (what: string) => barsOf(results).find((bar) => bar.what === what);
  // 10 points against (40 + 10 + 40 + 0 + 30) / 5.
  expect(metBy('error of L_in over that of all people')).toMatchObject({ met: true });
  expect(metBy('error of L_in over that of all people')!.value).toBeCloseTo(10 / 24, 12);
  expect(metBy('coverage of L_in in the worst world')).toMatchObject({ met: false });
  expect(metBy('coverage of L_out')).toMatchObject({ value: null, met: null });
});
