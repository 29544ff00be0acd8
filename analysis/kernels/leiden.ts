/**
 * Communities of an undirected graph by Leiden: local moving, refinement, aggregation, level upon level, as long as the
 * modularity grows. Every community it gives is connected.
 * V. A. Traag, L. Waltman, N. J. van Eck. From Louvain to Leiden: guaranteeing well-connected communities.
 * Sci. Rep. 9, 5233, 2019.
 */
import { seededRandom } from '../../data/random.ts';
import { renumber } from './groups.ts';
import { aggregate } from './leiden/aggregation.ts';
import { baseLevel, type Level } from './leiden/level.ts';
import { moveNodes } from './leiden/local-moving.ts';
import { refine } from './leiden/refinement.ts';
import { modularity } from './modularity.ts';
import type { WeightedCsr } from './weighted-csr.ts';

export interface LeidenOptions {
  /** γ: the higher, the smaller the communities. @default 1 */
  resolution?: number;
  seed: number;
  /** From the result of one iteration the next begins; it ends early where one moves nothing. @default 2 */
  maxIterations?: number;
}

export interface Partition {
  /** Per node its community: 0 is the one of node 0, 1 the one of the first node that is not in it, and so on. */
  labels: Uint32Array;
  /** Number of communities; a node without edges is one of its own. */
  count: number;
  /** Q at the resolution asked for. */
  modularity: number;
}

/** O(edges) an iteration, and about 12 bytes an edge between groups; the graph itself is not copied. */
export function leiden(graph: WeightedCsr, { resolution = 1, seed, maxIterations = 2 }: LeidenOptions): Partition {
  const random = seededRandom(seed);
  const level = baseLevel(graph, resolution);
  let labels: Uint32Array = Uint32Array.from({ length: graph.order }, (_, node) => node);
  let count = graph.order;
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    const before = labels;
    labels = climb(level, labels, random);
    count = renumber(labels);
    if (same(before, labels)) break;
  }
  return { labels, count, modularity: modularity(graph, labels, resolution) };
}

/** One iteration. */
function climb(base: Level, start: Uint32Array, random: () => number): Uint32Array {
  const nodeOf = Uint32Array.from(start, (_, node) => node);
  let labels: Uint32Array = start.slice();
  for (let level = base; ; ) {
    moveNodes(level, labels, random);
    const count = renumber(labels);
    if (count === level.graph.order) break;
    const parts = refine(level, labels, random);
    const partCount = renumber(parts);
    // Where no two nodes of any community join, there is nothing left to gain from a further level.
    if (partCount === level.graph.order) {
      labels = parts;
      break;
    }
    const communityOf = new Uint32Array(partCount);
    for (let node = 0; node < parts.length; node++) communityOf[parts[node]!] = labels[node]!;
    for (let node = 0; node < nodeOf.length; node++) nodeOf[node] = parts[nodeOf[node]!]!;
    level = aggregate(level, parts, partCount);
    labels = communityOf;
  }
  return nodeOf.map((node) => labels[node]!);
}

function same(a: Uint32Array, b: Uint32Array): boolean {
  return a.every((value, at) => value === b[at]);
}
