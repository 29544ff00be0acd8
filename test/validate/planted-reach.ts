/** The planted shares of replies and boosts that a cut takes, where the world can tell them. */
import type { Graph } from '../../analysis/graph.ts';
import type { Server, World } from '../../data/world/types.ts';

export interface Reach {
  threads?: number | null;
  boosts?: number | null;
}

type ShareOf = (world: World, reader: number, cutSet: ReadonlySet<number>) => number | null;

/** @returns a function from a reader and the nodes that it no longer gets posts from */
export async function plantedReach(
  world: World,
  graph: Graph,
): Promise<(reader: Server, cut: readonly number[]) => Reach> {
  const module = '../../data/world/threads.ts';
  const told = (await import(module).catch(() => ({}))) as { trueThreadShare?: ShareOf; trueBoostShare?: ShareOf };
  return ({ index }, cut) => {
    const lost = new Set(cut);
    const cutSet = new Set<number>();
    for (const { host, index: other } of world.servers) {
      const node = graph.names.find(host);
      if (node !== undefined && lost.has(node)) cutSet.add(other);
    }
    return {
      threads: told.trueThreadShare?.(world, index, cutSet) ?? null,
      boosts: told.trueBoostShare?.(world, index, cutSet) ?? null,
    };
  };
}
