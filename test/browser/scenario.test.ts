/** The question side of the page: every what-if, undo, comparing, and links that restore all of it. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { splitEstimate, splitLost } from '../../viz/app/figures.ts';
import { violationsOf } from './axe.ts';
import { expectFigures } from './expect-figures.ts';
import { raiseStage, type Stage, settle } from './page.ts';
import { textOf, touchedCount } from './read-page.ts';

let stage: Stage;
let focus: string;
let near: string[];
/** A server that somebody blocks in public, and one who does. */
let blocked: string;
let blocker: string;

beforeAll(async () => {
  stage = await raiseStage({ hosts: 60, seed: 7 });
  ({ focus, near } = stage);
  const { snapshot } = stage.graph;
  const alive = new Set(
    snapshot.hosts.filter(({ liveness }) => liveness === 'alive').map(({ host }) => host as string),
  );
  const found = await Promise.all(
    [...alive].map(async (host) => ({ host, by: (await blockersOf(host)).filter((source) => alive.has(source)) })),
  );
  const most = found.sort((a, b) => b.by.length - a.by.length)[0]!;
  [blocked, blocker] = [most.host, most.by[0]!];
});

afterAll(() => stage?.close());

async function blockersOf(host: string): Promise<string[]> {
  const answer = (await (await fetch(`${stage.url}/api/blocked/${host}`)).json()) as { by: { source: string }[] };
  return answer.by.map(({ source }) => source);
}

async function ask(page: Page, choice: string, label: string, name: string): Promise<void> {
  await page.getByRole('radio', { name: choice, exact: true }).check();
  const field = page.getByRole('combobox', { name: label, exact: true });
  await field.fill(name);
  await page.getByRole('option', { name }).first().click();
  await page.getByRole('button', { name: `Take out ${name}` }).waitFor();
  await settle(page);
}

test.each([
  ['block', 'It blocks', 'Add a server it blocks'],
  ['limit', 'It limits', 'Add a server it limits'],
  ['blockedBy', 'It is blocked by', 'Add a server that blocks it'],
  ['allowlist', 'Only these', 'Add a server it federates with, and no other'],
] as const)(
  '%s is asked by search, answered as the API answers it, and restored by its link',
  async (kind, choice, label) => {
    const { page, complaints } = await stage.open(`/?host=${focus}`);
    await ask(page, choice, label, near[0]!);
    const impact = await stage.ask({ host: focus, [kind]: [near[0]!] });
    await expectFigures(page, impact);
    expect(new URL(page.url()).search).toBe(`?host=${focus}&${kind}=${near[0]}`);
    expect(complaints).toEqual([]);
    await page.context().close();
    const again = await stage.open(`/?host=${focus}&${kind}=${near[0]}`);
    await expectFigures(again.page, impact);
    await again.page.context().close();
  },
);

test('a published block has a button that asks what its lifting returns', async () => {
  const { page } = await stage.open(`/?host=${blocked}`);
  const lift = page.getByRole('button', { name: `What if ${blocker} lifted this` });
  await lift.click();
  await page.locator('.chips-liftedBy').waitFor();
  await settle(page);
  const impact = await stage.ask({ host: blocked, liftedBy: [blocker] });
  await expectFigures(page, impact);
  expect(await lift.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.context().close();
});

test('a server’s own rules are lifted in the question', async () => {
  const { page } = await stage.open(`/?host=${blocker}`);
  await ask(page, 'It lifts rules on', 'Add a server it lifts its rules on', blocked);
  await expectFigures(page, await stage.ask({ host: blocker, lift: [blocked] }));
  await page.context().close();
});

test('private lists are a range with a sentence, and no name', async () => {
  const { page } = await stage.open(`/?host=${blocked}`);
  const row = page.locator('fl-today [data-figure="private-lists"]');
  expect(await textOf(row)).toMatch(/keep their lists private/);
  expect(await row.getByRole('button').count()).toBe(0);
  await page.context().close();
});

test('where blocks are not published, the page says so in place of a table', async () => {
  const { page, complaints } = await stage.open('/');
  await page.route('**/api/blocked/**', (route) => route.fulfill({ json: null }));
  await page.locator('.suggestions button').first().click();
  await page.locator('fl-today section').waitFor();
  expect(await textOf(page.locator('fl-today'))).toMatch(/not published here/);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('questions are undone and redone by button and by key, but not while somebody types', async () => {
  const [first, second] = near as [string, string];
  const { page } = await stage.open(`/?host=${focus}`);
  await ask(page, 'It blocks', 'Add a server it blocks', first);
  await ask(page, 'It limits', 'Add a server it limits', second);
  const chips = () => page.locator('.chips li > span:first-child').allInnerTexts();
  const headline = await textOf(page.locator('.headline'));
  await page.getByRole('button', { name: `Undo: add limit of ${second}` }).click();
  await expect.poll(chips).toEqual([first]);
  await page.getByRole('button', { name: `Undo: add block of ${first}` }).click();
  await expect.poll(chips).toEqual([]);
  const idle = page.getByRole('button', { name: 'Nothing to undo' });
  expect(await idle.getAttribute('aria-disabled')).toBe('true');
  expect(await idle.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(chips).toEqual([first]);
  await page.keyboard.press('Control+y');
  await expect.poll(chips).toEqual([first, second]);
  await settle(page);
  expect(await textOf(page.locator('.headline'))).toBe(headline);
  expect(new URL(page.url()).search).toBe(`?host=${focus}&block=${first}&limit=${second}`);

  const field = page.getByRole('combobox', { name: 'Add a server it limits' });
  await field.fill('typed');
  await field.press('Control+z');
  expect(await chips()).toEqual([first, second]);
  await page.locator('.map-canvas').press('Control+z');
  await expect.poll(chips).toEqual([first]);
  await page.context().close();
});

test('two questions stand side by side, one of them on the map, and the link restores both', async () => {
  const [first, second] = near as [string, string];
  const { page, complaints } = await stage.open(`/?host=${focus}&block=${first}`);
  await page.getByRole('button', { name: 'Compare with another' }).click();
  await ask(page, 'It limits', 'Add a server it limits', second);
  const a = await stage.ask({ host: focus, block: [first] });
  const b = await stage.ask({ host: focus, block: [first], limit: [second] });
  const expectColumns = async (shown: Page) => {
    const values = (key: string) => shown.locator(`fl-compare [data-compared="${key}"] .value`).allInnerTexts();
    expect(await values('loss-in')).toEqual([a, b].map(({ lossIn }) => splitEstimate(lossIn).value));
    expect(await values('hidden')).toEqual([a, b].map(({ hidden }) => splitEstimate(hidden).value));
    expect(await values('people')).toEqual([a, b].map(({ people }) => splitLost(people).value));
    expect(await values('servers')).toEqual([a, b].map((impact) => String(touchedCount(impact, 'cut'))));
  };
  await expectColumns(page);
  await expectFigures(page, b);

  await page.getByRole('radio', { name: /^A / }).check();
  await page.waitForURL(/side=a/);
  await settle(page);
  await expectColumns(page);
  await expectFigures(page, a);
  const link = new URL(page.url()).search;
  expect(link).toBe(`?host=${focus}&block=${first}&other.block=${first}&other.limit=${second}&side=a`);

  await page.getByRole('button', { name: 'End comparing' }).click();
  await page.locator('fl-compare section').waitFor({ state: 'detached' });
  expect(new URL(page.url()).search).toBe(`?host=${focus}&block=${first}`);
  expect(complaints).toEqual([]);
  await page.context().close();

  const again = await stage.open(link, { viewport: { width: 360, height: 740 } });
  await expectColumns(again.page);
  const overflow = await again.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await again.page.context().close();
});

test('in German the question side has no English word of its own', async () => {
  const { page } = await stage.open(`/?host=${focus}&block=${near[0]}&other.limit=${near[0]}&side=b&lang=de`);
  expect(new URL(page.url()).searchParams.get('lang')).toBe('de');
  expect(await textOf(page.locator('fl-scenario h3'))).toBe('Was wäre, wenn …');
  expect(await textOf(page.locator('fl-compare h3'))).toBe('Nebeneinander');
  expect(await textOf(page.locator('.headline'))).toMatch(/^1 Server getrennt\. /);
  await page.getByRole('button', { name: 'Leeren' }).click();
  await page.waitForURL(/lang=de/);
  await page.context().close();
});

test.each(['light', 'dark'] as const)(
  'axe finds nothing on the question side in %s, and every target is large enough',
  async (colorScheme) => {
    const { page } = await stage.open(`/?host=${blocked}&block=${near[0]}&other.limit=${near[0]}&side=b`, {
      colorScheme,
      bypassCSP: true,
    });
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });
    const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];
    expect(await violationsOf(page, (axe) => axe.include('.panel').withTags(tags))).toEqual([]);
    await page.context().close();
  },
);
