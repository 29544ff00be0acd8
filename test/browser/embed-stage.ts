/** A published site, and a page of somebody else at another address on which its map stands under a strict policy. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { serveFolder, type WebSpace } from './web-space.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface EmbedStage {
  site: WebSpace;
  blog: WebSpace;
  browser: Browser;
  /** Opens a page of the blog with this in its body. */
  open(body: string, options?: BrowserContextOptions & { head?: string; before?: string }): Promise<OpenedPage>;
  close(): Promise<void>;
}

export interface OpenedPage {
  page: Page;
  /** Errors of scripts, of the console and of the content security policy. */
  complaints: string[];
}

/** @param fill writes the site's files into the folder */
export async function raiseEmbedStage(fill: (folder: string) => void | Promise<void>): Promise<EmbedStage> {
  const folder = await mkdtemp(join(tmpdir(), 'faultline-embed-'));
  await buildEmbed(join(folder, 'embed'));
  await fill(folder);
  const site = await serveFolder(folder, { 'access-control-allow-origin': '*' });
  const blog = await serveFolder(null, { 'content-security-policy': strictPolicy(site.url) });
  const browser = await launchChromium();
  return {
    site,
    blog,
    browser,
    open: (body, options) => openPage(browser, blog, site, body, options),
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

/** As `npm run build` does, in a process of its own. */
export async function buildEmbed(outDir: string): Promise<void> {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const flags = ['--config', 'viz/embed/vite.config.ts', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn'];
  await promisify(execFile)(process.execPath, [vite, 'build', ...flags], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' },
  });
}

async function openPage(
  browser: Browser,
  blog: WebSpace,
  site: WebSpace,
  body: string,
  { head = '', before, ...options }: BrowserContextOptions & { head?: string; before?: string } = {},
): Promise<OpenedPage> {
  const script = `<script type="module" src="${site.url}/embed/faultline-map.js"></script>`;
  const path = `/post-${blog.pages.size}.html`;
  blog.pages.set(
    path,
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>A post</title><link rel="icon" href="${site.url}/map.svg">${head}${script}<body><main><h1>A post</h1>${body}</main>`,
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
