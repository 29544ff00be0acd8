/** The parts of the page together: judged by axe in both languages, by keyboard alone, and against the API. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listTies } from '../../analysis/ties-of.ts';
import { splitPair } from '../../viz/app/figures.ts';
import { languages, ownWords, wordsIn } from '../fixtures/dictionary.ts';
import { faultline } from '../testbed/faultline.ts';
import { violationsOf, withTargetSize } from './axe.ts';
import { raiseStage, type Stage, settle, turnTo } from './page.ts';
import { dataOf, focusedName, textOf, touchedCount } from './read-page.ts';
import { shoot } from './screenshots.ts';

let stage: Stage;
let focus: string;
let question: string;
let views: Record<string, string>;

beforeAll(async () => {
  stage = await raiseStage({ hosts: 60, seed: 7 });
  focus = stage.focus;
  question = `?host=${focus}&block=${stage.near[0]}&limit=${stage.near[1]}`;
  views = {
    welcome: '/?view=map',
    focus: `/?host=${focus}`,
    'what if': `/${question}`,
    table: `/${question}&view=table`,
    'all servers as a table': '/?view=table',
    'a silent server': `/?host=${stage.silent}`,
  };
});

afterAll(() => stage?.close());

const desk = { width: 1280, height: 800 };
const phone = { width: 360, height: 740 };

test.each([
  ['light', 'en', desk],
  ['dark', 'de', desk],
  ['light', 'de', phone],
  ['dark', 'en', phone],
] as const)(
  'axe finds nothing in any view: %s, %s, %j; and nothing goes over the side',
  async (colorScheme, lang, viewport) => {
    const welcome = `${views.welcome}&lang=${lang}`;
    const { page, complaints } = await stage.open(welcome, { colorScheme, viewport, bypassCSP: true });
    for (const [name, link] of Object.entries({ ...views, help: views.welcome! })) {
      await turnTo(page, `${link}&lang=${lang}`);
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(lang);
      if (name === 'help') await page.locator('.help-button').click();
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
        name,
      ).toBeLessThanOrEqual(0);
      expect(await violationsOf(page, withTargetSize), name).toEqual([]);
      expect(complaints).toEqual([]);
      await shoot(page, `${name}-${colorScheme}-${viewport === phone ? 'phone' : 'desk'}`);
    }
    await page.context().close();
  },
);

test('from load to answer by keyboard alone', async () => {
  const { page } = await stage.open('/');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip');
  await page.keyboard.press('/');
  expect(await focusedName(page)).toBe('Find a server');
  await page.keyboard.type(focus);
  await page.keyboard.press('Enter');
  await page.locator('#focus-name').waitFor();
  await settle(page);
  for (let i = 0; i < 40 && (await focusedName(page)) !== 'Add a server it blocks'; i++)
    await page.keyboard.press('Tab');
  await page.keyboard.type(stage.near[0]!);
  await page.keyboard.press('Enter');
  await page.locator('.headline').waitFor();
  expect(await textOf(page.locator('.headline'))).toMatch(/^1 server cut/);
  await page.context().close();
});

test('the skip link leads to the answer, and adds no step to the link', async () => {
  const { page } = await stage.open(`/${question}`);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('panel');
  expect(new URL(page.url()).hash).toBe('');
  await page.getByRole('button', { name: 'Hide the panel' }).click();
  await page.locator('#panel').waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Show the panel' }).click();
  await page.locator('#panel').waitFor();
  await page.context().close();
});

test('table, map, API and command line say the same of one scenario', async () => {
  const { page } = await stage.open(`/${question}&view=table`, { viewport: { width: 2200, height: 900 } });
  const impact = await stage.ask({ host: focus, block: [stage.near[0]!], limit: [stage.near[1]!] });
  const options = ['--block', stage.near[0]!, '--limit', stage.near[1]!, '--db', stage.file, '--json'];
  expect(JSON.parse((await faultline(['impact', focus, ...options])).stdout)).toEqual(impact);
  const data = await dataOf(page);
  for (const status of ['cut', 'hidden'] as const) {
    const rows = await page.locator(`fl-table tr[data-after="${status}"]`).count();
    expect(rows).toBe(touchedCount(impact, status));
    expect(Number(data[status]) + Number(data[`${status}Undrawn`])).toBe(rows);
    const choice = page.locator('.choices').getByRole('button', { name: new RegExp(`^${status} `) });
    expect(await textOf(choice)).toBe(`${status} ${rows}`);
  }
  const today = (word: string) =>
    page.locator('fl-table .column-today', { hasText: new RegExp(`^\\s*${word}`) }).count();
  const contacts = listTies(stage.graph, focus).map(({ contact }) => contact);
  expect(await today('cut')).toBe(contacts.filter((contact) => contact === 'cut').length);
  expect(await today('hidden')).toBe(contacts.filter((contact) => contact === 'hidden').length);

  const people = stage.graph.audience.people[stage.graph.snapshot.hosts.findIndex(({ host }) => host === focus)]!;
  const shown = await page
    .locator('fl-table tbody tr')
    .evaluateAll((rows) =>
      rows.map(
        (row) =>
          [row.querySelector('th')!.textContent!.trim(), row.querySelector('.column-weight')!.textContent!] as const,
      ),
    );
  expect(shown.length).toBeGreaterThan(10);
  const ties = new Map<string, ReturnType<typeof listTies>[number]>(
    listTies(stage.graph, focus).map((tie) => [tie.host, tie]),
  );
  for (const [host, share] of shown) {
    const { estimate, audience } = ties.get(host)!;
    const { value, interval } = splitPair(estimate, [people, audience]);
    expect(share).toContain(value);
    expect(share).toContain(interval);
  }
  await page.context().close();
});

test('the table is filtered by community and software, columns are chosen, and what leaves nothing says so', async () => {
  const { page } = await stage.open('/?view=table', { viewport: phone });
  const headings = async () => (await page.locator('fl-table thead th').allInnerTexts()).map((text) => text.trim());
  expect(await headings()).toEqual(['Server', 'People, about', 'Answer']);
  await page.locator('.column-choice summary').click();
  await page.getByRole('checkbox', { name: 'Software' }).check();
  expect(await headings()).toEqual(['Server', 'Software', 'People, about', 'Answer']);
  await page.locator('.column-choice summary').click();
  await page.getByRole('combobox', { name: 'Software' }).selectOption({ label: 'mastodon' });
  const software = await page.locator('fl-table tbody .column-software').allInnerTexts();
  expect(new Set(software)).toEqual(new Set(['mastodon']));
  await page.getByRole('searchbox', { name: 'Filter' }).fill('no such name');
  await page.getByRole('button', { name: 'Show all servers' }).click();
  await page.locator('fl-table tbody tr').first().waitFor();
  await page.context().close();
});

test('the help keeps the cursor, closes with Escape, and gives the cursor back', async () => {
  const { page } = await stage.open('/');
  const hint = page.locator('.first-hint');
  await hint.waitFor();
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'How to read this map' });
  await dialog.waitFor();
  for (let i = 0; i < 6; i++) {
    await page.keyboard.press('Tab');
    // The browser's own bars may have the cursor in between; the page behind never.
    const outside = await page.evaluate(
      () => document.activeElement !== document.body && document.activeElement?.closest('dialog') === null,
    );
    expect(outside).toBe(false);
  }
  expect(await textOf(dialog)).toMatch(/A list we did not see is not an empty list/);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await page.locator('.help-button').press('Enter');
  await dialog.waitFor();
  await page.getByRole('button', { name: 'Close' }).click();
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('help-button');
  await page.reload();
  await settle(page);
  expect(await hint.count()).toBe(0);
  await page.context().close();
});

test('a browser that must not remember is offered the help again, and single keys can be turned off in one that may', async () => {
  const { page } = await stage.open('/');
  await page.locator('.help-button').click();
  await page.getByRole('checkbox', { name: /Single keys/ }).uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  expect(await page.locator('dialog[open]').count()).toBe(0);
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  await page.reload();
  await settle(page);
  await page.locator('.first-hint').waitFor();
  await page.getByRole('button', { name: 'Not now' }).click();
  await page.locator('.first-hint').waitFor({ state: 'detached' });
  await page.context().close();
});

test('the same view in German is one link away, and nothing but what an answer says is left in English', async () => {
  const { page } = await stage.open(`/${question}&view=table`);
  const link = page.getByRole('link', { name: 'Deutsch' });
  expect(await link.getAttribute('hreflang')).toBe('de');
  await link.click();
  await settle(page);
  const { searchParams } = new URL(page.url());
  expect([searchParams.get('host'), searchParams.get('view'), searchParams.get('lang')]).toEqual([
    focus,
    'table',
    'de',
  ]);
  await page.locator('.help-button').click();
  const shown = await page.evaluate(() => {
    return [...document.querySelectorAll('fl-app')].map((part) => {
      const copy = part.cloneNode(true) as HTMLElement;
      for (const other of copy.querySelectorAll('[lang]')) other.remove();
      const spoken = [...copy.querySelectorAll('[aria-label], [title], [placeholder]')].flatMap((element) =>
        ['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name) ?? ''),
      );
      return [copy.textContent, ...spoken].join(' ');
    });
  });
  const english = ownWords(languages.en, languages.de);
  for (const { software } of stage.graph.snapshot.hosts) english.delete(software ?? '');
  const names = /\S*\.example\S*/g;
  expect(shown.flatMap((text) => wordsIn(text.replace(names, ' '))).filter((word) => english.has(word))).toEqual([]);
  await page.keyboard.press('Escape');
  await page
    .locator('.choices')
    .getByRole('button', { name: /^getrennt / })
    .click();
  await expect.poll(() => page.locator('fl-table tbody tr').count()).toBe(1);
  expect(new URL(page.url()).searchParams.get('lang')).toBe('de');
  await page.context().close();
});

test('nothing moves when the answers arrive', async () => {
  for (const viewport of [desk, phone]) {
    const { page } = await stage.open('/', { viewport });
    await page.addInitScript(() => {
      const moved: number[] = [];
      Object.assign(window, { moved });
      const observer = new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) moved.push((entry as unknown as { value: number }).value);
      });
      observer.observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(`${stage.url}/${question}`);
    await settle(page);
    await page.locator('.headline').waitFor();
    const moved = await page.evaluate(() =>
      (window as unknown as { moved: number[] }).moved.reduce((a, b) => a + b, 0),
    );
    // Core Web Vitals calls 0.1 good; the legend gains a line when there is a question.
    expect(moved).toBeLessThan(0.05);
    await page.context().close();
  }
});

test('on paper stands the report, and neither map nor controls', async () => {
  const { page } = await stage.open(`/${question}`);
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.stage').isVisible()).toBe(false);
  expect(await page.locator('header').isVisible()).toBe(false);
  expect(await page.locator('.headline').isVisible()).toBe(true);
  expect(await page.locator('.provenance').isVisible()).toBe(true);
  await page.context().close();
});
