/** Answers of a running `faultline serve`. */
import { readMap } from '../../analysis/read-map.ts';
import type { HostCard, Impact, Tie } from '../../analysis/types.ts';
import type { EmbedSource, Fetch } from './embed-source.ts';

export function serverSource(get: Fetch): EmbedSource {
  const ask = async <Value>(path: string, init?: RequestInit) => (await (await get(path, init)).json()) as Value;
  return {
    getMap: async () => readMap(await (await get('api/map.bin')).arrayBuffer()),
    async getHost(host) {
      const path = `api/hosts/${encodeURIComponent(host)}`;
      const [card, ties] = await Promise.all([ask<HostCard>(path), ask<Tie[]>(`${path}/ties`)]);
      return { card, ties };
    },
    assess: (scenario) =>
      ask<Impact>('api/impact', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(scenario),
      }),
  };
}
