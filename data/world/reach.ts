/** Which names a crawl from the seed hosts can come to hear of, by published lists alone. */
import { readHost } from '../host.ts';
import type { Host } from '../types.ts';
import type { World } from './types.ts';

export interface Reach {
  /** Every name some visited server publishes, and the seed hosts; sorted. */
  discovered: Host[];
  /** Servers of the world that no visited server names; sorted. */
  undiscoverable: Host[];
}

/** Follows peer lists, allowed names and blocked names (patterns and masked names name no host). */
export function listDiscoverable(world: World): Reach {
  const known = new Set<Host>(world.seedHosts);
  for (const host of known) {
    const { peers, blocks, allows } = world.expected(host).lists;
    for (const peer of peers.entries) known.add(peer);
    for (const rule of [...blocks.entries.map(({ target }) => target), ...allows.entries]) {
      const named = readHost(rule);
      if (named !== undefined) known.add(named);
    }
  }
  return {
    discovered: [...known].sort(),
    undiscoverable: world.servers.map(({ host }) => host).filter((host) => !known.has(host)),
  };
}
