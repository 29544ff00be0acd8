/** The truth of a planted world, by the node numbers of its snapshot. */

import type { Direction } from '../../analysis/checks/counted-rows.ts';
import type { Graph } from '../../analysis/graph.ts';
import { sum } from '../../analysis/sum.ts';
import { type Contact, contactOf, standingOf } from '../../analysis/visibility.ts';
import type { Server, World } from '../../data/world/types.ts';

export interface Planted {
  server: Server;
  node: number;
  /** Contact today, by the rules that are published. */
  contact: Contact;
  /** Follows that stand today, per node: in, from people on the server; out, towards accounts on it. */
  follows: Record<Direction, Float64Array>;
  total: Record<Direction, number>;
}

/** Follows between the server and those that answer, where rules let posts through today. */
export function plantedFollows(graph: Graph, world: World, server: Server, node: number): Planted {
  const contact = contactOf(graph, standingOf(graph, node));
  const follows = { in: new Float64Array(graph.order), out: new Float64Array(graph.order) };
  for (const other of world.servers) {
    const at = graph.names.find(other.host);
    if (other === server || at === undefined) continue;
    follows.in[at]! += contact.in[at]! * world.followsBetween(server.index, other.index);
    follows.out[at]! += contact.out[at]! * world.followsBetween(other.index, server.index);
  }
  return { server, node, contact, follows, total: { in: sum(follows.in), out: sum(follows.out) } };
}

/** @returns share of the planted follows that stand with these nodes */
export function plantedShare({ follows, total }: Planted, direction: Direction, nodes: readonly number[]): number {
  return nodes.reduce((sum, node) => sum + follows[direction][node]!, 0) / total[direction];
}
