/** What a reader of the map waits for, in a real browser: the first picture, each frame, and the next question. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import type { MapFile } from '../../analysis/types.ts';
import { writeMap } from '../../analysis/write-map.ts';
import { seededRandom } from '../../data/random.ts';
import { launchChromium } from '../browser/chromium.ts';
import { mapOf } from '../fixtures/maps.ts';
import { firstLoadRow } from './first-load.ts';
import { type Row, summarise } from './measure.ts';
import { projectFolder } from './project.ts';
import { type Context, hostsOf } from './stage.ts';
import type { ViewTimes } from './view-times.ts';

/** The bench runs compiled; its page is built from source. */
const pageFolder = join(projectFolder, 'test/bench/map-page');
const mostEdges = 50_000;
const communityCount = 30;
const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
const names: Record<keyof ViewTimes, string> = {
  firstPicture: 'first picture',
  firstWork: "the page's own work for it",
  wholePicture: 'the picture with its lines',
  frame: 'work in a frame while the map is moved',
  closeFrame: 'work in a frame close up',
  question: 'another question',
};

export async function* viewRows(context: Context): AsyncIterable<Row> {
  const { size, runs, quick } = context;
  const order = quick ? 200 : hostsOf[size];
  const edges = quick ? 500 : mostEdges;
  const folder = await mkdtemp(join(tmpdir(), 'faultline-map-page-'));
  await build({ root: pageFolder, base: './', logLevel: 'error', build: { outDir: folder, target: 'es2022' } });
  const browser = await launchChromium();
  const site = await serve(folder, writeMap(makeMap(order, edges)));
  try {
    const times: Record<'ours' | 'plain', ViewTimes[]> = { ours: [], plain: [] };
    for (let run = 0; run < runs; run++) {
      for (const kind of ['ours', 'plain'] as const) times[kind].push(await measureOnce(browser, site.url, kind));
    }
    for (const name of Object.keys(names) as (keyof ViewTimes)[]) {
      const of = (kind: 'ours' | 'plain') => summarise(times[kind].map((it) => it[name]));
      const measured = of('ours');
      yield {
        ...{ what: names[name], unit: 'hosts', amount: order, measured },
        baselines: [{ what: 'Sigma as it comes', measured: of('plain') }],
        ...(size === 'full' && !quick ? { judged: judge(name, measured.medianMs) } : {}),
        note: `${edges} edges`,
      };
    }
  } finally {
    await site.close();
    await browser.close();
    await rm(folder, { recursive: true });
  }
  if (size === 'full' || quick) yield await firstLoadRow(context);
}

function judge(name: keyof ViewTimes, ms: number): NonNullable<Row['judged']> {
  if (name === 'frame') return { 'T10.frame': ms };
  return name === 'firstWork' ? { 'S.picture': ms / 1000 } : {};
}

/** In a page of its own: a rasteriser that is behind with one map would hold up the next. */
async function measureOnce(browser: Browser, url: string, kind: 'ours' | 'plain'): Promise<ViewTimes> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForFunction(() => 'measure' in globalThis);
  const times = await page.evaluate(measureIn, kind);
  await context.close();
  return times;
}

/** Runs in the page. */
function measureIn(kind: 'ours' | 'plain'): Promise<ViewTimes> {
  return (globalThis as unknown as { measure(kind: string): Promise<ViewTimes> }).measure(kind);
}

/** Clouds of servers, most lines within one. */
function makeMap(order: number, edgeCount: number): MapFile {
  const random = seededRandom(1);
  const centres = Array.from({ length: communityCount }, () => ({
    x: random() * 1000 - 500,
    y: random() * 1000 - 500,
  }));
  const spread = () => (random() + random() + random() - 1.5) * 120;
  const servers = Array.from({ length: order }, (_, at) => {
    const community = at % communityCount;
    const { x, y } = centres[community]!;
    return { x: x + spread(), y: y + spread(), community, audience: Math.floor(10 ** (4 * random() ** 3)) };
  });
  const edges = Array.from({ length: edgeCount }, () => {
    const source = Math.floor(random() * order);
    const near = source + communityCount * Math.floor(random() * (order / communityCount));
    const target = (random() < 0.8 ? near : Math.floor(random() * order)) % order;
    return [source, target === source ? (source + 1) % order : target, random()] as const;
  });
  const communities = Array.from({ length: communityCount }, (_, at) => `server${at}.example, other${at}.example (en)`);
  return mapOf({ servers, edges, communities });
}

async function serve(folder: string, map: Uint8Array) {
  const server = createServer(async (request, response) => {
    const path = request.url === '/' ? '/index.html' : request.url!;
    response.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream');
    response.end(path === '/map.bin' ? map : await readFile(join(folder, path)).catch(() => ''));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => new Promise((done) => server.close(done)),
  };
}
