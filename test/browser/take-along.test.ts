/** What is taken along from the page, read as whoever gets it reads it. */
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { parseDocument } from 'htmlparser2';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assess } from '../../analysis/impact.ts';
import { reportImpact } from '../../analysis/report/impact-report.ts';
import { renderMarkdown } from '../../analysis/report/markdown.ts';
import { raiseStage, type Stage, settle } from './page.ts';

let stage: Stage;
let focus: string;
let near: string[];

beforeAll(async () => {
  stage = await raiseStage({ hosts: 60, seed: 7 });
  ({ focus, near } = stage);
});

afterAll(() => stage?.close());

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
    // Room for every column.
    viewport: { width: 2000, height: 900 },
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
  const after = (await cells('after')).map((text) => text.trim().split(/\s/)[0]);
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
  for (const part of [focus, id, `${page.url()}&snapshot=${id}`, 'known servers answered', 'AGPL'])
    expect(citation).toContain(part);

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
