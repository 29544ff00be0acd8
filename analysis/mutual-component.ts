/**
 * The largest set of servers that hold together by two-way contact, directly or over others. Nearly every server
 * reaches nearly every other, so it holds nearly all people and hardly moves: pair-connectivity.ts is what moves.
 */
import { closedBits, cutPairsOf } from './cut-pairs.ts';
import type { Graph } from './graph.ts';
import { complementComponents } from './kernels/complement-components.ts';
import { peopleOn } from './pair-connectivity.ts';
import { perGraph } from './per-graph.ts';
import { contains } from './ties.ts';

/** Share of all people on servers that answer; null where no size is known. O(cut pairs), O(order) for each allowlist. */
export const largestComponentOf = perGraph((graph): number | null => {
  const component = findComponents(graph);
  const people = new Float64Array(graph.order);
  let all = 0;
  for (let node = 0; node < graph.order; node++) {
    people[component(node)]! += peopleOn(graph, node);
    all += peopleOn(graph, node);
  }
  return all === 0 ? null : people.reduce((most, sum) => Math.max(most, sum), 0) / all;
});

/** Servers in allowlist mode reach few others, so that they are joined to the rest pair by pair. */
function findComponents(graph: Graph): (node: number) => number {
  const { live, order, policies } = graph;
  const cuts = cutPairsOf(graph);
  const open = live.slice();
  for (const node of policies.allowlistNodes) open[node] = 0;
  const parent = complementComponents(cuts, open);
  const find = (node: number): number => {
    let root = node;
    while (parent[root] !== root) {
      parent[root] = parent[parent[root]!]!;
      root = parent[root]!;
    }
    return root;
  };
  for (const node of policies.allowlistNodes) {
    if (live[node] === 0) continue;
    for (let other = 0; other < order; other++) {
      if (live[other] === 0 || other === node || contains(cuts, node, other)) continue;
      if (closedBits(graph, node, other) === 0) parent[find(other)] = find(node);
    }
  }
  return find;
}
