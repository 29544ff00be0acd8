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
interface ForceAtlas2 {
  assign(graph: AbstractGraph, options: { iterations: number; settings: Record<string, number | boolean> }): void;
  inferSettings(order: number): Record<string, number | boolean>;
}
const louvain = louvainModule as unknown as Louvain;
const forceAtlas2 = forceAtlas2Module as unknown as ForceAtlas2;

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
 * Moves the positions given, which decide the result: the algorithm has no randomness of its own.
 * @param isFixed for each node whether it pulls and pushes, and stays
 */
export function relax(
  pairs: WeightedPairs,
  { x, y }: Positions,
  iterations: number,
  isFixed: readonly boolean[] = [],
): Positions {
  const graph = toGraph(pairs, (node) => ({ x: x[node]!, y: y[node]!, fixed: isFixed[node] === true }));
  if (iterations === 0) return { x, y };
  const settings = {
    ...forceAtlas2.inferSettings(pairs.order),
    barnesHutOptimize: pairs.order >= barnesHutFrom,
    barnesHutTheta,
  };
  forceAtlas2.assign(graph, { iterations, settings });
  const read = (axis: 'x' | 'y') =>
    Float64Array.from({ length: pairs.order }, (_, node) => graph.getNodeAttribute(String(node), axis) as number);
  return { x: read('x'), y: read('y') };
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

function toGraph({ order, source, target, weight }: WeightedPairs, place?: (node: number) => object): AbstractGraph {
  const graph: AbstractGraph = new UndirectedGraph();
  for (let node = 0; node < order; node++) graph.addNode(String(node), place?.(node));
  for (let edge = 0; edge < source.length; edge++) {
    graph.addEdge(String(source[edge]), String(target[edge]), { weight: weight[edge]! });
  }
  return graph;
}
