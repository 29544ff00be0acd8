/** The drawing of a graph, packed for the browser and the embed. */
import { type Anchors, layoutAround } from './anchored-layout.ts';
import { backboneOf } from './backbone.ts';
import { communitiesOf } from './communities.ts';
import { foldSmall, markSmall } from './fold-small.ts';
import { audienceOf, type Graph, hostOf } from './graph.ts';
import { heaviestEdges } from './heaviest-edges.ts';
import { layoutOf } from './layout.ts';
import { livenessCodes, noSoftware } from './map-reading.ts';
import type { MapFile } from './types.ts';

export interface MapOptions {
  /** Edges drawn, beside the heaviest of each server. @default 50_000, about 400 kB */
  maxEdges?: number;
  /** Where servers stand; see `anchorsOf`. New ones are placed among them. */
  anchors?: Anchors;
}

/** @returns positions to one decimal, within ±500 unless anchors are given, which stay as they are; weights 0-1, to three */
export function packMap(graph: Graph, { maxEdges = 50_000, anchors = new Map() }: MapOptions = {}): MapFile {
  const { nodes, x, y } = anchors.size === 0 ? layoutOf(graph) : layoutAround(graph, anchors);
  const hosts = Array.from(nodes, (node) => hostOf(graph, node));
  const near = (value: number, at: number) => (anchors.has(hosts[at]!) ? value : round(value, 10));
  const { of, list } = communitiesOf(graph);
  const placed = {
    x: Float32Array.from(x, near),
    y: Float32Array.from(y, near),
    community: packCommunity(
      Array.from(nodes, (node) => of[node]!),
      list.length,
    ),
    audience: Float64Array.from(nodes, (node) => audienceOf(graph, node) ?? Number.NaN),
    small: markSmall(graph, nodes),
  };
  return {
    schema: 'faultline.map/1',
    snapshot: graph.ref,
    hosts,
    ...placed,
    ...codeSoftware(Array.from(nodes, (node) => graph.snapshot.hosts[node]!.software)),
    liveness: Uint8Array.from(nodes, (node) => livenessCodes.indexOf(graph.snapshot.hosts[node]!.liveness)),
    edges: packEdges(graph, nodes, maxEdges),
    folded: foldSmall(placed),
    communities: list.map(({ name, size, audience }) => ({ name, size, audience })),
    undrawn: graph.order - nodes.length,
    coverage: graph.coverage,
  };
}

/** @returns where a map has its servers, for one of another time to be drawn alike */
export function anchorsOf({ hosts, x, y }: Pick<MapFile, 'hosts' | 'x' | 'y'>): Anchors {
  return new Map(hosts.map((host, at) => [host, { x: x[at]!, y: y[at]! }]));
}

function packCommunity(ids: number[], communities: number): MapFile['community'] {
  return communities <= 0x7fff ? Int16Array.from(ids) : Int32Array.from(ids);
}

function packEdges(graph: Graph, nodes: Uint32Array, maxEdges: number): MapFile['edges'] {
  const backbone = backboneOf(graph);
  const kept = heaviestEdges(backbone, maxEdges);
  const position = new Map([...nodes].map((node, at) => [node, at]));
  const pack = (ends: Uint32Array) => {
    const positions = Array.from(kept, (edge) => position.get(ends[edge]!)!);
    return nodes.length <= 0xffff ? Uint16Array.from(positions) : Uint32Array.from(positions);
  };
  return {
    source: pack(backbone.source),
    target: pack(backbone.target),
    weight: Float32Array.from(kept, (edge) => round(backbone.weight[edge]!, 1000)),
  };
}

/** Names are what servers call themselves: of more than there are codes, the rarest have none. */
export function codeSoftware(names: readonly (string | null)[]): Pick<MapFile, 'software' | 'softwares'> {
  const uses = new Map<string, number>();
  for (const name of names) if (name !== null) uses.set(name, (uses.get(name) ?? 0) + 1);
  const softwares = [...uses]
    .sort(([a, aUses], [b, bUses]) => bUses - aUses || (a < b ? -1 : 1))
    .slice(0, noSoftware)
    .map(([name]) => name);
  const codes = new Map<string | null, number>(softwares.map((name, code) => [name, code]));
  return { softwares, software: Uint16Array.from(names, (name) => codes.get(name) ?? noSoftware) };
}

/** Never -0, which JSON would write as 0 and so break a round trip. */
function round(value: number, parts: number): number {
  return Math.round(value * parts) / parts + 0;
}
