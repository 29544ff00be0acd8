/** The question side of the page: every what-if, undo, comparing, lists, links that restore all of it, and what is taken along. */
import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { parse } from 'csv-parse/sync';
import { parseDocument } from 'htmlparser2';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assess } from '../../analysis/impact.ts';
import { reportImpact } from '../../analysis/report/impact-report.ts';
import { renderMarkdown } from '../../analysis/report/markdown.ts';
import type { Impact, NamedList, Scenario } from '../../analysis/types.ts';
import { splitEstimate, splitLost } from '../../viz/app/figures.ts';
import { raiseStage, type Stage, settle } from './page.ts';
import { dataOf, textOf, touchedCount } from './read-page.ts';

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

const figureOf = (page: Page, key: string) => textOf(page.locator(`fl-report [data-figure="${key}"] .value`));

async function expectFigures(page: Page, impact: Impact): Promise<void> {
  expect(await figureOf(page, 'loss-in')).toBe(splitEstimate(impact.lossIn).value);
  expect(await figureOf(page, 'loss-out')).toBe(splitEstimate(impact.lossOut).value);
  expect(await figureOf(page, 'hidden')).toBe(splitEstimate(impact.hidden).value);
  expect(await figureOf(page, 'people')).toBe(splitLost(impact.people).value);
  const data = await dataOf(page);
  expect(Number(data.cut) + Number(data.cutUndrawn)).toBe(touchedCount(impact, 'cut'));
  expect(Number(data.hidden) + Number(data.hiddenUndrawn)).toBe(touchedCount(impact, 'hidden'));
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
    const again = await stage.open(new URL(page.url()).search);
    await expectFigures(again.page, impact);
    expect(complaints).toEqual([]);
    await page.context().close();
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

/** What the API answers of a file, at the boundary of the network. */
async function answerLists(page: Page, lists: Record<string, NamedList & { notes: string[] }>): Promise<void> {
  await page.route('**/api/blocklist', (route) => {
    const { name } = route.request().postDataJSON() as { name: string };
    const list = lists[name];
    if (list !== undefined) return route.fulfill({ json: list });
    const problem = { error: `${name} names no server.`, hint: 'Expected a list of hosts.' };
    return route.fulfill({ status: 400, json: problem });
  });
}

const listOf = (name: string, targets: readonly string[]) => ({
  name,
  entries: targets.map((target) => ({ target, action: 'suspend' })),
  notes: ['Line 3 names nothing.'],
});

/** Drops files as a person does, anywhere on the page. */
function drop(page: Page, names: readonly string[]): Promise<void> {
  return page.evaluate((dropped) => {
    const dataTransfer = new DataTransfer();
    for (const name of dropped) dataTransfer.items.add(new File(['domain\n'], name, { type: 'text/csv' }));
    const target = document.querySelector('.map-canvas')!;
    for (const type of ['dragenter', 'dragover', 'drop']) {
      target.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }
  }, names);
}

test('lists are dropped on the page, merged by a threshold, with exceptions, and the link carries them', async () => {
  const [first, second, third] = near as [string, string, string];
  const a = listOf('a.csv', [first, second]);
  const b = listOf('b.csv', [second, third]);
  const { page, complaints } = await stage.open(`/?host=${focus}`);
  await answerLists(page, { 'a.csv': a, 'b.csv': b });
  await drop(page, ['a.csv', 'b.csv', 'odd.csv']);
  await page.locator('.chips-lists').waitFor();
  await settle(page);
  expect(await textOf(page.getByRole('alert'))).toMatch(/^odd\.csv names no server\. Expected a list of hosts\.$/);
  expect(await textOf(page.locator('.chips-lists'))).toMatch(/a\.csv 2 entries .* b\.csv 2 entries/);
  expect(await textOf(page.locator('.list-notes').first())).toContain('Line 3 names nothing.');
  const lists = [a, b].map(({ name, entries }) => ({ name, entries }));
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
  await answerLists(page, { 'long.csv': listOf('long.csv', [near[0]!, ...names]) });
  const buffer = Buffer.from('domain\n');
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
  await drop(page, ['a.csv']);
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

  const again = await stage.open(link, { viewport: { width: 360, height: 740 } });
  await expectColumns(again.page);
  const overflow = await again.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'End comparing' }).click();
  await page.locator('fl-compare section').waitFor({ state: 'detached' });
  expect(new URL(page.url()).search).toBe(`?host=${focus}&block=${first}`);
  expect(complaints).toEqual([]);
  await page.context().close();
  await again.page.context().close();
});

async function take(page: Page, name: string): Promise<{ file: string; bytes: Buffer }> {
  const waiting = page.waitForEvent('download');
  await page.locator(`[data-take="${name}"]`).click();
  const download = await waiting;
  return { file: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test('what is seen is taken along: picture, drawing, table, report and citation, each with snapshot and coverage', async () => {
  const scenario = { host: focus, block: [near[0]!], limit: [near[1]!] };
  const { page, complaints } = await stage.open(`/?host=${focus}&block=${near[0]}&limit=${near[1]}&view=table`, {
    acceptDownloads: true,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await page.locator('.take summary').click();
  const { id } = stage.graph.snapshot;
  const named = (ending: string) => `faultline-${focus}-${id}.${ending}`;

  const csv = await take(page, 'csv');
  expect(csv.file).toBe(named('csv'));
  const rows = parse(csv.bytes, { columns: true }) as Record<string, string>[];
  const cells = (column: string) => page.locator(`fl-table tbody .column-${column}`).allInnerTexts();
  expect(rows.map(({ server }) => server)).toEqual(await page.locator('fl-table tbody th button').allInnerTexts());
  const plain = (text: string) => text.trim().replace(/^–$/, '');
  expect(rows.map(({ community }) => community)).toEqual((await cells('community')).map(plain));
  const after = (await cells('after')).map((text) => text.trim().split(' ')[0]);
  expect(rows.map((row) => (row.after === 'same' ? 'unchanged' : row.after))).toEqual(after);
  const shares = (await cells('weight')).map((text) => plain(text).replace(/\s+/g, ' '));
  for (const [i, row] of rows.entries()) {
    for (const part of [row.share_shown, row.share_interval, row.share_grade]) expect(shares[i]).toContain(part);
    expect(row).toMatchObject({ snapshot: id, servers_known: String(stage.graph.order) });
  }

  const svg = await take(page, 'svg');
  expect(svg.file).toBe(named('svg'));
  const drawing = svg.bytes.toString('utf8');
  const [root] = parseDocument(drawing, { xmlMode: true }).children.filter(({ type }) => type === 'tag');
  expect((root as unknown as { name: string }).name).toBe('svg');
  expect(drawing.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')).toMatch(/Snapshot .* of .* known servers answered/);

  const report = await take(page, 'md');
  expect(report.file).toBe(named('md'));
  const expected = renderMarkdown(reportImpact(assess(stage.graph, scenario)));
  expect(report.bytes.toString('utf8')).toBe(expected);
  await page.locator('[data-take="copy-report"]').click();
  await page.getByText('Report copied.').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(expected);
  await page.locator('[data-take="copy-citation"]').click();
  await page.getByText('Citation copied.').waitFor();
  const citation = await page.evaluate(() => navigator.clipboard.readText());
  for (const part of [focus, id, page.url(), 'known servers answered', 'AGPL']) expect(citation).toContain(part);

  await page.getByRole('button', { name: 'Map', exact: true }).click();
  await settle(page);
  const png = await take(page, 'png');
  expect(png.file).toBe(named('png'));
  expect([...png.bytes.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const box = (await page.locator('.map-canvas').boundingBox())!;
  expect(png.bytes.readUInt32BE(16)).toBeGreaterThanOrEqual(Math.floor(box.width));
  expect(png.bytes.readUInt32BE(20)).toBeGreaterThan(box.height);
  expect(png.bytes.length).toBeGreaterThan(10_000);
  expect(complaints).toEqual([]);
  await page.context().close();
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
    const { violations } = await new AxeBuilder({ page })
      .include('.panel')
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
    await page.context().close();
  },
);
