/**
 * Circles: small groups of servers that know the same servers, finer than the communities that are shown and named. They
 * stand in for what no server declares, such as a topic.
 */
import { backboneOf } from './backbone.ts';
import type { Graph } from './graph.ts';
import { partition } from './graphology.ts';
import { perGraph } from './per-graph.ts';

/** Of Louvain, and of Leiden on what is large: the higher, the smaller the groups. */
const resolution = 4;
const seed = 1;
/** A server alone is no circle. */
const minSize = 2;

/** @returns per node the number of its circle, or -1 for servers in none */
export const circlesOf = perGraph((graph: Graph): Int32Array => {
  const backbone = backboneOf(graph);
  const of = new Int32Array(graph.order).fill(-1);
  if (backbone.source.length === 0) return of;
  // On tens of thousands of servers Louvain in graphology takes many seconds.
  const labels =
    graph.atScale?.groupBackbone(backbone, resolution, seed) ?? partition(backbone, seed, resolution).labels;
  const sizes = new Map<number, number>();
  for (const label of labels) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  labels.forEach((label, node) => {
    if (sizes.get(label)! >= minSize) of[node] = label;
  });
  return of;
});
