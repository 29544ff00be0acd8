/** Personal servers, folded: one mark a community in place of its many servers of a few people each. */
import type { Graph } from './graph.ts';
import type { FoldedServers, MapFile } from './types.ts';

/** A server with fewer people than this is somebody's own. */
const fewestPeople = 10;

/** @returns 1 for each node whose own word is that it has few people; a size that is only inferred says nothing of one server */
export function markSmall({ audience, snapshot }: Graph, nodes: Uint32Array): Uint8Array {
  return Uint8Array.from(nodes, (node) => {
    const { users } = snapshot.hosts[node]!;
    const isQuiet = audience.source[node] === 'mau' && audience.people[node]! < fewestPeople;
    return isQuiet || (users !== null && users < fewestPeople) ? 1 : 0;
  });
}

type Drawn = Pick<MapFile, 'x' | 'y' | 'community' | 'audience' | 'small'>;

interface Sums {
  servers: number;
  x: number;
  y: number;
}

/** A mark stands half way between the middle of its servers and that of the whole community, which holds it within. */
export function foldSmall({ x, y, community, audience, small }: Drawn): FoldedServers {
  const everybody = new Map<number, Sums>();
  const folded = new Map<number, Sums>();
  const people = new Map<number, number>();
  community.forEach((id: number, at: number) => {
    addTo(everybody, id, x[at]!, y[at]!);
    if (small[at] !== 1) return;
    addTo(folded, id, x[at]!, y[at]!);
    if (!Number.isNaN(audience[at])) people.set(id, (people.get(id) ?? 0) + audience[at]!);
  });
  const ids = [...folded.keys()].sort((a, b) => a - b);
  const place = (axis: 'x' | 'y') =>
    Float32Array.from(ids, (id) => {
      const [own, all] = [folded.get(id)!, everybody.get(id)!];
      return Math.round((own[axis] / own.servers + all[axis] / all.servers) * 5) / 10 + 0;
    });
  return {
    community: Int32Array.from(ids),
    servers: Uint32Array.from(ids, (id) => folded.get(id)!.servers),
    audience: Float64Array.from(ids, (id) => people.get(id) ?? Number.NaN),
    x: place('x'),
    y: place('y'),
  };
}

function addTo(sums: Map<number, Sums>, id: number, x: number, y: number): void {
  const sum = sums.get(id) ?? { servers: 0, x: 0, y: 0 };
  sums.set(id, { servers: sum.servers + 1, x: sum.x + x, y: sum.y + y });
}
