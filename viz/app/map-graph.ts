/**
 * The map file as the graph that Sigma draws. The one place in the page that builds a graphology graph; the
 * analysis has its own, with the algorithms this page has no use for.
 */
import { MultiUndirectedGraph } from 'graphology';
import type { MapFile } from '../../analysis/types.ts';
import { edgeWidthIn, largestOf, radiusIn } from '../shared/map-sizes.ts';

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
  const sizeOf = radiusIn(map);
  map.hosts.forEach((host, position) => {
    graph.addNode(host, { x: map.x[position]!, y: map.y[position]!, size: sizeOf(position), label: host, position });
  });
  const widthOf = edgeWidthIn(map);
  for (let edge = 0; edge < map.edges.source.length; edge++) {
    const [source, target] = [map.edges.source[edge]!, map.edges.target[edge]!];
    graph.addEdge(map.hosts[source]!, map.hosts[target]!, { size: widthOf(edge), kind: 'backbone' });
  }
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
  const heaviest = largestOf(ties.length, (at) => ties[at]!.weight, Number.MIN_VALUE);
  for (const { host, weight } of ties) {
    if (host === focus || !graph.hasNode(host)) continue;
    graph.addEdge(focus, host, { size: 0.8 + 2.2 * Math.sqrt(weight / heaviest), kind: 'tie' });
  }
}
