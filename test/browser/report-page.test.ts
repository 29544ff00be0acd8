/** A report as a page, in a real browser: judged by axe in both colours, and as narrow as a phone. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareHosts } from '../../analysis/compare.ts';
import { buildGraph } from '../../analysis/graph.ts';
import { reportComparison } from '../../analysis/report/compare-report.ts';
import { renderHtml } from '../../analysis/report/html.ts';
import { worldW1 } from '../golden/world-w1.ts';
import { violationsOf } from './axe.ts';
import { launchChromium } from './chromium.ts';

const hosts = ['x.example', 'a.example', 'b.example', 'c.example'];
const page = renderHtml(reportComparison(compareHosts(buildGraph(worldW1()), hosts)));
let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

test.each(['light', 'dark'] as const)('axe finds nothing in the %s page, and it fits a phone', async (colorScheme) => {
  const context = await browser.newContext({ colorScheme, bypassCSP: true, viewport: { width: 360, height: 740 } });
  const tab = await context.newPage();
  const asked: string[] = [];
  tab.on('request', (request) => asked.push(request.url()));
  await tab.setContent(page);
  expect(asked).toEqual([]);
  const overflow = await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  expect(await violationsOf(tab)).toEqual([]);
  await context.close();
});

test('a table that is wider than the page is reached and moved by keyboard', async () => {
  const tab = await browser.newPage({ viewport: { width: 360, height: 740 } });
  await tab.setContent(page);
  const region = tab.getByRole('region', { name: 'Side by side' });
  await tab.keyboard.press('Tab');
  expect(await region.evaluate((element) => element === document.activeElement)).toBe(true);
  await tab.keyboard.press('ArrowRight');
  await expect.poll(() => region.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
  await tab.close();
});
