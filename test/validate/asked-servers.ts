/** Which servers of a world are asked about: those for which the model has to guess, of all sizes. */
import { fewestFollows } from '../../analysis/checks/counted-rows.ts';
import type { Graph } from '../../analysis/graph.ts';
import type { World } from '../../data/world/types.ts';
import { type Planted, plantedFollows } from './planted.ts';

/**
 * @param count at most; of more, every so-manieth by size
 * @returns servers that answered and publish no counts, from the largest
 */
export function askedServers(graph: Graph, world: World, count: number): Planted[] {
  const { hosts, counts } = graph.snapshot;
  const publishing = new Set(counts.map(({ source }) => source));
  const planted = world.servers.flatMap((server) => {
    const node = graph.names.find(server.host);
    if (node === undefined || publishing.has(node)) return [];
    const { liveness, software } = hosts[node]!;
    if (liveness !== 'alive' || software === null) return [];
    const found = plantedFollows(graph, world, server, node);
    return found.total.in >= fewestFollows ? [found] : [];
  });
  planted.sort((a, b) => b.server.people - a.server.people || a.node - b.node);
  const step = Math.max(1, planted.length / count);
  return Array.from({ length: Math.min(count, planted.length) }, (_, at) => planted[Math.floor(at * step)]!);
}
