/**
 * The map file as the graph that Sigma draws. The one place in the page that builds a graphology graph; the
 * analysis has its own, with the algorithms this page has no use for.
 */
import { MultiUndirectedGraph } from 'graphology';
import { peopleAt } from '../../analysis/map-reading.ts';
import type { MapFile } from '../../analysis/types.ts';

export interface NodeAttributes {
  x: number;
  y: number;
  size: number;
  label: string;
  /** Position in the map file. */
  position: number;
}

export interface EdgeAttributes {
  size: number;
  /** backbone: drawn always · tie: from the focused host, drawn while it is focused. */
  kind: 'backbone' | 'tie';
}

export type MapGraph = MultiUndirectedGraph<NodeAttributes, EdgeAttributes>;

export function buildMapGraph(map: MapFile): MapGraph {
  const graph: MapGraph = new MultiUndirectedGraph({ allowSelfLoops: false });
  const largest = largestOf(map.audience, 1);
  const maxRadius = map.hosts.length > 2000 ? 14 : 22;
  map.hosts.forEach((host, position) => {
    const size = 2.2 + maxRadius * Math.sqrt((peopleAt(map, position) ?? 0) / largest);
    graph.addNode(host, { x: map.x[position]!, y: map.y[position]!, size, label: host, position });
  });
  const heaviest = largestOf(map.edges.weight, Number.MIN_VALUE);
  map.edges.source.forEach((source, i) => {
    const size = 0.4 + 1.4 * Math.sqrt(map.edges.weight[i]! / heaviest);
    graph.addEdge(map.hosts[source]!, map.hosts[map.edges.target[i]!]!, { size, kind: 'backbone' });
  });
  return graph;
}

/** Draws these ties from the focused host instead of those drawn before. */
export function replaceTies(
  graph: MapGraph,
  focus: string | null,
  ties: readonly { host: string; weight: number }[],
): void {
  for (const edge of graph.filterEdges((_, { kind }) => kind === 'tie')) graph.dropEdge(edge);
  if (focus === null || !graph.hasNode(focus)) return;
  const heaviest = largestOf(
    ties.map(({ weight }) => weight),
    Number.MIN_VALUE,
  );
  for (const { host, weight } of ties) {
    if (host === focus || !graph.hasNode(host)) continue;
    graph.addEdge(focus, host, { size: 0.8 + 2.2 * Math.sqrt(weight / heaviest), kind: 'tie' });
  }
}

/** A loop, since a call takes no more arguments than its stack holds, and a fediverse has more ties than that. */
function largestOf(values: ArrayLike<number>, atLeast: number): number {
  let largest = atLeast;
  for (let at = 0; at < values.length; at++) if (values[at]! > largest) largest = values[at]!;
  return largest;
}
