/** A published site, and a page of somebody else at another address on which its map stands under a strict policy. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { inject } from 'vitest';
import type { Graph } from '../../analysis/graph.ts';
import type { Snapshot } from '../../data/snapshot/types.ts';
import { SiteFolder } from '../../viz/cli/publish/site-folder.ts';
import { siteGraph } from '../../viz/cli/publish/site-graph.ts';
import { writeSite } from '../../viz/cli/publish/write-site.ts';
import { launchChromium } from './chromium.ts';
import { serveFolder, type WebSpace } from './web-space.ts';

export interface EmbedStage {
  site: WebSpace;
  blog: WebSpace;
  browser: Browser;
  /** Folders of the built page and of the built embed. */
  built: string;
  embed: string;
  /** Address of the still picture. */
  picture: string;
  /** What the site answers from. */
  graph: Graph;
  /** Opens a page of the blog with this in its body. */
  open(body: string, options?: BrowserContextOptions & { head?: string; before?: string }): Promise<OpenedPage>;
  close(): Promise<void>;
}

export interface OpenedPage {
  page: Page;
  /** Errors of scripts, of the console and of the content security policy. */
  complaints: string[];
}

/** Publishes a snapshot, who declares what included, and serves it. */
export async function raiseEmbedStage(snapshot: Snapshot): Promise<EmbedStage> {
  const folder = await mkdtemp(join(tmpdir(), 'faultline-embed-'));
  const { app: built, embed } = inject('built');
  const site = await serveFolder(join(folder, 'site'), { 'access-control-allow-origin': '*' });
  const baseUrl = `${site.url}/`;
  const report = () => undefined;
  const files = new SiteFolder(join(folder, 'site'));
  await writeSite({ snapshot, detail: 'full', index: false, baseUrl, built, embed, report }, files);
  const picture = `${baseUrl}${files.sums.find(({ path }) => /^map\..*\.svg$/.test(path))!.path}`;
  const blog = await serveFolder(null, { 'content-security-policy': strictPolicy(site.url) });
  const browser = await launchChromium();
  return {
    ...{ site, blog, browser, built, embed },
    picture,
    graph: siteGraph(snapshot, 'full').graph,
    open: (body, options) => openPost(browser, blog, site, picture, body, options),
    async close() {
      await browser.close();
      await Promise.all([site.close(), blog.close()]);
      await rm(folder, { recursive: true });
    },
  };
}

/** Nothing but the site's scripts, answers and pictures; no style at all, no string that becomes markup. */
export function strictPolicy(site: string): string {
  return [
    "default-src 'none'",
    ...['script-src', 'connect-src', 'img-src', 'frame-src'].map((directive) => `${directive} ${site}`),
    "style-src 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

async function openPost(
  browser: Browser,
  blog: WebSpace,
  site: WebSpace,
  picture: string,
  body: string,
  { head = '', before, ...options }: BrowserContextOptions & { head?: string; before?: string } = {},
): Promise<OpenedPage> {
  const script = `<script type="module" src="${site.url}/embed/faultline-map.js"></script>`;
  const path = `/post-${blog.pages.size}.html`;
  blog.pages.set(
    path,
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>A post</title><link rel="icon" href="${picture}">${head}${script}<body><main><h1>A post</h1>${body}</main>`,
  );
  const context = await browser.newContext({ viewport: { width: 1000, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  if (before !== undefined) await page.addInitScript(before);
  await page.goto(`${blog.url}${path}`);
  return { page, complaints };
}

/** Until every map that can be seen is drawn and has its answers. */
export async function drawn(page: Page, selector = 'faultline-map'): Promise<void> {
  await page.locator(`${selector}[data-state="drawn"]`).first().waitFor({ state: 'attached' });
}
