/**
 * The drawing of a graph for other programs: Gephi, networkx, igraph. Apart from graphology.ts, so that only an export
 * loads what reads and writes XML.
 *
 * GEXF 1.3, https://gexf.net/schema.html · GraphML, http://graphml.graphdrawing.org/specification.html
 */
import XMLBuilder from 'fast-xml-builder';
import { UndirectedGraph } from 'graphology';
import { write } from 'graphology-gexf';
import type { AbstractGraph } from 'graphology-types';
import { toMapJson } from './map-json.ts';
import { plainText } from './report/safe-text.ts';
import type { MapFile, MapJson } from './types.ts';

export const graphFormats = ['gexf', 'graphml'] as const;
export type GraphFormat = (typeof graphFormats)[number];

interface NodeAttribute {
  name: string;
  /** As GraphML calls it. */
  type: 'string' | 'long' | 'double';
  /** undefined where it is not known. */
  read: (map: MapJson, at: number) => string | number | undefined;
}

const attributes: NodeAttribute[] = [
  { name: 'label', type: 'string', read: ({ hosts }, at) => hosts[at] },
  { name: 'x', type: 'double', read: ({ x }, at) => x[at] },
  { name: 'y', type: 'double', read: ({ y }, at) => y[at] },
  { name: 'community', type: 'long', read: ({ community }, at) => (community[at]! < 0 ? undefined : community[at]) },
  {
    name: 'community_name',
    type: 'string',
    read: ({ communities, community }, at) => communities[community[at]!]?.name,
  },
  { name: 'audience', type: 'long', read: ({ audience }, at) => audience[at] ?? undefined },
  { name: 'software', type: 'string', read: ({ software }, at) => software[at] ?? undefined },
  { name: 'liveness', type: 'string', read: ({ liveness }, at) => liveness[at] },
];

/** What a reader of the file should know of it. */
export const graphDescription =
  'The backbone of the ties between servers, as drawn on the map: each with the five whose ties resemble its own most. Nodes have position, community, audience (monthly active people), software and liveness, where known; edges a weight of 0-1.';

/** @returns the text of the file: an undirected graph, nodes in host order, named by host */
export function writeGraphFile(file: MapFile, format: GraphFormat, program: string): string {
  const map = toMapJson(file);
  const about = `Snapshot ${map.snapshot.id} of the fediverse, as of ${map.snapshot.asOf}. ${graphDescription}`;
  return format === 'gexf' ? writeGexf(map, about, program) : writeGraphml(map, about);
}

function writeGexf(map: MapJson, description: string, creator: string): string {
  const graph: AbstractGraph = new UndirectedGraph();
  graph.replaceAttributes({ lastModifiedDate: map.snapshot.asOf.slice(0, 10), creator, description });
  map.hosts.forEach((host, at) => {
    graph.addNode(host, Object.fromEntries(valuesOf(map, at).map(({ name, value }) => [name, value])));
  });
  const { source, target, weight } = map.edges;
  source.forEach((from, at) => {
    graph.addUndirectedEdgeWithKey(String(at), map.hosts[from]!, map.hosts[target[at]!]!, { weight: weight[at]! });
  });
  return `${write(graph, { version: '1.3' })}\n`;
}

function writeGraphml(map: MapJson, desc: string): string {
  const builder = new XMLBuilder({ ignoreAttributes: false, format: true, suppressEmptyNode: true });
  const { source, target, weight } = map.edges;
  const key = (of: 'node' | 'edge', name: string, type: string) => ({
    ...{ '@_id': name, '@_for': of, '@_attr.name': name, '@_attr.type': type },
  });
  const body = builder.build({
    graphml: {
      '@_xmlns': 'http://graphml.graphdrawing.org/xmlns',
      '@_xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      '@_xsi:schemaLocation':
        'http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd',
      desc,
      key: [...attributes.map(({ name, type }) => key('node', name, type)), key('edge', 'weight', 'double')],
      graph: {
        '@_id': 'faultline',
        '@_edgedefault': 'undirected',
        node: map.hosts.map((host, at) => ({
          '@_id': host,
          data: valuesOf(map, at).map(({ name, value }) => ({ '@_key': name, '#text': value })),
        })),
        edge: source.map((from, at) => ({
          '@_source': map.hosts[from],
          '@_target': map.hosts[target[at]!],
          data: { '@_key': 'weight', '#text': weight[at] },
        })),
      },
    },
  }) as string;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${body}`;
}

function valuesOf(map: MapJson, at: number): { name: string; value: string | number }[] {
  return attributes.flatMap(({ name, read }) => {
    const value = read(map, at);
    return value === undefined ? [] : { name, value: typeof value === 'string' ? xmlText(value) : value };
  });
}

/** What XML 1.0 has no way to write (section 2.2) is left away; markup is escaped where it is written. */
function xmlText(text: string): string {
  return plainText(text).replace(/[\p{Cs}\ufffe\uffff]/gu, '');
}
