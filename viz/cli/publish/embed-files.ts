/** What of a site other pages use: the element, the page for a frame, what a pasted link is told, and the headers for it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../../data/errors.ts';
import { describeForPasting, discoveryLink } from '../../shared/oembed.ts';
import { noQuestion } from '../../shared/question.ts';
import type { SiteFolder } from './site-folder.ts';

export interface EmbedFiles {
  /** The manifest, under a name that stays when the site is published anew. */
  manifest: string;
  /** Path of the still picture within the site. */
  picture: string;
  /** Where the site will be, ending in a slash; null where it was not told. */
  baseUrl: string | null;
}

/** Of an answer about a page of a server. */
export const oembedOfHost = (host: string) => `host/${host}.oembed.json`;
const oembedPath = 'oembed.json';

/**
 * @param built folder of the built embed
 * @throws UserError when there is none
 */
export function writeEmbed(site: SiteFolder, built: string, { manifest, picture, baseUrl }: EmbedFiles): void {
  if (!existsSync(join(built, 'index.html'))) {
    throw new UserError('The embed was not built, so there is nothing for other pages to show.', {
      hint: 'Run `npm install` in the checkout; it builds the embed.',
    });
  }
  for (const name of readdirSync(join(built, 'assets')).sort()) {
    site.write(`embed/assets/${name}`, readFileSync(join(built, 'assets', name)));
  }
  site.write('embed/faultline-map.js', readFileSync(join(built, 'faultline-map.js')));
  site.write('embed/index.html', tellFrame(readFileSync(join(built, 'index.html'), 'utf8'), picture, baseUrl));
  site.write('embed/site.json', manifest);
  site.write('_headers', headersFile);
  if (baseUrl !== null) site.write(oembedPath, oembedText(baseUrl, null));
}

/** @returns the element for the head of the page about a server, or of the map's own page; '' where there is no address to name */
export function discoveryFor(baseUrl: string | null, host: string | null): string {
  return baseUrl === null ? '' : discoveryLink(`${baseUrl}${host === null ? oembedPath : oembedOfHost(host)}`);
}

export function oembedText(baseUrl: string, host: string | null): string {
  return `${JSON.stringify(describeForPasting({ site: baseUrl, question: { ...noQuestion, host } }))}\n`;
}

/** Read by Netlify and Cloudflare Pages. All that is here is public, so that pages anywhere may read it. */
const headersFile =
  '/*\n  Access-Control-Allow-Origin: *\n/embed/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n';

function tellFrame(html: string, picture: string, baseUrl: string | null): string {
  const link = discoveryFor(baseUrl, null);
  return html
    .replace('</head>', () => `${link === '' ? '' : `  ${link}\n  `}</head>`)
    .replace('<a href="../">', () => `<a href="../"><img src="../${picture}" alt="The map as a still picture" />`);
}
