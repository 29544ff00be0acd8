import { afterAll, beforeAll, expect, test } from 'vitest';
import { listTies } from '../../analysis/ties-of.ts';
import type { Impact } from '../../analysis/types.ts';
import { raiseStage, type Stage, settle, turnTo } from './page.ts';
import { addServer, countColors, dataOf, findServer, focusedName, textOf, touchedCount } from './read-page.ts';

let stage: Stage;
let focus: string;
let near: string[];
let silent: string;

beforeAll(async () => {
  stage = await raiseStage({ hosts: 60, seed: 7 });
  ({ focus, near, silent } = stage);
});

afterAll(() => stage?.close());

test('the page draws the map, asks nobody but its own server, and the browser complains of nothing', async () => {
  const { page, complaints, requests } = await stage.open('/', { reducedMotion: 'no-preference' });
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

test('a limit hides, a block of the other side cuts, and both have marks of their own', async () => {
  const [limited, blocker] = near as [string, string];
  const { page } = await stage.open(`/?host=${focus}&limit=${limited}&blockedBy=${blocker}`);
  const impact = await stage.ask({ host: focus, limit: [limited], blockedBy: [blocker] });
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
  const { page } = await stage.open(`/?host=${focus}&block=${first}`, { reducedMotion: 'no-preference' });
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

test('a server that did not answer has no contact that is called cut, by the map, the panel or the table', async () => {
  const { page } = await stage.open(`/?host=${silent}&block=${near[0]}`);
  expect(await textOf(page.locator('.focus-card .notice'))).toMatch(/did not answer .* is not known\.$/);
  expect(await textOf(page.locator('.headline'))).toBe(
    `What this would change is not known, since ${silent} did not answer.`,
  );
  const data = await dataOf(page);
  expect([data.cut, data.hidden, data.cutToday, data.hiddenToday]).toEqual(['0', '0', '0', '0']);
  await page.getByRole('button', { name: 'Table' }).click();
  await settle(page);
  const today = await page.locator('fl-table tbody .column-today').allInnerTexts();
  expect(today.length).toBeGreaterThan(0);
  expect(new Set(today)).toEqual(new Set(['not known']));
  await page.context().close();
});

test('servers cut or hidden today are counted on the map as the table counts them', async () => {
  const { page } = await stage.open(`/?host=${focus}`);
  const contacts = listTies(stage.graph, focus).map(({ contact }) => contact);
  const count = (...wanted: string[]) => contacts.filter((contact) => wanted.includes(contact)).length;
  const data = await dataOf(page);
  expect(Number(data.cutToday) + Number(data.cutTodayUndrawn)).toBe(count('cut', 'in-only', 'out-only'));
  expect(Number(data.hiddenToday) + Number(data.hiddenTodayUndrawn)).toBe(count('hidden'));
  expect(count('cut', 'in-only', 'out-only') + count('hidden')).toBeGreaterThan(0);
  await page.context().close();
});

test('contact that opens again has words and a mark of its own', async () => {
  const [target] = near as [string];
  const { page } = await stage.open(`/?host=${focus}`);
  await page.route('**/api/impact', async (route) => {
    const response = await route.fetch();
    const impact = (await response.json()) as Impact;
    for (const touched of impact.touched) touched.status = 'opened';
    for (const entry of impact.entries) entry.status = 'opened';
    await route.fulfill({ response, json: impact });
  });
  await addServer(page, target);
  await settle(page);
  expect(await textOf(page.locator('.headline'))).toMatch(/^1 server open again\. /);
  expect((await dataOf(page)).opened).toBe('1');
  expect(await page.getByRole('region', { name: 'Legend' }).locator('.symbol-opened').count()).toBe(1);
  expect(await textOf(page.locator('.entries tbody th'))).toContain('open again');
  await page.getByRole('button', { name: 'Table' }).click();
  await settle(page);
  expect(await textOf(page.locator('fl-table tr[data-after="opened"] .column-after'))).toContain('open again');
  await page.context().close();
});

test('Enter takes a whole name that nobody has seen, and the answer is not known', async () => {
  const { page } = await stage.open(`/?host=${focus}`);
  const unseen = near[0]!.slice(1);
  const field = page.getByRole('combobox', { name: 'Add a server it blocks' });
  await field.fill(unseen);
  await field.press('Enter');
  await page.locator('.chips-block li').waitFor();
  await settle(page);
  expect(await page.locator('.chips-block li > span').allInnerTexts()).toEqual([unseen]);
  expect(await textOf(page.locator('.headline'))).toBe(`${unseen} was not seen, so what it would cut is not known.`);

  await page.getByRole('button', { name: `Take out ${unseen}` }).press('Enter');
  await page.locator('.chips-block').waitFor({ state: 'detached' });
  expect(await focusedName(page)).toBe('Add a server it blocks');
  await page.getByRole('button', { name: 'Show all' }).press('Enter');
  await page.locator('.welcome').waitFor();
  expect(await focusedName(page)).toBe('Find a server');
  await page.locator('.suggestions button').first().press('Enter');
  await page.locator('#focus-name').waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('focus-name');
  await page.context().close();
});

test('Escape ends picking, and so does the table', async () => {
  const { page } = await stage.open(`/?host=${focus}`);
  const pick = page.getByRole('button', { name: 'Pick on map' });
  const done = page.getByRole('button', { name: 'Done picking' });
  await pick.click();
  await done.press('Escape');
  await pick.click();
  await done.waitFor();
  await page.getByRole('button', { name: 'Table' }).click();
  await settle(page);
  await pick.waitFor();
  expect(await page.locator('fl-map[picking]').count()).toBe(0);
  await page.context().close();
});

test('an answer that failed is asked for again, and the table keeps the order somebody chose', async () => {
  const [target] = near as [string];
  const { page } = await stage.open(`/?host=${focus}&view=table`);
  await page.getByRole('button', { name: 'Server', exact: true }).click();
  await page.route('**/api/impact', (route) => route.abort());
  await addServer(page, target);
  const again = page.getByRole('button', { name: 'Try again' });
  await again.waitFor();
  expect(await textOf(page.getByRole('alert'))).toMatch(/server does not answer/);
  await page.unroute('**/api/impact');
  await again.click();
  await page.locator('.headline').waitFor();
  expect(await textOf(page.getByRole('alert'))).toBe('');
  expect(await textOf(page.locator('fl-table th[aria-sort="ascending"]'))).toBe('Server');
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
  const names = () => page.locator('fl-table tbody th button').allInnerTexts();
  await page.getByRole('button', { name: 'Server', exact: true }).click();
  const sorted = await names();
  expect(sorted).toEqual([...sorted].sort());
  expect(sorted.length).toBeGreaterThan(10);
  // A name may be part of another, as `pond.example` is of `millpond.example`.
  const single = sorted.find((name) => sorted.filter((other) => other.includes(name)).length === 1)!;
  await page.getByRole('searchbox', { name: 'Filter' }).fill(single);
  await page.locator('fl-table tbody tr').nth(1).waitFor({ state: 'detached' });
  expect(await names()).toEqual([single]);
  await page.context().close();
});

test.each([360, 768])('at %i px everything fits without scrolling sideways', async (width) => {
  const [target] = near as [string];
  const { page } = await stage.open('/', { viewport: { width, height: 740 } });
  for (const view of ['map', 'table']) {
    await turnTo(page, `/?host=${focus}&block=${target}&view=${view}`);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  }
  await page.context().close();
});

test('the map moves by keyboard', async () => {
  const { page } = await stage.open('/');
  const map = page.getByRole('application');
  const before = await map.screenshot();
  await map.press('ArrowRight');
  await map.press('+');
  await expect.poll(async () => before.equals(await map.screenshot())).toBe(false);
  await page.context().close();
});
