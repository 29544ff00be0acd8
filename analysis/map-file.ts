/** The drawing of a graph, packed for the browser and the embed. */
import { backboneOf } from './backbone.ts';
import { communitiesOf } from './communities.ts';
import { audienceOf, type Graph, hostOf } from './graph.ts';
import { layoutOf } from './layout.ts';
import type { MapFile } from './types.ts';

/** @returns positions within ±500, to one decimal; weights 0-1, to three */
export function packMap(graph: Graph): MapFile {
  const { nodes, x, y } = layoutOf(graph);
  const { of, list } = communitiesOf(graph);
  const backbone = backboneOf(graph);
  const position = new Map([...nodes].map((node, at) => [node, at]));
  const each = <Value>(read: (node: number) => Value) => Array.from(nodes, read);
  return {
    schema: 'faultline.map/1',
    snapshot: graph.ref,
    hosts: each((node) => hostOf(graph, node)),
    x: Array.from(x, (value) => round(value, 10)),
    y: Array.from(y, (value) => round(value, 10)),
    community: each((node) => of[node]!),
    audience: each((node) => audienceOf(graph, node)),
    software: each((node) => graph.snapshot.hosts[node]!.software),
    liveness: each((node) => graph.snapshot.hosts[node]!.liveness),
    edges: {
      source: Array.from(backbone.source, (node) => position.get(node)!),
      target: Array.from(backbone.target, (node) => position.get(node)!),
      weight: Array.from(backbone.weight, (value) => round(value, 1000)),
    },
    communities: list.map(({ name, size, audience }) => ({ name, size, audience })),
    undrawn: graph.order - nodes.length,
    coverage: graph.coverage,
  };
}

/** Never -0, which JSON would write as 0 and so break a round trip. */
function round(value: number, parts: number): number {
  return Math.round(value * parts) / parts + 0;
}
