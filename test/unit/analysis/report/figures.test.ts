/** The rules of display: interval and grade beside every estimate, frequencies, and nothing about single people. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assessBlocked } from '../../../../analysis/blocked.ts';
import { buildGraph } from '../../../../analysis/graph.ts';
import { assess } from '../../../../analysis/impact.ts';
import { reportBlocked } from '../../../../analysis/report/blocked-report.ts';
import {
  gradeLegend,
  joinEstimate,
  mayShowPair,
  showEstimate,
  showEstimateShort,
  showFrequency,
  showPair,
  showPeopleBetween,
  showVariety,
  splitPair,
  splitPeople,
} from '../../../../analysis/report/figures.ts';
import { reportImpact } from '../../../../analysis/report/impact-report.ts';
import type { Estimate, Grade } from '../../../../analysis/types.ts';
import { worldW1 } from '../../../golden/world-w1.ts';

test.each<[Estimate, sentence: string, cell: string]>([
  [
    { share: 0.123, low: 0.06, high: 0.21, grade: 'C' },
    'about 12 %, 1 in 8 (6–21 %, mixed evidence)',
    '12 % (6–21 %, C)',
  ],
  [{ share: 0.25, low: 0.25, high: 0.25, grade: 'A' }, '25 % (exact counts)', '25 % (A)'],
  [{ share: 1, low: 1, high: 1, grade: 'B' }, '100 % (two-sided and trusted)', '100 % (B)'],
  [
    { share: 0.12, low: 0.01, high: 0.4, grade: 'C' },
    'large (5–20 %, uncertain: 1–40 %, mixed evidence)',
    'large (1–40 %, C)',
  ],
  [
    { share: 0, low: 0, high: 0.04, grade: 'D' },
    'none known (uncertain: 0–4 %, mostly inferred)',
    'none known (0–4 %, D)',
  ],
  [{ share: 0, low: 0, high: 0, grade: 'B' }, 'none', 'none'],
  [{ share: 0.0004, low: 0.0003, high: 0.0005, grade: 'B' }, 'less than 0.1 %', 'less than 0.1 %'],
  [{ share: null, low: null, high: null, grade: null }, 'not known', 'not known'],
])('%j reads %j, in a cell %j', (estimate, sentence, cell) => {
  expect(showEstimate(estimate)).toBe(sentence);
  expect(showEstimateShort(estimate)).toBe(cell);
});

test('no number of an estimate stands without its grade, and none that is not exact without an interval', () => {
  const share = fc.double({ min: 0.002, max: 1, noNaN: true });
  const estimates = fc
    .tuple(share, fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom<Grade>('A', 'B', 'C', 'D'))
    .map(([value, spread, grade]) => ({
      ...{ share: value, low: value * (1 - spread), high: value + (1 - value) * spread, grade },
    }));
  fc.assert(
    fc.property(estimates, (estimate) => {
      for (const text of [showEstimate(estimate), showEstimateShort(estimate)]) {
        expect(text).toMatch(/ \(.*\)$/);
        if (estimate.grade !== 'A' && estimate.low < estimate.high) expect(text).toMatch(/–.* %, /);
        expect(text).not.toMatch(/\d\.\d{3}/);
      }
    }),
    { numRuns: 2000, seed: 1 },
  );
});

test.each([
  [0.12, '1 in 8'],
  [0.5, '1 in 2'],
  [0.25, '1 in 4'],
  [0.4, '2 in 5'],
  [0.9, '9 in 10'],
  [0.03, '1 in 33'],
  [0.0006, '1 in 1,700'],
  [0.94, 'all but 1 in 17'],
  [0, ''],
  [1, ''],
  [1.4, ''],
])('a share of %d is %j', (share, text) => {
  expect(showFrequency(share)).toBe(text);
});

test('a frequency is never far from its share', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), (share) => {
      const [, rest, count, parts] = showFrequency(share).match(/^(all but )?([\d,]+) in ([\d,]+)$/)!;
      const part = Number(count!.replace(',', '')) / Number(parts!.replace(',', ''));
      const said = rest === undefined ? part : 1 - part;
      expect(Math.abs(said - share)).toBeLessThan(0.05);
    }),
    { numRuns: 2000, seed: 1 },
  );
});

test.each([
  ['large servers', [50, 5], null, 1, true],
  ['a small one', [50, 4], null, 1, false],
  ['one of unknown size', [50, null], null, 1, false],
  ['few follows', [50, 50], 4, 1, false],
  ['enough follows', [50, 50], 5, 1, true],
  ['a sum over four', [1, 1], null, 4, false],
  ['a sum over five', [1, 1], 2, 5, true],
])('between %s a figure may be shown: %j, %j follows, %i servers, %s', (_, people, follows, servers, may) => {
  expect(mayShowPair(people, follows, servers)).toBe(may);
});

test('of a server with few people no share is told, but that there is none is', () => {
  const estimate: Estimate = { share: 0.12, low: 0.06, high: 0.21, grade: 'B' };
  expect(showPair(estimate, [3])).toBe('too few people to show');
  expect(showPair(estimate, [30])).toBe('12 % (6–21 %, B)');
  expect(showPair(estimate, [3], 5)).toBe('12 % (6–21 %, B)');
  expect(showPair({ share: 0, low: 0, high: 0, grade: 'B' }, [3])).toBe('none');
  expect(showPair({ share: null, low: null, high: null, grade: null }, [null])).toBe('not known');
  expect(showPair(estimate, [30], 1, showEstimate)).toBe(showEstimate(estimate));
  expect(splitPair(estimate, [30, 3])).toEqual({
    kind: 'too-few',
    value: 'too few people to show',
    interval: '',
    grade: null,
  });
  expect(splitPair(estimate, [30, 5])).toEqual({ kind: 'figure', value: '12 %', interval: '6–21 %', grade: 'B' });
});

test('people stand with their interval, both to two digits', () => {
  expect(showPeopleBetween({ value: 39905, low: 36566, high: 44394 })).toBe('40,000 (37,000–44,000)');
  expect(showPeopleBetween({ value: 0, low: 0, high: 0 })).toBe('0');
  expect(showPeopleBetween(null)).toBe('not known');
});

test('people taken apart and put together again keep interval and grade', () => {
  const people = { value: 1234, low: 1000, high: 1500, grade: 'C' as const };
  expect(splitPeople(people)).toMatchObject({ value: '1,200', interval: '1,000–1,500', grade: 'C' });
  expect(joinEstimate(splitPeople(people))).toBe('1,200 (1,000–1,500, mixed evidence)');
  expect(joinEstimate(splitPeople({ ...people, low: 1234, high: 1234, grade: 'A' }))).toBe('1,200 (exact counts)');
  expect(joinEstimate(splitPeople({ value: null, low: null, high: null, grade: null }))).toBe('not known');
});

test('variety stands with its interval, and with its grade where it has one', () => {
  expect(showVariety({ value: 5.16, low: 4.9, high: 5.4 })).toBe('5.2 (4.9–5.4)');
  expect(showVariety({ value: 5.16, low: 4.9, high: 5.4, grade: 'B' })).toBe('5.2 (4.9–5.4, B)');
  expect(showVariety({ value: 2, low: 2, high: 2 })).toBe('2.0');
  expect(showVariety(null)).toBe('not known');
});

test('the legend names every grade', () => {
  expect(gradeLegend).toMatch(/A exact counts, B two-sided and trusted, C mixed evidence, D mostly inferred/);
});

test('neither a table nor a sentence tells what a server with few people takes', () => {
  const graph = buildGraph(worldW1({ 'd.example': { mau: 4 } }, [['d.example', 'suspend', 'x.example']]));
  const blocked = assessBlocked(graph, 'x.example');
  expect(blocked.by[0]?.costOut).toBeGreaterThan(0.002);
  expect(blocked.sentences.join(' ')).not.toMatch(/d\.example/);
  const impact = assess(graph, { host: 'a.example', block: ['d.example', 'b.example'] });
  for (const report of [reportBlocked(blocked), reportImpact(impact)]) {
    const row = report.tables[0]!.rows.find(([name]) => name === 'd.example')!;
    expect(row).toContain('too few people to show');
    expect(row.join(' ')).not.toMatch(/%/);
  }
});
