/** Holds the report and the map on the page against an answer of the API. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Impact } from '../../analysis/types.ts';
import { splitEstimate, splitLost } from '../../viz/app/figures.ts';
import { dataOf, textOf, touchedCount } from './read-page.ts';

const figureOf = (page: Page, key: string) => textOf(page.locator(`fl-report [data-figure="${key}"] .value`));

export async function expectFigures(page: Page, impact: Impact): Promise<void> {
  expect(await figureOf(page, 'loss-in')).toBe(splitEstimate(impact.lossIn).value);
  expect(await figureOf(page, 'loss-out')).toBe(splitEstimate(impact.lossOut).value);
  expect(await figureOf(page, 'hidden')).toBe(splitEstimate(impact.hidden).value);
  expect(await figureOf(page, 'people')).toBe(splitLost(impact.people).value);
  const data = await dataOf(page);
  expect(Number(data.cut) + Number(data.cutUndrawn)).toBe(touchedCount(impact, 'cut'));
  expect(Number(data.hidden) + Number(data.hiddenUndrawn)).toBe(touchedCount(impact, 'hidden'));
}
