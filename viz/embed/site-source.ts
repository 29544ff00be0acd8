/** Answers of a published site: its map at once; what computes about one server comes with the first question. */
import { readMap } from '../../analysis/read-map.ts';
import type { SiteManifest } from '../site/manifest.ts';
import type { EmbedSource, Fetch } from './embed-source.ts';
import type { Engine } from './engine.ts';

export function siteSource(manifest: SiteManifest, get: Fetch, src: URL): EmbedSource {
  const load = async (path: string) => new Uint8Array(await (await get(path)).arrayBuffer());
  let starting: Promise<Engine> | undefined;
  const engine = () => {
    starting ??= import('./engine.ts').then(({ Engine }) => new Engine(manifest, load));
    return starting;
  };
  return {
    picture: new URL(manifest.picture, src).href,
    getMap: async () => readMap((await load(manifest.map)).buffer),
    getHost: async (host) => (await engine()).getHost(host),
    assess: async (scenario) => (await engine()).assess(scenario),
  };
}
