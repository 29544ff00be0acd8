import { expect, test } from 'vitest';
import { showEstimate } from '../../../../analysis/report/figures.ts';
import type { Estimate } from '../../../../analysis/types.ts';
import { describePeople, peopleWords, splitEstimate, splitLost } from '../../../../viz/app/figures.ts';

test.each<[Estimate, string, string]>([
  [{ share: 0.123, low: 0.06, high: 0.21, grade: 'B' }, '12 %', '6–21 %'],
  [{ share: 0.123, low: 0.123, high: 0.123, grade: 'A' }, '12 %', ''],
  [{ share: 0.12, low: 0.01, high: 0.4, grade: 'C' }, 'large', '1–40 %'],
  [{ share: 0.03, low: 0.02, high: 0.05, grade: 'D' }, 'noticeable', '2–5 %'],
  [{ share: 0, low: 0, high: 0, grade: 'B' }, 'none', ''],
  [{ share: 0, low: 0, high: 0.0004, grade: 'B' }, 'none', ''],
  [{ share: 0, low: 0, high: 0.04, grade: 'B' }, 'none known', '0–4 %'],
  [{ share: null, low: null, high: null, grade: null }, 'not known', ''],
])('%j reads %j, interval %j', (estimate, value, interval) => {
  expect(splitEstimate(estimate)).toMatchObject({ value, interval });
});

test.each<Estimate>([
  { share: 0, low: 0, high: 0.0004, grade: 'B' },
  { share: 0, low: 0, high: 0.0004, grade: 'D' },
  { share: 0.0004, low: 0.0003, high: 0.0005, grade: 'B' },
  { share: 0.12, low: 0.01, high: 0.4, grade: 'C' },
  { share: null, low: null, high: null, grade: null },
])('the page says %j as the reports do', (estimate) => {
  const { value, interval } = splitEstimate(estimate);
  expect(showEstimate(estimate)).toContain(value);
  expect(showEstimate(estimate)).toContain(interval);
});

test('sizes are named after what they count', () => {
  expect(describePeople(1234, 'active')).toBe('about 1,200 people');
  expect(describePeople(1234, 'registered')).toBe('about 1,200 registered people');
  expect(describePeople(null, 'registered')).toBe('registered people not known');
  expect(peopleWords('active')).toBe('people');
});

const loss = {
  before: 9000,
  beforeLow: 8000,
  beforeHigh: 9900,
  after: null,
  lost: 1234,
  lostLow: 1000,
  lostHigh: 1500,
  grade: 'C' as const,
};

test.each([
  [{ lostUnsized: 0 }, '1,200', '1,000–1,500', 'C'],
  [{ lostUnsized: 3 }, 'at least 1,200', '1,000–1,500', 'C'],
  [{ lost: 0, lostLow: 0, lostHigh: 0, lostUnsized: 0 }, 'none', '', null],
  [{ lost: 0, lostLow: 0, lostHigh: 0, lostUnsized: 3 }, 'not known', '', null],
  [{ lost: null, lostLow: null, lostHigh: null, grade: null, lostUnsized: 0 }, 'not known', '', null],
])('a loss of people as %j reads %s, interval %j, grade %j', (people, value, interval, grade) => {
  expect(splitLost({ ...loss, ...people })).toMatchObject({ value, interval, grade });
});
