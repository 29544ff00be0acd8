/**
 * Where an embedded map's answers come from: the files of a published site, or a running `faultline serve`. Which of the two
 * `src` is, one file of a fixed name tells; all other files bear a hash of their content in their names.
 */
import type { HostCard, Impact, MapFile, Scenario, Tie } from '../../analysis/types.ts';
import { readManifest } from '../site/manifest.ts';
import { serverSource } from './server-source.ts';
import { siteSource } from './site-source.ts';

export interface HostAnswers {
  card: HostCard;
  ties: readonly Tie[];
}

/** Each rejects where there is no answer: a map on somebody else's page then says so, and shows what it has. */
export interface EmbedSource {
  /** Where a still picture of the map is; null where none is kept. */
  picture: string | null;
  getMap(): Promise<MapFile>;
  getHost(host: string): Promise<HostAnswers>;
  assess(scenario: Scenario): Promise<Impact>;
}

/** Brings a file or an answer; rejects for everything but success. */
export type Fetch = (path: string, init?: RequestInit) => Promise<Response>;

/** From the address of a site to the file that tells what it is. */
const pointerPath = 'embed/site.json';

/** @param src address of a folder: ends in a slash */
export async function openSource(src: URL, signal: AbortSignal): Promise<EmbedSource> {
  const get: Fetch = async (path, init = {}) => {
    const response = await fetch(new URL(path, src), { credentials: 'omit', ...init, signal });
    if (!response.ok) throw new Error(`HTTP ${response.status} for ${response.url}`);
    return response;
  };
  // Its name stays when the site is published anew.
  const manifest = readManifest(await (await get(pointerPath, { cache: 'no-cache' })).json());
  return manifest === undefined ? serverSource(get, src.origin !== origin) : siteSource(manifest, get, src);
}

/** @returns the folder that an address means, as a person writes it */
export function folderOf(src: string, base: string): URL | null {
  if (!URL.canParse(src, base)) return null;
  const url = new URL(src, base);
  url.search = '';
  url.hash = '';
  url.pathname = url.pathname.replace(/[^/]*\.html$/, '').replace(/\/?$/, '/');
  return /^https?:$/.test(url.protocol) ? url : null;
}
