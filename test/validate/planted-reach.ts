/** The planted shares of replies and boosts that a cut takes, account by account. */
import type { Graph } from '../../analysis/graph.ts';
import { trueBoostShare, trueThreadShare } from '../../data/world/threads.ts';
import type { Server, World } from '../../data/world/types.ts';

export interface Reach {
  threads: number | null;
  boosts: number | null;
}

/** @returns a function from a reader and the nodes that it no longer gets posts from */
export function plantedReach(world: World, graph: Graph): (reader: Server, cut: readonly number[]) => Reach {
  return ({ index }, cut) => {
    const lost = new Set(cut);
    const servers = new Set<number>();
    for (const { host, index: other } of world.servers) {
      const node = graph.names.find(host);
      if (node !== undefined && lost.has(node)) servers.add(other);
    }
    return { threads: trueThreadShare(world, index, servers), boosts: trueBoostShare(world, index, servers) };
  };
}
