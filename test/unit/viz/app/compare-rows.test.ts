import { expect, test } from 'vitest';
import { lengthsOf } from '../../../../viz/app/community-bars.ts';
import { compareCommunities, compareFigures, roundScale } from '../../../../viz/app/compare-rows.ts';
import { splitEstimate } from '../../../../viz/app/figures.ts';
import { knowsThroughOthers } from '../../../../viz/app/sentence-groups.ts';
import { answersFor } from './answers.ts';

const a = answersFor('x.example', { block: ['a.example'] }).impact!;
const b = answersFor('x.example', { limit: ['a.example'] }).impact!;

test('two answers stand side by side, each with its own figures', () => {
  const { rows } = compareFigures([a, b]);
  const texts = (key: string) => rows.find((row) => row.key === key)!.cells.map((cell) => cell!.text.value);
  expect(texts('loss-in')).toEqual([a, b].map(({ lossIn }) => splitEstimate(lossIn).value));
  expect(texts('hidden')).toEqual([a, b].map(({ hidden }) => splitEstimate(hidden).value));
  expect(texts('servers')).toEqual(['1', '0']);
  expect(texts('lasting')).toEqual([a.irreversible ? 'in part' : 'nothing lasting', 'nothing lasting']);
  const people = rows.find(({ key }) => key === 'people')!.cells[0]!;
  expect(people.bar!.share).toBeCloseTo(a.people.lost! / a.people.before!);
});

test('a question without an answer has empty cells', () => {
  const { rows } = compareFigures([a, null]);
  expect(rows.every(({ cells }) => cells[0] !== null && cells[1] === null)).toBe(true);
  expect(compareFigures([null, null]).rows.every(({ cells }) => cells.every((cell) => cell === null))).toBe(true);
});

test('a community that loses in one alone stands in both, with none lost in the other', () => {
  const { rows } = compareCommunities([a, b]);
  expect(rows.length).toBeGreaterThan(0);
  for (const { cells } of rows) expect(cells[1]!.text.value).toBe('none');
});

test.each([
  [[], 0.01],
  [[{ share: 0.03, high: 0.04 }], 0.05],
  [[{ share: 0.03, high: 0.051 }], 0.1],
  [
    [
      { share: null, high: null },
      { share: 0.2, high: null },
    ],
    0.2,
  ],
  [[{ share: 0.9, high: 1 }], 1],
])('bars of %j share a scale up to %d', (bars, scale) => {
  expect(roundScale(bars.map((bar) => ({ low: null, grade: null, ...bar })))).toBe(scale);
});

test('a bar is as long as its community weighs among the ties of today', () => {
  const loss = (shareLost: number, shareOfLoss: number) => ({ ...a.communities[0]!, shareLost, shareOfLoss });
  expect(lengthsOf([loss(0.5, 0.8), loss(1, 0.2), loss(0.25, 0)])).toEqual([1, 0.125, 0]);
});

test('where an answer knows nothing of other servers, that is one thing and said once', () => {
  expect(knowsThroughOthers(a)).toBe(true);
  const none = { share: null, low: null, high: null, grade: null };
  const connectivity = { ...a.connectivity, before: null };
  expect(knowsThroughOthers({ ...a, threads: none, boosts: none, doorways: null, connectivity })).toBe(false);
});
