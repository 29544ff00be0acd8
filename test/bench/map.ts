/**
 * What a map costs who loads it: bytes on the wire and time until its numbers can be read, beside the same map as JSON.
 * Names are random letters, as long as those of real servers, and so are the harder to compress.
 */
import { gzipSync } from 'node:zlib';
import { buildGraph } from '../../analysis/graph.ts';
import { anchorsOf, packMap } from '../../analysis/map-file.ts';
import { toMapJson } from '../../analysis/map-json.ts';
import { communityAt, livenessAt, peopleAt } from '../../analysis/map-reading.ts';
import { readMap } from '../../analysis/read-map.ts';
import type { MapFile } from '../../analysis/types.ts';
import { writeMap } from '../../analysis/write-map.ts';
import { seededRandom } from '../../data/random.ts';
import { host } from '../golden/world-w1.ts';
import { makeLargeSnapshot } from './large-snapshot.ts';
import { compare, type Row, timesAsFast } from './measure.ts';
import { type Context, hostsOf } from './stage.ts';

const meanPeers = 100;
/** Servers of an earlier map that are new in the bench of anchors, one in so many. */
const newOneIn = 20;

export async function* mapRows({ size, runs, quick }: Context): AsyncIterable<Row | string> {
  const order = quick ? 1000 : hostsOf[size];
  const graph = buildGraph(makeLargeSnapshot(order, meanPeers));
  const map = { ...packMap(graph), hosts: drawNames(order) };
  map.hosts.length = map.x.length;
  const bytes = writeMap(map);
  const columns = JSON.stringify(toMapJson(map));
  const objects = JSON.stringify(toObjects(map));
  const read = await compare(runs, () => readMap(bytes.buffer), {
    'JSON.parse of an object a host and an edge': () => JSON.parse(objects),
    'JSON.parse of the same map in columns': () => JSON.parse(columns),
  });
  yield `${order} hosts, ${map.edges.source.length} edges: ${sizes('map file', bytes)}; ${sizes('JSON of objects', Buffer.from(objects))}; ${sizes('JSON of columns', Buffer.from(columns))}`;
  yield {
    ...{ what: 'read a map', unit: 'hosts', amount: order, ...read, bytes: bytes.length },
    ...(size === 'full' && !quick
      ? {
          judged: {
            'T10.payload': bytes.length / Buffer.byteLength(objects),
            'T10.parse': timesAsFast({ amount: order, measured: read.measured }, read.baselines[0]!),
          },
        }
      : {}),
  };
  const named = await compare(runs, () => readMap(bytes.buffer).hosts);
  yield { what: 'read a map, its names cut apart', unit: 'hosts', amount: order, ...named };
  if (order <= 5000) yield await anchorRow(order, map);
}

/** As most tools write a graph that is to be drawn. */
function toObjects(map: MapFile): object {
  const { hosts, x, y, edges } = map;
  return {
    nodes: hosts.map((host, at) => ({
      ...{ id: host, x: x[at], y: y[at], size: peopleAt(map, at), community: communityAt(map, at) },
      liveness: livenessAt(map, at),
    })),
    edges: Array.from(edges.source, (source, at) => ({
      ...{ source: hosts[source], target: hosts[edges.target[at]!], weight: edges.weight[at] },
    })),
  };
}

async function anchorRow(order: number, { x, y }: MapFile): Promise<Row> {
  const snapshot = makeLargeSnapshot(order, meanPeers);
  const hosts = snapshot.hosts.map((it) => it.host);
  const anchors = new Map([...anchorsOf({ hosts, x, y })].filter((_, at) => at % newOneIn !== 0));
  const drawn = await compare(1, () => packMap(buildGraph(snapshot), { anchors }), {
    'drawing them afresh': () => packMap(buildGraph(snapshot)),
  });
  return {
    what: `draw a map around an earlier one, one host in ${newOneIn} new`,
    unit: 'hosts',
    amount: order,
    ...drawn,
  };
}

function sizes(what: string, bytes: Uint8Array): string {
  const kilobytes = (length: number) => `${Math.round(length / 1000)} kB`;
  return `${what} ${kilobytes(bytes.length)}, gzip ${kilobytes(gzipSync(bytes).length)}`;
}

function drawNames(count: number): MapFile['hosts'] {
  const random = seededRandom(6);
  const letters = (length: number) =>
    Array.from({ length }, () => String.fromCharCode(97 + Math.floor(random() * 26))).join('');
  const names = new Set<string>();
  while (names.size < count) names.add(`${letters(5 + Math.floor(random() * 10))}.example`);
  return [...names].sort().map(host);
}
