/** What `npm run validate` measures, on one small world: that the judging works, and not how good the model is. */
import { beforeAll, expect, test } from 'vitest';
import { holdWorld } from '../validate/held-world.ts';
import { judgeWorld } from '../validate/judge.ts';
import { estimatorNames, questionKinds, type WorldPlan, type WorldResult } from '../validate/plan.ts';
import { reportTables } from '../validate/report.ts';
import { scoreOf } from '../validate/summary.ts';

const plan: WorldPlan = { hosts: 300, seed: 3, shift: true, wrongLanguageShare: 0.1, asked: 30, cache: null };
let result: WorldResult;

beforeAll(async () => {
  result = await judgeWorld(await holdWorld(plan), plan);
});

test('servers of this world are asked every kind of question, both ways', () => {
  expect(result.asked).toBe(plan.asked);
  expect(result.publishing).toBeGreaterThan(5);
  for (const direction of ['in', 'out']) {
    const own = result.questions.filter((question) => question.direction === direction);
    expect(own.length).toBeGreaterThan(100);
    expect(new Set(own.map(({ kind }) => kind))).toEqual(new Set(questionKinds));
  }
});

test('planted shares are shares, and a whole language takes more of them than a middling partner', () => {
  const meanTruth = (kind: string) => {
    const own = result.questions.filter((question) => question.kind === kind);
    return own.reduce((sum, { truth }) => sum + truth, 0) / own.length;
  };
  expect(result.questions.every(({ truth }) => truth >= 0 && truth <= 1)).toBe(true);
  expect(meanTruth('a language')).toBeGreaterThan(10 * meanTruth('a middling partner'));
});

test.each(['in', 'out'] as const)('the model comes nearer than shares of people, %s', (direction) => {
  const full = scoreOf([result], 'full', direction);
  const people = scoreOf([result], 'mau', direction);
  expect(full.error!).toBeLessThan(people.error!);
  expect(full.spearman!).toBeGreaterThan(people.spearman!);
  expect(full.caught!).toBeGreaterThan(people.caught!);
  expect(full.overlap!).toBeGreaterThan(people.overlap!);
});

test.each(['in', 'out'] as const)(
  'its intervals hold most of the planted shares and are not all there is, %s',
  (direction) => {
    const { coverage, width } = scoreOf([result], 'full', direction);
    expect(coverage!).toBeGreaterThan(0.7);
    expect(width!).toBeLessThan(60);
  },
);

test('only models have intervals', () => {
  const ranged = estimatorNames.filter((name) => scoreOf([result], name, 'in').coverage !== null);
  expect(ranged).toEqual(['plain', 'gravity', 'full']);
});

test('the tables have a row for every estimator and every question', () => {
  const tables = reportTables([result]);
  for (const text of [...questionKinds, 'full ', 'sizes × ties', 'Bars']) expect(tables).toContain(`${text}`);
  expect(tables).not.toMatch(/NaN|undefined/);
});
