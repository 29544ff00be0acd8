/** What one level of Leiden works on: a graph whose nodes stand for groups of nodes of the level below. */
import type { WeightedCsr } from '../weighted-csr.ts';

export interface Level {
  graph: WeightedCsr;
  /** Per node the weight of all edges of its members, those between members twice. */
  strengths: Float64Array;
  /** γ / 2m: times the strengths of two groups, the weight expected between them. The same on every level. */
  scale: number;
}

/** @param resolution γ */
export function baseLevel(graph: WeightedCsr, resolution: number): Level {
  const strengths = strengthsOf(graph);
  let total = 0;
  for (let node = 0; node < graph.order; node++) total += strengths[node]!;
  return { graph, strengths, scale: total === 0 ? 0 : resolution / total };
}

/** @returns per node the weight of its edges */
export function strengthsOf({ order, offsets, weights }: WeightedCsr): Float64Array {
  const strengths = new Float64Array(order);
  for (let node = 0; node < order; node++) {
    const end = offsets[node + 1]!;
    if (weights === undefined) strengths[node] = end - offsets[node]!;
    else for (let edge = offsets[node]!; edge < end; edge++) strengths[node]! += weights[edge]!;
  }
  return strengths;
}

/** @returns per label the strengths of the nodes that bear it */
export function sumByLabel(labels: Uint32Array, strengths: Float64Array): Float64Array {
  const sums = new Float64Array(labels.length);
  for (let node = 0; node < labels.length; node++) sums[labels[node]!]! += strengths[node]!;
  return sums;
}

/** @returns 0 … order − 1 in random order (R. Durstenfeld. Algorithm 235. Commun. ACM 7(7), 1964, 420) */
export function shuffled(order: number, random: () => number): Uint32Array {
  const nodes = new Uint32Array(order);
  for (let at = 0; at < order; at++) {
    const other = Math.floor(random() * (at + 1));
    nodes[at] = nodes[other]!;
    nodes[other] = at;
  }
  return nodes;
}
