/**
 * The map on somebody else's page: what it weighs by part, and how long it takes from an empty page, in a fresh browser
 * with WebGL on the processor, to the first picture. Beside it the still picture, which is all that a page without a script
 * shows, from the same server in turns.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { buildGraph } from '../../analysis/graph.ts';
import { packMap } from '../../analysis/map-file.ts';
import type { MapFile } from '../../analysis/types.ts';
import { writeMap } from '../../analysis/write-map.ts';
import { mapColors } from '../../viz/map/map-colors.ts';
import { drawMapSvg } from '../../viz/map/map-svg.ts';
import { launchChromium } from '../browser/chromium.ts';
import { serveFolder, type WebSpace } from '../browser/web-space.ts';
import { makeLargeSnapshot } from './large-snapshot.ts';
import { type Row, summarise } from './measure.ts';
import { type Context, hostsOf } from './stage.ts';

export async function* embedRows({ size, folder, runs, quick }: Context): AsyncIterable<Row | string> {
  await buildEmbed(join(folder, 'embed'));
  yield* scriptLines(join(folder, 'embed'));
  const map = makeMap(quick ? 1000 : hostsOf[size]);
  yield mapLine(map);
  writeFiles(folder, map);
  yield* await pictureRows(folder, map.hosts.length, runs);
}

async function buildEmbed(outDir: string): Promise<void> {
  const flags = ['build', '--config', 'viz/embed/vite.config.ts', '--outDir', outDir, '--logLevel', 'warn'];
  await promisify(execFile)(process.execPath, ['node_modules/vite/bin/vite.js', ...flags, '--emptyOutDir'], {
    env: { ...process.env, NODE_ENV: 'production' },
  });
}

function scriptLines(folder: string): string[] {
  const scripts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .map((name) => ({ name: name.replace(/^assets\//, ''), gzipped: zippedSize(readFileSync(join(folder, name))) }))
    .sort((a, b) => b.gzipped - a.gzipped);
  const all = scripts.reduce((sum, { gzipped }) => sum + gzipped, 0);
  return [
    `script ${kilobytes(all)} compressed in all`,
    ...scripts.map(({ name, gzipped }) => `  ${name} ${kilobytes(gzipped)}`),
  ];
}

function makeMap(hosts: number): MapFile {
  return packMap(buildGraph(makeLargeSnapshot(hosts, 100)));
}

function mapLine(map: MapFile): string {
  const bytes = writeMap(map);
  return `map of ${map.hosts.length} servers and ${map.edges.source.length} edges: ${kilobytes(bytes.length)}, ${kilobytes(zippedSize(bytes))} compressed`;
}

function writeFiles(folder: string, map: MapFile): void {
  mkdirSync(join(folder, 'data'));
  writeFileSync(join(folder, 'data/map.bin'), writeMap(map));
  const manifest = { schema: 'faultline.site/1', map: 'data/map.bin', picture: 'map.svg', base: '', shards: [] };
  writeFileSync(join(folder, 'embed/site.json'), JSON.stringify(manifest));
  const picture = drawMapSvg(map, {
    ...{ marks: map.hosts.map(() => 'kept' as const), focus: null, lit: null, theme: mapColors.light },
    ...{ width: 1200, height: 800, labels: 24, caption: '', title: 'Map', desc: '' },
  });
  writeFileSync(join(folder, 'map.svg'), picture);
}

async function pictureRows(folder: string, hosts: number, runs: number): Promise<Row[]> {
  const server = await serveFolder(folder);
  server.pages.set('/map.html', page('<faultline-map src="./"></faultline-map>'));
  server.pages.set('/still.html', page('<img src="map.svg" alt="" width="960" height="640">'));
  const browser = await launchChromium();
  try {
    const map = "document.querySelector('faultline-map')";
    const drawn = `${map}?.dataset.state === 'drawn'`;
    const still = `${map}?.shadowRoot?.querySelector('.preview')`;
    const seen = `${drawn} || (${still}?.complete && ${still}.naturalWidth > 0)`;
    const loaded = "document.images[0]?.complete && document.readyState === 'complete'";
    await open(browser, server, '/map.html', drawn); // compiles the shaders
    const times = { first: [] as number[], drawn: [] as number[], alone: [] as number[] };
    for (let run = 0; run < runs; run++) {
      times.first.push(await open(browser, server, '/map.html', seen));
      times.drawn.push(await open(browser, server, '/map.html', drawn));
      times.alone.push(await open(browser, server, '/still.html', loaded));
    }
    const baselines = [{ what: 'the still picture alone', measured: summarise(times.alone) }];
    const row = (what: string, measured: Row['measured']): Row => ({
      ...{ what: `${what}, from an empty page`, unit: 'servers', amount: hosts },
      ...{ measured, baselines },
    });
    return [row('first picture', summarise(times.first)), row('map to be moved', summarise(times.drawn))];
  } finally {
    await browser.close();
    await server.close();
  }
}

function page(body: string): string {
  return `<!doctype html><meta charset="utf-8"><title>Bench</title><link rel="icon" href="data:,"><script type="module" src="embed/faultline-map.js"></script>${body}`;
}

/** @returns ms by the page's own clock, from its navigation until what is there was painted: two frames after it is said to be */
async function open(browser: Browser, { url }: WebSpace, path: string, done: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 } });
  const opened = await context.newPage();
  await opened.addInitScript(watch.replace('DONE', done));
  await opened.goto(`${url}${path}`, { waitUntil: 'commit' });
  const seen = await opened.waitForFunction('globalThis.seenAt');
  const ms = Number(await seen.jsonValue());
  await context.close();
  return ms;
}

const watch = `
  const look = () => (DONE)
    ? requestAnimationFrame(() => requestAnimationFrame(() => { globalThis.seenAt = performance.now(); }))
    : requestAnimationFrame(look);
  look();`;

function zippedSize(bytes: Uint8Array): number {
  return gzipSync(bytes, { level: 9 }).length;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
