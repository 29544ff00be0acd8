/** The page of the site: the one that `faultline serve` hands out, told where its answers come from. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../../data/errors.ts';
import { siteMeta } from '../../site/manifest.ts';
import { discoveryFor } from './embed-files.ts';
import { firstAssets } from './first-assets.ts';
import { policyText } from './page-policy.ts';
import type { SiteFolder } from './site-folder.ts';

export interface IndexPage {
  /** Paths within the site. */
  manifest: string;
  picture: string;
  /** Where the site will be, ending in a slash; null where it was not told. */
  baseUrl: string | null;
}

/**
 * @param built folder of the built page
 * @throws UserError when there is none
 */
export function writePage(site: SiteFolder, built: string, page: IndexPage): void {
  if (!existsSync(join(built, 'index.html'))) {
    throw new UserError('The page was not built, so there is nothing to publish.', {
      hint: 'Run `npm install` in the checkout; it builds the page.',
    });
  }
  const html = readFileSync(join(built, 'index.html'), 'utf8');
  const names = readdirSync(join(built, 'assets')).sort();
  const assets = new Map(names.map((name) => [name, readFileSync(join(built, 'assets', name))]));
  const first = firstAssets(html, assets);
  for (const [name, bytes] of assets) {
    const write = () => site.write(`assets/${name}`, bytes);
    if (first.has(name)) site.atFirst(write, bytes);
    else write();
  }
  const told = tellPage(html, page);
  site.atFirst(() => site.write('index.html', told), told);
}

function tellPage(html: string, { manifest, picture, baseUrl }: IndexPage): string {
  const head = [
    `<meta http-equiv="Content-Security-Policy" content="${policyText}" />`,
    `<meta name="${siteMeta}" content="${manifest}" />`,
    '<meta name="referrer" content="no-referrer" />',
    ...(baseUrl === null
      ? []
      : [`<link rel="canonical" href="${escapeAttribute(baseUrl)}" />`, discoveryFor(baseUrl, null)]),
  ];
  return html
    .replace('<head>', () => `<head>\n    ${head.join('\n    ')}`)
    .replace(
      /<noscript>/,
      () => `<noscript><img src="${picture}" alt="The map as a still picture; the servers have pages of their own." />`,
    );
}

export function escapeAttribute(text: string): string {
  return text.replace(/[&"<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
