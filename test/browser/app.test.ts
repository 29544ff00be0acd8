import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listTies } from '../../analysis/ties-of.ts';
import type { Impact, Scenario } from '../../analysis/types.ts';
import { showPeople, splitEstimate } from '../../viz/app/figures.ts';
import { raiseStage, type Stage, settle } from './page.ts';

let stage: Stage;
/** A large server, and the ones it has the most contact with. */
let focus: string;
let near: string[];

beforeAll(async () => {
  stage = await raiseStage({ hosts: 60, seed: 7 });
  const { snapshot, audience } = stage.graph;
  const people = (node: number) => audience.people[node] || 0;
  const largest = [...snapshot.hosts.keys()].sort((a, b) => people(b) - people(a))[0]!;
  focus = snapshot.hosts[largest]!.host;
  near = listTies(stage.graph, focus)
    .filter(({ contact }) => contact === 'open')
    .slice(0, 3)
    .map(({ host }) => host);
});

afterAll(() => stage?.close());

async function ask(scenario: Scenario): Promise<Impact> {
  const response = await fetch(`${stage.url}/api/impact`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(scenario),
  });
  return (await response.json()) as Impact;
}

function touchedCount({ touched }: Impact, wanted: 'cut' | 'hidden'): number {
  return touched.filter(({ status }) => status === wanted).length;
}

const textOf = async (locator: Locator) => ((await locator.textContent()) ?? '').replace(/\s+/g, ' ').trim();

const dataOf = (page: Page) =>
  page.locator('fl-map').evaluate((map) => ({ ...(map as HTMLElement).dataset }) as Record<string, string>);

test('the page draws the map, asks nobody but its own server, and the browser complains of nothing', async () => {
  const { page, complaints, requests } = await stage.open('/');
  expect(await page.title()).toBe('Faultline');
  expect(await page.locator('.map-canvas canvas').count()).toBeGreaterThan(3);
  expect(requests.length).toBeGreaterThan(3);
  expect(requests.filter((address) => new URL(address).origin !== stage.url)).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('the map shows discs in the colours of its communities', async () => {
  // The page's own policy admits no data URL, which is how the picture gets back in to be counted.
  const { page } = await stage.open('/', { bypassCSP: true });
  const png = await page.locator('.map-canvas').screenshot();
  const colors = await page.evaluate(countColors, png.toString('base64'));
  expect(colors).toBeGreaterThan(20);
  await page.context().close();
});

test('a server is found by typing, by keyboard alone, and looked from', async () => {
  const { page, complaints } = await stage.open('/');
  await page.keyboard.press('Tab');
  await page.keyboard.type(focus.slice(0, -3));
  await page.getByRole('option', { name: focus }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: focus, exact: true }).waitFor();
  await settle(page);
  expect((await dataOf(page)).focus).toBe(focus);
  expect(new URL(page.url()).searchParams.get('host')).toBe(focus);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('a block added by search gives the figures of the API, on the map, in the panel and in the table', async () => {
  const [target] = near as [string];
  const { page, complaints } = await stage.open(`/?host=${focus}`);
  const answer = page.waitForResponse(`${stage.url}/api/impact`);
  await page.getByRole('combobox', { name: 'Add a server it blocks' }).fill(target);
  await page.getByRole('option', { name: target }).first().click();
  await answer;
  await settle(page);

  const impact = await ask({ host: focus, block: [target] });
  const figure = (key: string) => textOf(page.locator(`[data-figure="${key}"] .value`));
  expect(await figure('loss-in')).toBe(splitEstimate(impact.lossIn).value);
  expect(await figure('loss-out')).toBe(splitEstimate(impact.lossOut).value);
  expect(await figure('hidden')).toBe(splitEstimate(impact.hidden).value);
  expect(await figure('people')).toBe(showPeople(impact.people.lost));
  for (const sentence of impact.sentences) {
    expect(await page.locator('.words li', { hasText: sentence }).count()).toBe(1);
  }

  const data = await dataOf(page);
  expect(Number(data.cut) + Number(data.cutUndrawn)).toBe(touchedCount(impact, 'cut'));
  expect(touchedCount(impact, 'cut')).toBeGreaterThan(0);

  await page.getByRole('button', { name: 'Table' }).click();
  const cut = page.locator('fl-table tr[data-after="cut"]');
  const expected = impact.touched.filter(({ status }) => status === 'cut').map(({ host }) => host as string);
  expect((await cut.locator('th').allInnerTexts()).sort()).toEqual(expected.sort());
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('a limit hides, a block of the other side cuts, and both have marks of their own', async () => {
  const [limited, blocker] = near as [string, string];
  const { page } = await stage.open(`/?host=${focus}&limit=${limited}&blockedBy=${blocker}`);
  const impact = await ask({ host: focus, limit: [limited], blockedBy: [blocker] });
  const data = await dataOf(page);
  expect(Number(data.cut) + Number(data.cutUndrawn)).toBe(touchedCount(impact, 'cut'));
  expect(Number(data.hidden) + Number(data.hiddenUndrawn)).toBe(touchedCount(impact, 'hidden'));
  expect(touchedCount(impact, 'cut') * touchedCount(impact, 'hidden')).toBeGreaterThan(0);
  const legend = page.getByRole('region', { name: 'Legend' });
  expect(await legend.locator('.symbol-cut').count()).toBe(1);
  expect(await legend.locator('.symbol-hidden').count()).toBe(1);
  await page.context().close();
});

test('the link restores the view in a new tab, and Back returns to the question before', async () => {
  const [first, second] = near as [string, string];
  const { page } = await stage.open(`/?host=${focus}&block=${first}`);
  await page.getByRole('radio', { name: 'It limits' }).check();
  await page.getByRole('combobox', { name: 'Add a server it limits' }).fill(second);
  await page.getByRole('option', { name: second }).first().click();
  await page.locator('.chips-limit').waitFor();
  await settle(page);
  const headline = await textOf(page.locator('.headline'));
  const data = await dataOf(page);

  const again = await stage.open(new URL(page.url()).search);
  expect(await textOf(again.page.locator('.headline'))).toBe(headline);
  expect(await dataOf(again.page)).toEqual(data);
  expect(await again.page.locator('.chips li > span').allInnerTexts()).toEqual([first, second]);

  await page.goBack();
  await page.locator('.chips-limit').waitFor({ state: 'detached' });
  expect(await page.locator('.chips-block li > span').allInnerTexts()).toEqual([first]);
  await page.context().close();
  await again.page.context().close();
});

test('a server is added by a click on the map while picking, and taken out by a second', async () => {
  const { page } = await stage.open(`/?host=${focus}`);
  await page.getByRole('button', { name: 'Pick on map' }).click();
  const point = await findServer(page);
  await page.mouse.click(point.x, point.y);
  await page.locator('.chips-block li').waitFor();
  await settle(page);
  expect((await dataOf(page)).focus).toBe(focus);
  const [added] = await page.locator('.chips-block li > span').allInnerTexts();
  await page.getByRole('button', { name: `Take out ${added}` }).click();
  await page.locator('.chips-block').waitFor({ state: 'detached' });
  expect(new URL(page.url()).search).toBe(`?host=${focus}`);
  await page.context().close();
});

test('a link that cannot be read in full says so and shows the rest', async () => {
  const { page } = await stage.open('/?host=nowhere.example&colour=red');
  const alert = page.getByRole('alert');
  expect(await textOf(alert)).toMatch(/“colour”/);
  expect(await textOf(alert)).toMatch(/nowhere\.example was not seen/);
  expect((await dataOf(page)).ready).toBe('true');
  await page.context().close();
});

test('names in a link are text, never markup', async () => {
  const { page } = await stage.open(`/?host=${focus}&block=${encodeURIComponent('<img/src=x>.example')}`);
  expect(await page.locator('.panel img').count()).toBe(0);
  expect(await textOf(page.locator('.chips-block'))).toContain('<img/src=x>.example');
  await page.context().close();
});

test('the table sorts by every column and filters by name', async () => {
  const { page } = await stage.open(`/?host=${focus}&view=table`);
  const names = () => page.locator('fl-table tbody th').allInnerTexts();
  await page.getByRole('button', { name: 'Server', exact: true }).click();
  const sorted = await names();
  expect(sorted).toEqual([...sorted].sort());
  expect(sorted.length).toBeGreaterThan(10);
  await page.getByRole('searchbox', { name: 'Filter' }).fill(sorted[3]!);
  await page.locator('fl-table tbody tr').nth(1).waitFor({ state: 'detached' });
  expect(await names()).toEqual([sorted[3]]);
  await page.context().close();
});

test.each([360, 768])('at %i px everything fits without scrolling sideways', async (width) => {
  const [target] = near as [string];
  for (const view of ['map', 'table']) {
    const link = `/?host=${focus}&block=${target}&view=${view}`;
    const { page } = await stage.open(link, { viewport: { width, height: 740 } });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await page.context().close();
  }
});

test.each(['light', 'dark'] as const)('axe finds nothing serious in the %s page', async (colorScheme) => {
  const [first, second] = near as [string, string];
  for (const link of [
    '/',
    `/?host=${focus}&block=${first}&limit=${second}`,
    `/?host=${focus}&block=${first}&view=table`,
  ]) {
    const { page } = await stage.open(link, { colorScheme, bypassCSP: true });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
    await page.context().close();
  }
});

test('the map moves by keyboard', async () => {
  const { page } = await stage.open('/', { reducedMotion: 'reduce' });
  const map = page.getByRole('application');
  const before = await map.screenshot();
  await map.press('ArrowRight');
  await map.press('+');
  await expect.poll(async () => before.equals(await map.screenshot())).toBe(false);
  await page.context().close();
});

/** Runs in the page: how many different colours a picture holds, each channel cut to 16 steps. */
async function countColors(picture: string): Promise<number> {
  const image = new Image();
  image.src = `data:image/png;base64,${picture}`;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext('2d')!;
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const colors = new Set<number>();
  for (let at = 0; at < data.length; at += 4) {
    colors.add(((data[at]! >> 4) << 8) | ((data[at + 1]! >> 4) << 4) | (data[at + 2]! >> 4));
  }
  return colors.size;
}

/** Moves the pointer over the map until a server lies under it. */
async function findServer(page: Page): Promise<{ x: number; y: number }> {
  const box = (await page.locator('.map-canvas').boundingBox())!;
  for (let y = box.y + 60; y < box.y + box.height; y += 14) {
    for (let x = box.x + 150; x < box.x + box.width; x += 14) {
      await page.mouse.move(x, y);
      if (await page.locator('.map-canvas.over-server').count()) return { x, y };
    }
  }
  throw new Error('expected a server somewhere under the pointer, found none');
}
