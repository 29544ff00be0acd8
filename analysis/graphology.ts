/**
 * The only door to graphology: communities and layout of a sparse backbone. Its default imports do not type-check
 * under NodeNext, so they are cast here, once.
 *
 * Louvain: V. D. Blondel et al. Fast unfolding of communities in large networks. J. Stat. Mech. P10008, 2008.
 * ForceAtlas2: M. Jacomy et al. ForceAtlas2, a continuous graph layout algorithm. PLoS ONE 9(6), e98679, 2014.
 */
import { UndirectedGraph } from 'graphology';
import louvainModule from 'graphology-communities-louvain';
import forceAtlas2Module from 'graphology-layout-forceatlas2';
// @ts-expect-error The library declares its main file only.
import iterateModule from 'graphology-layout-forceatlas2/iterate.js';
import type { AbstractGraph } from 'graphology-types';
import { seededRandom } from '../data/random.ts';
import { sum } from './sum.ts';

/** An undirected weighted graph as parallel arrays; every pair once, source < target. */
export interface WeightedPairs {
  /** Number of nodes. */
  order: number;
  source: Uint32Array;
  target: Uint32Array;
  weight: Float64Array;
}

export interface Positions {
  x: Float64Array;
  y: Float64Array;
}

interface Louvain {
  detailed(
    graph: AbstractGraph,
    options: { getEdgeWeight: string; resolution: number; rng: () => number },
  ): { communities: Record<string, number>; modularity: number };
}
type LayoutSettings = Record<string, number | boolean>;
interface ForceAtlas2 {
  inferSettings(order: number): LayoutSettings;
}
const louvain = louvainModule as unknown as Louvain;
const forceAtlas2 = forceAtlas2Module as unknown as ForceAtlas2;
/** One round on the library's own matrices. */
const iterate = iterateModule as (settings: LayoutSettings, nodes: Float32Array, edges: Float32Array) => void;

/** Barnes–Hut opening angle: 1.2 costs a third of 0.5 and looks the same. */
const barnesHutTheta = 1.2;
/** Below this order the exact forces are cheaper than the tree. */
const barnesHutFrom = 500;

/** @returns for each node a label; what the labels are means nothing. Louvain depends on insertion order: ours is canonical. */
export function partition(
  pairs: WeightedPairs,
  seed: number,
  resolution = 1,
): { labels: Uint32Array; modularity: number } {
  const options = { getEdgeWeight: 'weight', resolution, rng: seededRandom(seed) };
  const { communities, modularity } = louvain.detailed(toGraph(pairs), options);
  return { labels: Uint32Array.from({ length: pairs.order }, (_, node) => communities[node]!), modularity };
}

/**
 * Moves the positions given, which decide the result: the algorithm has no randomness of its own. Past the library's
 * front door, which takes a graph of objects: to build one of 300,000 edges costs about as much as to lay it out.
 * @param isFixed for each node whether it pulls and pushes, and stays
 */
export function relax(
  pairs: WeightedPairs,
  { x, y }: Positions,
  iterations: number,
  isFixed: readonly boolean[] = [],
): Positions {
  if (iterations === 0) return { x, y };
  const settings = {
    ...{ linLogMode: false, outboundAttractionDistribution: false, adjustSizes: false, edgeWeightInfluence: 1 },
    ...forceAtlas2.inferSettings(pairs.order),
    barnesHutOptimize: pairs.order >= barnesHutFrom,
    barnesHutTheta,
  };
  const { nodes, edges } = matricesOf(pairs, { x, y }, isFixed);
  for (let round = 0; round < iterations; round++) iterate(settings, nodes, edges);
  const read = (column: number) => Float64Array.from({ length: pairs.order }, (_, node) => nodes[node * 10 + column]!);
  return { x: read(0), y: read(1) };
}

/** The library's columns. Of a node: x, y, four of its movement, mass, convergence, size, fixed; of an edge: where its ends begin, weight. */
function matricesOf(
  { order, source, target, weight }: WeightedPairs,
  { x, y }: Positions,
  isFixed: readonly boolean[],
): { nodes: Float32Array; edges: Float32Array } {
  const nodes = new Float32Array(order * 10);
  const edges = new Float32Array(source.length * 3);
  for (let node = 0; node < order; node++) {
    nodes.set([x[node]!, y[node]!, 0, 0, 0, 0, 1, 1, 1, isFixed[node] === true ? 1 : 0], node * 10);
  }
  for (let edge = 0; edge < source.length; edge++) {
    const [from, to] = [source[edge]! * 10, target[edge]! * 10];
    nodes[from + 6]! += weight[edge]!;
    nodes[to + 6]! += weight[edge]!;
    edges.set([from, to, weight[edge]!], edge * 3);
  }
  return { nodes, edges };
}

/**
 * The longer side of a relaxed drawing: where the pull to the middle, gravity · mass · distance, and the push of all
 * others, scaling · mass · all mass / distance, are the same.
 */
export function restingExtent({ order, weight }: WeightedPairs): number {
  const { gravity, scalingRatio } = forceAtlas2.inferSettings(order) as Record<'gravity' | 'scalingRatio', number>;
  const mass = order + 2 * sum(weight);
  return 2 * Math.sqrt((scalingRatio * mass) / gravity);
}

function toGraph({ order, source, target, weight }: WeightedPairs): AbstractGraph {
  const graph: AbstractGraph = new UndirectedGraph();
  for (let node = 0; node < order; node++) graph.addNode(String(node));
  for (let edge = 0; edge < source.length; edge++) {
    graph.addEdge(String(source[edge]), String(target[edge]), { weight: weight[edge]! });
  }
  return graph;
}
