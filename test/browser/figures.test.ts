/** The figures of the page: those of the API, none without interval and grade, and nothing about single people. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { splitEstimate, splitLost } from '../../viz/app/figures.ts';
import { raiseStage, type Stage, settle } from './page.ts';
import { dataOf, textOf, touchedCount } from './read-page.ts';

let stage: Stage;
let focus: string;
let near: string[];

beforeAll(async () => {
  stage = await raiseStage({ hosts: 60, seed: 7 });
  ({ focus, near } = stage);
});

afterAll(() => stage?.close());

test('a block added by search gives the figures of the API, on the map, in the panel and in the table', async () => {
  const [target] = near as [string];
  const { page, complaints } = await stage.open(`/?host=${focus}`);
  const answer = page.waitForResponse(`${stage.url}/api/impact`);
  await page.getByRole('combobox', { name: 'Add a server it blocks' }).fill(target);
  await page.getByRole('option', { name: target }).first().click();
  await answer;
  await settle(page);

  const impact = await stage.ask({ host: focus, block: [target] });
  const figure = (key: string) => textOf(page.locator(`[data-figure="${key}"] .value`));
  expect(await figure('loss-in')).toBe(splitEstimate(impact.lossIn).value);
  expect(await figure('loss-out')).toBe(splitEstimate(impact.lossOut).value);
  expect(await figure('hidden')).toBe(splitEstimate(impact.hidden).value);
  expect(await figure('people')).toBe(splitLost(impact.people).value);
  for (const sentence of impact.sentences) {
    expect(await page.locator('.words li', { hasText: sentence }).count()).toBe(1);
  }

  const data = await dataOf(page);
  expect(Number(data.cut) + Number(data.cutUndrawn)).toBe(touchedCount(impact, 'cut'));
  expect(touchedCount(impact, 'cut')).toBeGreaterThan(0);

  await page.getByRole('button', { name: 'Table' }).click();
  await settle(page);
  const cut = page.locator('fl-table tr[data-after="cut"]');
  const expected = impact.touched.filter(({ status }) => status === 'cut').map(({ host }) => host as string);
  expect((await cut.locator('th button').allInnerTexts()).sort()).toEqual(expected.sort());
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('no share on the page stands without its grade, and none is shown of a tie with few people', async () => {
  const { page } = await stage.open(`/?host=${focus}&block=${near[0]},${near[1]}&limit=${near[2]}&view=table`);
  const texts = (selector: string) => page.locator(selector).evaluateAll((cells) => cells.map((it) => it.textContent!));
  const cells = [
    ...(await texts('.panel td')),
    ...(await texts('fl-table tbody .column-weight')),
    ...(await texts('.communities li')),
    ...(await texts('.figure')),
  ];
  const shares = cells.filter((text) => /%/.test(text) && !/less than 0\.1 %/.test(text));
  expect(shares.length).toBeGreaterThan(10);
  for (const text of shares) expect(text.replace(/\s+/g, ' ')).toMatch(/\b[A-D]\b/);

  const rows = await page
    .locator('fl-table tbody tr')
    .evaluateAll((all) =>
      all.map((row) =>
        ['.column-audience', '.column-weight'].map((cell) => row.querySelector(cell)?.textContent?.trim() ?? ''),
      ),
    );
  const small = rows.filter(([people]) => Number(people) < 5);
  for (const [, share] of small) expect(share).not.toMatch(/[A-D]$/);
  await page.context().close();
});

test('what a link lifts has chips, and can be taken out', async () => {
  const { page, complaints } = await stage.open(`/?host=${focus}&lift=${near[0]}&liftedBy=${near[1]}`);
  expect(await textOf(page.locator('.chips-lift'))).toContain(`lifts its rules on ${near[0]}`);
  expect(await textOf(page.locator('.chips-liftedBy'))).toContain(near[1]!);
  await page.getByRole('button', { name: `Take out ${near[0]}` }).click();
  await page.locator('.chips-lift').waitFor({ state: 'detached' });
  expect(new URL(page.url()).search).toBe(`?host=${focus}&liftedBy=${near[1]}`);
  expect(complaints).toEqual([]);
  await page.context().close();
});
