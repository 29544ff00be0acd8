/** Answers of a running `faultline serve`. */
import { readMap } from '../../analysis/read-map.ts';
import type { HostCard, Impact, StrongestTies } from '../../analysis/types.ts';
import type { EmbedSource, Fetch } from './embed-source.ts';

/** It lets pages of other addresses ask for its script alone, so that what was collected is read by its own page only. */
export class OwnPagesOnly extends Error {
  override readonly name = 'OwnPagesOnly';
}

/** @param isElsewhere the page that asks has another address */
export function serverSource(get: Fetch, isElsewhere: boolean): EmbedSource {
  const ask = async <Value>(path: string, init?: RequestInit) => (await (await get(path, init)).json()) as Value;
  return {
    picture: null,
    async getMap() {
      const response = await get('api/map.bin').catch((cause: unknown) => {
        throw isElsewhere ? new OwnPagesOnly('expected the map, got no answer', { cause }) : cause;
      });
      return readMap(await response.arrayBuffer());
    },
    async getHost(host) {
      const path = `api/hosts/${encodeURIComponent(host)}`;
      const [card, { ties }] = await Promise.all([ask<HostCard>(path), ask<StrongestTies>(`${path}/ties/strongest`)]);
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
