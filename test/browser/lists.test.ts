/** Blocklists that are dropped on the page or chosen: merged, bounded, refused in words, and carried by the link. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Scenario } from '../../analysis/types.ts';
import { expectFigures } from './expect-figures.ts';
import { raiseStage, type Stage, settle } from './page.ts';
import { textOf } from './read-page.ts';

let stage: Stage;
let focus: string;
let near: string[];

beforeAll(async () => {
  stage = await raiseStage({ hosts: 60, seed: 7 });
  ({ focus, near } = stage);
});

afterAll(() => stage?.close());

const csvOf = (targets: readonly string[], ...more: string[]) =>
  ['#domain,#severity', ...targets.map((target) => `${target},suspend`), ...more, ''].join('\n');
const listOf = (name: string, targets: readonly string[]) => ({
  name,
  entries: targets.map((target) => ({ target, action: 'suspend' })),
});

/** Drops files as a person does, anywhere on the page. */
function drop(page: Page, files: Readonly<Record<string, string>>): Promise<void> {
  return page.evaluate((dropped) => {
    const dataTransfer = new DataTransfer();
    for (const [name, text] of Object.entries(dropped)) dataTransfer.items.add(new File([text], name));
    const target = document.querySelector('.map-canvas')!;
    for (const type of ['dragenter', 'dragover', 'drop']) {
      target.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }
  }, files);
}

test('lists are dropped on the page, merged by a threshold, with exceptions, and the link carries them', async () => {
  const [first, second, third] = near as [string, string, string];
  const named = { 'a.csv': [first, second], 'b.csv': [second, third] };
  const { page, complaints } = await stage.open(`/?host=${focus}`);
  await drop(page, {
    'a.csv': csvOf(named['a.csv'], '?!,suspend'),
    'b.csv': csvOf(named['b.csv']),
    'odd.csv': 'nothing here\n',
  });
  await page.locator('.chips-lists').waitFor();
  await settle(page);
  expect(await textOf(page.getByRole('alert'))).toMatch(/^odd\.csv names no server\. Expected /);
  expect(await textOf(page.locator('.chips-lists'))).toMatch(/a\.csv 2 entries .* b\.csv 2 entries/);
  expect(await textOf(page.locator('.list-notes').first())).toContain('1 row names no server');
  const lists = Object.entries(named).map(([name, targets]) => listOf(name, targets));
  const api = (rest: Partial<Scenario>) => stage.ask({ host: focus, lists, ...rest });
  await expectFigures(page, await api({}));

  await page.getByRole('button', { name: `Leave out ${first}` }).click();
  await page.locator('.chips-except').waitFor();
  await settle(page);
  await expectFigures(page, await api({ except: [first] }));
  const threshold = page.getByRole('spinbutton');
  await threshold.fill('2');
  await threshold.blur();
  await page.waitForURL(/threshold=2/);
  await settle(page);
  const impact = await api({ except: [first], threshold: 2 });
  await expectFigures(page, impact);

  const { search, hash } = new URL(page.url());
  const again = await stage.open(`/${search}${hash}`);
  await expectFigures(again.page, impact);
  expect(await textOf(again.page.locator('.chips-lists'))).toMatch(/a\.csv 2 entries .*b\.csv 2 entries/);
  expect(complaints.filter((text) => !text.includes('400'))).toEqual([]);

  await page.getByRole('button', { name: 'Take out a.csv' }).click();
  await page.getByRole('button', { name: 'Take out a.csv' }).waitFor({ state: 'detached' });
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Take out b.csv');
  await page.context().close();
  await again.page.context().close();
});

test('a list that is too long for a link stays on this page, which says so; another says what it lacks', async () => {
  const letters = (i: number) => [...`${i * 7919}`].map((digit) => 'qwrtzpsdfg'[Number(digit)]).join('');
  const names = Array.from({ length: 20_000 }, (_, i) => `${letters(i)}${letters(i * 31)}.example`);
  const { page } = await stage.open(`/?host=${focus}`);
  const buffer = Buffer.from(csvOf([near[0]!, ...names]));
  await page.locator('.import-file').setInputFiles({ name: 'long.csv', mimeType: 'text/csv', buffer });
  await page.locator('.chips-lists').waitFor();
  await settle(page);
  expect(await textOf(page.locator('fl-lists .notice'))).toMatch(/long\.csv is too long for a link/);
  expect(page.url().length).toBeLessThan(500);
  const headline = await textOf(page.locator('.headline'));
  await page.goBack();
  await page.locator('.chips-lists').waitFor({ state: 'detached' });
  await page.goForward();
  await page.locator('.chips-lists').waitFor();
  await settle(page);
  expect(await textOf(page.locator('.headline'))).toBe(headline);
  const { search, hash } = new URL(page.url());
  const again = await stage.open(`/${search}${hash}`);
  expect(await textOf(again.page.getByRole('alert'))).toMatch(
    /long\.csv was too long for this link .*import the file again/,
  );
  await page.context().close();
  await again.page.context().close();
});

test('a file of more than 8 MB is refused unread, and one without a server to import it too', async () => {
  const { page } = await stage.open('/');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await drop(page, { 'a.csv': csvOf(near) });
  await expect.poll(() => textOf(page.getByRole('alert'))).toMatch(/none is chosen yet/);
  await page.locator('.suggestions button').first().click();
  await page.locator('.import-file').waitFor({ state: 'attached' });
  await settle(page);
  const buffer = Buffer.alloc(8 * 1024 * 1024 + 1, 'a');
  await page.locator('.import-file').setInputFiles({ name: 'large.csv', mimeType: 'text/csv', buffer });
  await expect.poll(() => textOf(page.getByRole('alert'))).toMatch(/large\.csv is larger than 8 MB/);
  expect(asked.filter((address) => address.endsWith('/api/blocklist'))).toEqual([]);
  await page.context().close();
});
