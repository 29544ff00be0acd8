/**
 * What a map costs who loads it: bytes on the wire and time until its numbers can be read, beside the same map as JSON.
 * Names are random letters, as long as those of real servers, and so are the harder to compress.
 */
import { gzipSync } from 'node:zlib';
import { buildGraph } from '../../analysis/graph.ts';
import { anchorsOf, packMap } from '../../analysis/map-file.ts';
import { toMapJson } from '../../analysis/map-json.ts';
import { readMap } from '../../analysis/read-map.ts';
import type { MapFile } from '../../analysis/types.ts';
import { writeMap } from '../../analysis/write-map.ts';
import { seededRandom } from '../../data/random.ts';
import { host } from '../golden/world-w1.ts';
import { makeLargeSnapshot } from './large-snapshot.ts';
import { compare, type Row } from './measure.ts';
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
  const json = JSON.stringify(toMapJson(map));
  const read = await compare(runs, () => readMap(bytes.buffer), {
    'JSON.parse of the same map': () => JSON.parse(json),
  });
  yield `${order} hosts, ${map.edges.source.length} edges: ${sizes('map file', bytes)}; ${sizes('JSON', Buffer.from(json))}`;
  yield { what: 'read a map', unit: 'hosts', amount: order, ...read, bytes: bytes.length };
  if (order <= 5000) yield await anchorRow(order, map);
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
