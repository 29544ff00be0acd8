/** An address that is pasted into an editor becomes the map: of a published site, and of a running server. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listTies } from '../../analysis/ties-of.ts';
import { type Served, serve } from '../../viz/server/serve.ts';
import type { CrawledWorld } from '../testbed/crawled-world.ts';
import { sharedWorld } from '../testbed/shared-world.ts';
import { type EmbedStage, raiseEmbedStage, strictPolicy } from './embed-stage.ts';
import { discover, type Found, filterFrame } from './paste.ts';
import { shoot } from './screenshots.ts';

let world: CrawledWorld;
let stage: EmbedStage;
let focus: string;
let near: string;
const room = { maxwidth: 600, maxheight: 900 };

beforeAll(async () => {
  world = await sharedWorld({ hosts: 80, seed: 5 });
  stage = await raiseEmbedStage(world.snapshot);
  const { graph } = stage;
  const people = (node: number) => (graph.live[node] === 1 ? graph.audience.people[node] || 0 : 0);
  const largest = [...graph.snapshot.hosts.keys()].sort((a, b) => people(b) - people(a))[0]!;
  focus = graph.snapshot.hosts[largest]!.host;
  near = listTies(graph, focus).find(({ contact }) => contact === 'open')!.host;
});

afterAll(async () => {
  await stage?.close();
  await world?.remove();
});

/** What oembed.com asks for in 2.3.4 of every answer, and of one of type rich. */
function expectValid(found: Found | null, site: string): asserts found is Found {
  expect(found?.answer).toMatchObject({ version: '1.0', type: 'rich', provider_name: 'Faultline', provider_url: site });
  const { html, width, height } = found!.answer as { html: string; width: number; height: number };
  expect(html).toMatch(/^<iframe src="http[^"]+" width="\d+" height="\d+" title="[^"]+"/);
  expect([Number.isInteger(width), Number.isInteger(height)]).toEqual([true, true]);
}

test.each(['', 'index.html', 'embed/index.html'])('the page %s of a site tells of the whole map', async (page) => {
  const site = `${stage.site.url}/`;
  const found = await discover(`${site}${page}`, room);
  expectValid(found, site);
  expect(found.answer.html).toContain(`src="${site}embed/index.html"`);
});

test('the page of a server tells of the map as seen from it, which WordPress’ own frame draws', async () => {
  const site = `${stage.site.url}/`;
  const found = await discover(`${site}host/${focus}.html`, room);
  expectValid(found, site);
  expect(found.answer.title).toBe(`Map of the fediverse as seen from ${focus}`);
  const { page, complaints } = await stage.open(filterFrame(found.answer.html as string));
  const frame = page.frameLocator('iframe');
  await frame.locator('faultline-map[data-state="drawn"]').waitFor();
  await frame.getByText(`As seen from ${focus}.`).waitFor();
  expect(complaints).toEqual([]);
  await shoot(page, 'embed-pasted');
  await page.context().close();
});

test('a site that sends no header for other pages still shows its picture in that frame', async () => {
  const headers = { ...stage.site.headers };
  for (const name of Object.keys(headers)) delete stage.site.headers[name];
  const found = await discover(`${stage.site.url}/`, room);
  const { page } = await stage.open(filterFrame(found!.answer.html as string));
  const picture = page.frameLocator('iframe').getByRole('img', { name: 'The map as a still picture' });
  await picture.waitFor();
  expect(await picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
  await page.context().close();
  Object.assign(stage.site.headers, headers);
});

test('a server that shows what is published answers for every question, within the room it is given', async () => {
  const { graph, built: staticDir, embed: embedDir } = stage;
  const server = await serve({ graph, port: 0, staticDir, embedDir, tier: 'published' });
  try {
    const found = await discover(`${server.url}/?host=${focus}&block=${near}`, { maxwidth: 400, maxheight: 300 });
    expectValid(found, `${server.url}/`);
    expect(found.answer).toMatchObject({ width: 400, height: 300 });
    const xml = await fetch(found.address.replace('format=json', 'format=xml'));
    expect(xml.status).toBe(501);
    const foreign = await fetch(`${server.url}/oembed?url=${encodeURIComponent('https://other.example/')}`);
    expect(foreign.status).toBe(404);
    await seeDrawn(server, found);
    const page = await stage.browser.newPage();
    await page.goto(`${server.url}/?host=${focus}&block=${near}`);
    await page.getByText('Put it on a page').click();
    const snippet = await page.getByLabel('As an element').inputValue();
    expect(snippet).toContain(`<faultline-map src="${server.url}/" focus="${focus}" block="${near}">`);
    expect(await page.getByLabel('As a frame').inputValue()).toContain(
      `src="${server.url}/embed/index.html?host=${focus}`,
    );
    await page.close();
  } finally {
    await server.close();
  }
});

async function seeDrawn(server: Served, { answer }: Found): Promise<void> {
  const own = stage.blog.headers['content-security-policy']!;
  stage.blog.headers['content-security-policy'] = strictPolicy(`${stage.site.url} ${server.url}`);
  const { page, complaints } = await stage.open(filterFrame(answer.html as string));
  stage.blog.headers['content-security-policy'] = own;
  const frame = page.frameLocator('iframe');
  await frame.locator('.symbol-cut').first().waitFor();
  expect(await frame.locator('.asked').textContent()).toBe(`What if: ${focus} blocks ${near}?`);
  expect(complaints).toEqual([]);
  await page.context().close();
}

test('a server that shows what was collected is read by no page elsewhere', async () => {
  const { graph, built: staticDir, embed: embedDir } = stage;
  const server = await serve({ graph, port: 0, staticDir, embedDir });
  try {
    for (const path of ['/api/map.bin', '/api/status', `/api/hosts/${focus}`]) {
      const { headers } = await fetch(`${server.url}${path}`, { headers: { origin: 'https://elsewhere.example' } });
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
    const framed = await fetch(`${server.url}/embed/`);
    expect(framed.headers.get('x-frame-options')).toBeNull();
    expect(framed.headers.get('content-security-policy')).not.toContain('frame-ancestors');
    const embed = `<faultline-map src="${server.url}/"></faultline-map>`;
    stage.blog.headers['content-security-policy'] = strictPolicy(`${stage.site.url} ${server.url}`);
    const post = await stage.open(embed);
    await post.page.getByText('A running server answers pages of its own address only').waitFor();
    await post.page.context().close();
    const page = await fetch(`${server.url}/`);
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  } finally {
    await server.close();
  }
});
