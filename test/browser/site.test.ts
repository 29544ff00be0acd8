/** A published site on a plain web space: the same page, with answers computed in the browser. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Graph } from '../../analysis/graph.ts';
import { assess } from '../../analysis/impact.ts';
import type { Impact, Scenario } from '../../analysis/types.ts';
import { splitEstimate, splitLost } from '../../viz/app/figures.ts';
import { SiteFolder } from '../../viz/cli/publish/site-folder.ts';
import { siteGraph } from '../../viz/cli/publish/site-graph.ts';
import { type WrittenSite, writeSite } from '../../viz/cli/publish/write-site.ts';
import { shardOf } from '../../viz/site/manifest.ts';
import type { CrawledWorld } from '../testbed/crawled-world.ts';
import { sharedWorld } from '../testbed/shared-world.ts';
import { violationsOf } from './axe.ts';
import { launchChromium } from './chromium.ts';
import { openPage, settle } from './page.ts';
import { dataOf, textOf, touchedCount } from './read-page.ts';
import { serveFolder, type WebSpace } from './web-space.ts';

let world: CrawledWorld;
let folder: string;
let graph: Graph;
let written: WrittenSite;
let server: WebSpace;
let browser: Browser;
let focus: string;
let near: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faultline-site-'));
  world = await sharedWorld({ hosts: 160, seed: 7 });
  written = await writeSite(
    {
      snapshot: world.snapshot,
      detail: 'aggregates',
      index: false,
      baseUrl: null,
      built: inject('built').app,
      embed: inject('built').embed,
      report: () => undefined,
    },
    new SiteFolder(join(folder, 'site')),
  );
  ({ graph } = siteGraph(world.snapshot, 'aggregates'));
  const people = (node: number) => graph.audience.people[node] || 0;
  const largest = [...graph.snapshot.hosts.keys()].sort((a, b) => people(b) - people(a));
  focus = graph.snapshot.hosts[largest[0]!]!.host;
  near = largest.slice(1, 4).map((node) => graph.snapshot.hosts[node]!.host);
  server = await serveFolder(join(folder, 'site'), {}, '/some/where');
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  await world?.remove();
  await rm(folder, { recursive: true, force: true });
});

const open = (link: string) => openPage(browser, `${server.url}/index.html${link}`);

/** What was asked for since the list had this length, of what answers are computed from. */
const fetched = (from = 0) => server.asked.slice(from).filter((path) => /\/(base|hosts-\d+)\./.test(path));

function expected(scenario: Scenario): Impact {
  return assess(graph, scenario);
}

test('the map is there from files alone, and nothing is fetched that only answers need', async () => {
  const from = server.asked.length;
  const { page, complaints, requests } = await open('');
  expect(await page.locator('.map-canvas canvas').count()).toBeGreaterThan(3);
  const seen = await textOf(page.locator('.seen'));
  const { visited, hosts } = graph.coverage;
  expect(seen).toContain('published part');
  expect(seen).toContain(`${visited} of ${hosts} servers answered`);
  expect(fetched(from)).toEqual([]);
  expect(requests.filter((address) => !address.startsWith(server.url))).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('a what-if in the browser has the figures of the analysis of what is published', async () => {
  const [target, other] = near as [string, string];
  const { page, complaints, requests } = await open(`?host=${focus}&block=${target}&limit=${other}`);
  const impact = expected({ host: focus, block: [target], limit: [other] });
  const figure = (key: string) => textOf(page.locator(`[data-figure="${key}"] .value`));
  expect(await figure('loss-in')).toBe(splitEstimate(impact.lossIn).value);
  expect(await figure('loss-out')).toBe(splitEstimate(impact.lossOut).value);
  expect(await figure('hidden')).toBe(splitEstimate(impact.hidden).value);
  expect(await figure('people')).toBe(splitLost(impact.people).value);
  const data = await dataOf(page);
  expect(Number(data.cut) + Number(data.cutUndrawn)).toBe(touchedCount(impact, 'cut'));
  expect(touchedCount(impact, 'cut')).toBeGreaterThan(0);
  const text = await textOf(page.locator('body'));
  expect(text).not.toContain('Missing in threads');
  expect(text).toContain('it needs the whole snapshot');
  expect(text).toContain('Who blocks whom is not published here');
  expect(requests.filter((address) => !address.startsWith(server.url))).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('what the site holds and what it leaves out stands on the page', async () => {
  const { page } = await open(`?host=${focus}`);
  const text = (await page.locator('.about-site').textContent())!.replace(/\s+/g, ' ');
  for (const sentence of written.manifest.about) expect(text).toContain(sentence.replace(/\s+/g, ' '));
  await page.context().close();
});

test('another server in focus costs one request, for the shard it lies in', async () => {
  const { page } = await open(`?host=${focus}`);
  const nodeOf = (host: string) => graph.names.find(host)!;
  const shard = (host: string) => shardOf(written.manifest, nodeOf(host));
  const elsewhere = graph.snapshot.hosts.find(({ host }) => shard(host) !== shard(focus))!.host;
  const from = server.asked.length;
  await page.getByRole('combobox').first().fill(elsewhere);
  await page.getByRole('option', { name: elsewhere }).first().click();
  await page.getByRole('heading', { name: elsewhere, exact: true }).waitFor();
  await settle(page);
  expect(fetched(from)).toEqual([`/some/where/${shard(elsewhere)}`]);
  await page.context().close();
});

test('a link that names no server of the site says so in words', async () => {
  const { page, complaints } = await open('?host=never.seen.example');
  await page.getByText('was not seen in this snapshot').first().waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('without a script there is a picture, and a page of text for each server that leads to the map', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${server.url}/`);
  expect(server.asked.some((path) => /\/map\.[0-9a-f]{8}\.svg$/.test(path))).toBe(true);
  await page.goto(`${server.url}/host/${focus}.html`);
  expect(await page.locator('h1').textContent()).toBe(focus);
  expect(await page.locator('meta[name="robots"]').getAttribute('content')).toBe('noindex');
  expect(await page.locator('body').textContent()).toContain(graph.ref.id);
  expect(await page.locator('a').first().getAttribute('href')).toBe(`../index.html?host=${focus}`);
  await context.close();
});

test.each(['light', 'dark'] as const)('axe finds nothing on the page of a server, %s', async (colorScheme) => {
  const context = await browser.newContext({ colorScheme, bypassCSP: true, viewport: { width: 360, height: 700 } });
  const page = await context.newPage();
  await page.goto(`${server.url}/host/${focus}.html`);
  expect(await violationsOf(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await context.close();
});
