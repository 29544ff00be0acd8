import type { Graph } from './graph.ts';
import type { ServerSum } from './second-order-types.ts';

/** @returns how many servers, and how many people on those of known size */
export function sumServers({ audience }: Graph, nodes: readonly number[]): ServerSum {
  let people = 0;
  let unsized = 0;
  for (const node of nodes) {
    if (Number.isNaN(audience.people[node]!)) unsized++;
    else people += audience.people[node]!;
  }
  return { servers: nodes.length, people: Math.round(people), unsized };
}
