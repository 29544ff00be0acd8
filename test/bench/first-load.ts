/** The page as `faultline serve` hands it out: which scripts it loads first, and how long an empty page takes to its first picture. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { buildGraph } from '../../analysis/graph.ts';
import { serve } from '../../viz/server/serve.ts';
import { launchChromium } from '../browser/chromium.ts';
import { makeLargeSnapshot } from './large-snapshot.ts';
import { type Row, summarise } from './measure.ts';
import { projectFolder } from './project.ts';
import type { Context } from './stage.ts';

/** The scripts are the same whatever the map; a small one comes to its picture soon. */
const hosts = 1000;

export async function firstLoadRow({ folder, runs }: Context): Promise<Row> {
  const built = join(folder, 'page');
  await buildPage(built);
  const page = readFileSync(join(built, 'index.html'), 'utf8');
  const entry = [...page.matchAll(/(?:src|href)="\.\/assets\/([^"]+\.js)"/g)].map(([, name]) => name!);
  const server = await serve({ graph: buildGraph(makeLargeSnapshot(hosts, 100)), port: 0, staticDir: built });
  const browser = await launchChromium();
  try {
    const times: number[] = [];
    let loaded: string[] = [];
    for (let run = 0; run < runs; run++) {
      const load = await open(browser, server.url);
      times.push(load.ms);
      loaded = load.scripts;
    }
    const zipped = (names: readonly string[]) =>
      names.reduce((sum, name) => sum + gzipSync(readFileSync(join(built, 'assets', name))).length, 0);
    return {
      ...{ what: 'first picture of the page, from an empty one', unit: 'hosts', amount: hosts },
      ...{ measured: summarise(times), baselines: [], bytes: zipped(loaded) },
      judged: { 'T10.bundle': zipped(entry) / 1000 },
      note: `bytes: all ${loaded.length} scripts until then, gzip, of which the page names ${entry.length} itself; the drawing comes while the map does`,
    };
  } finally {
    await browser.close();
    await server.close();
  }
}

async function buildPage(outDir: string): Promise<void> {
  const flags = ['build', '--config', 'viz/app/vite.config.ts', '--outDir', outDir, '--logLevel', 'warn'];
  await promisify(execFile)(process.execPath, ['node_modules/vite/bin/vite.js', ...flags, '--emptyOutDir'], {
    cwd: projectFolder,
    env: { ...process.env, NODE_ENV: 'production' },
  });
}

async function open(browser: Browser, url: string): Promise<{ ms: number; scripts: string[] }> {
  // The page's own policy admits no string as a script, which is how the bench asks it.
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, bypassCSP: true });
  const page = await context.newPage();
  const scripts: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(basename(new URL(request.url()).pathname));
  });
  await page.goto(url, { waitUntil: 'commit' });
  const drawn = await page.waitForFunction(`document.querySelector('fl-map[data-ready="true"]') && performance.now()`);
  const ms = Number(await drawn.jsonValue());
  await context.close();
  return { ms, scripts };
}
