/** Where hosts are drawn: the library's ForceAtlas2 as the program uses it, started where communities lie. */
import { UndirectedGraph } from 'graphology';
import forceAtlas2Module from 'graphology-layout-forceatlas2';
import { type Positions, relax, type WeightedPairs } from '../../../analysis/graphology.ts';
import { extent, iterationsFor, place } from '../../../analysis/layout.ts';
import { seededRandom } from '../../../data/random.ts';
import { compare, peakRssMb, type Row } from '../measure.ts';
import { type Context, hostsOf } from '../stage.ts';

const edgesPerHost = 5;
const communities = 40;
/** Of the edges of a backbone. */
const within = 0.85;

const forceAtlas2 = forceAtlas2Module as unknown as {
  assign(graph: UndirectedGraph, options: { iterations: number; settings: object }): void;
  inferSettings(order: number): object;
};

export async function* layoutRows({ size, runs, quick }: Context): AsyncIterable<Row> {
  const { pairs, start } = drawBackbone(hostsOf[size]);
  const rounds = quick ? 5 : iterationsFor(pairs.order);
  const laid = await compare(runs, () => relax(pairs, start, rounds), {
    'the library with its own opening angle, 0.5': { work: () => asItComes(pairs, start, rounds), runs: 1 },
  });
  yield {
    ...{
      what: 'ForceAtlas2 from community positions',
      unit: 'hosts',
      amount: pairs.order,
      ...laid,
      rssMb: peakRssMb(),
    },
    ...(size === 'full' ? { judged: { 'T9.layout': laid.measured.medianMs / 1000 } } : {}),
    note: `${pairs.source.length} edges, ${rounds} rounds, of a backbone made in memory`,
  };
}

/** Hosts in communities, and edges mostly within them. */
function drawBackbone(order: number): { pairs: WeightedPairs; start: Positions } {
  const random = seededRandom(5);
  const keys = new Set<number>();
  while (keys.size < order * edgesPerHost) {
    const from = Math.floor(random() * order);
    const anywhere = Math.floor(random() * order);
    const near = (Math.floor(anywhere / communities) * communities + (from % communities)) % order;
    const to = random() < within ? near : anywhere;
    if (from !== to) keys.add(Math.min(from, to) * order + Math.max(from, to));
  }
  const sorted = Float64Array.from(keys).sort();
  const start = { x: new Float64Array(order), y: new Float64Array(order) };
  for (let node = 0; node < order; node++) {
    const turn = (2 * Math.PI * (node % communities)) / communities;
    place(start, node, extent * Math.cos(turn), extent * Math.sin(turn), Math.floor(node / communities));
  }
  const pairs = {
    order,
    source: Uint32Array.from(sorted, (key) => Math.floor(key / order)),
    target: Uint32Array.from(sorted, (key) => key % order),
    weight: Float64Array.from(sorted, () => random()),
  };
  return { pairs, start };
}

function asItComes({ order, source, target, weight }: WeightedPairs, { x, y }: Positions, iterations: number): void {
  const graph = new UndirectedGraph();
  for (let node = 0; node < order; node++) graph.addNode(node, { x: x[node], y: y[node] });
  for (let edge = 0; edge < source.length; edge++) graph.addEdge(source[edge], target[edge], { weight: weight[edge] });
  forceAtlas2.assign(graph, { iterations, settings: { ...forceAtlas2.inferSettings(order), barnesHutOptimize: true } });
}
