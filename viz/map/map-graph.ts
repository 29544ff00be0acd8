/**
 * The map file as the graph that Sigma draws. The one place in the page that builds a graphology graph; the
 * analysis has its own, with the algorithms this page has no use for.
 */
import { MultiUndirectedGraph } from 'graphology';
import type { MapFile } from '../../analysis/types.ts';
import { largestFirst } from './map-order.ts';
import { edgeWidthIn, radiusIn } from './map-sizes.ts';
import type { Point } from './map-svg.ts';
import { type FoldedMark, foldedMarks, foldedRadius } from './small-servers.ts';

export interface NodeAttributes {
  /** Where it is drawn now; on its way to a ring, say. */
  x: number;
  y: number;
  /** Where the map has it. */
  home: Point;
  size: number;
  /** Position in the map file; -1 for a mark that stands for folded servers. */
  position: number;
  folded?: FoldedMark;
}

export interface EdgeAttributes {
  size: number;
  /** thread: of the backbone, drawn always · tie: from the focused host, drawn while it is focused. */
  type: 'thread' | 'tie';
}

export type MapGraph = MultiUndirectedGraph<NodeAttributes, EdgeAttributes>;

/** No host has a space in its name. */
export const foldedKey = (community: number) => `folded ${community}`;

export function emptyGraph(): MapGraph {
  return new MultiUndirectedGraph({ allowSelfLoops: false });
}

/** Servers alone: there is something to see before the edges are in. The largest lie below, so that none hides another. */
export function buildMapGraph(
  map: MapFile,
  { x, y }: { x: ArrayLike<number>; y: ArrayLike<number> } = map,
  order: readonly number[] = largestFirst(map),
): MapGraph {
  const graph = emptyGraph();
  for (const folded of foldedMarks(map)) {
    const { servers, community } = folded;
    const at = { x: folded.x, y: folded.y };
    graph.addNode(foldedKey(community), { ...at, home: at, size: foldedRadius(servers), position: -1, folded });
  }
  const sizeOf = radiusIn(map);
  for (const position of order) {
    const at = { x: x[position]!, y: y[position]! };
    graph.addNode(map.hosts[position]!, { ...at, home: at, size: sizeOf(position), position });
  }
  return graph;
}

export function addBackbone(graph: MapGraph, { hosts, edges }: MapFile): void {
  const widthOf = edgeWidthIn({ edges });
  for (let edge = 0; edge < edges.source.length; edge++) {
    const [source, target] = [edges.source[edge]!, edges.target[edge]!];
    graph.addEdge(hosts[source]!, hosts[target]!, { size: widthOf(edge), type: 'thread' });
  }
}
