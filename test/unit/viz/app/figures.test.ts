import { expect, test } from 'vitest';
import type { Estimate } from '../../../../analysis/types.ts';
import { splitEstimate } from '../../../../viz/app/figures.ts';

test.each<[Estimate, string, string]>([
  [{ share: 0.123, low: 0.06, high: 0.21, grade: 'B' }, '12 %', '6–21 %'],
  [{ share: 0.123, low: 0.123, high: 0.123, grade: 'A' }, '12 %', ''],
  [{ share: 0.12, low: 0.01, high: 0.4, grade: 'C' }, 'large', '1–40 %'],
  [{ share: 0.03, low: 0.02, high: 0.05, grade: 'D' }, 'noticeable', '2–5 %'],
  [{ share: 0, low: 0, high: 0, grade: 'B' }, 'none', ''],
  [{ share: null, low: null, high: null, grade: null }, 'not known', ''],
])('%j reads %j, interval %j', (estimate, value, interval) => {
  expect(splitEstimate(estimate)).toMatchObject({ value, interval });
});
