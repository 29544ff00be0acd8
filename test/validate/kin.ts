/**
 * A ceiling for any estimate: what the other servers of the same language, topic and kind of software follow of each
 * server, and what of them is followed, as planted. Whoever knows this knows all of a server but the tastes of its own
 * people; what it misses, nobody can foresee.
 */
import type { Direction } from '../../analysis/checks/counted-rows.ts';
import type { Graph } from '../../analysis/graph.ts';
import { weighTies } from '../../analysis/weights.ts';
import { isForum } from '../../data/world/software/index.ts';
import type { Server, World } from '../../data/world/types.ts';
import type { Planted } from './planted.ts';

/** @returns by node, up to one factor a direction; 0 where no tie may be */
export function followsOfKin(world: World, graph: Graph, { server, node }: Planted): Record<Direction, Float64Array> {
  const kin = world.servers.filter((other) => other !== server && isKin(other, server));
  const { mask } = weighTies(graph, node);
  const row = { in: new Float64Array(graph.order), out: new Float64Array(graph.order) };
  for (const { host, index } of world.servers) {
    const other = graph.names.find(host);
    if (other === undefined || mask[other] === 0) continue;
    for (const own of kin) {
      row.in[other]! += world.wantedFollowsBetween(own.index, index);
      row.out[other]! += world.wantedFollowsBetween(index, own.index);
    }
  }
  return row;
}

function isKin(a: Server, b: Server): boolean {
  return a.language === b.language && a.topic === b.topic && isForum(a.software) === isForum(b.software);
}
