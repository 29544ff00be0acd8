/**
 * A sparse skeleton of the ties: each server with the five partners whose ties resemble its own most. What is drawn and
 * what communities are found on. Clusters survive this choice; choosing by degree destroys them.
 */

import type { Graph } from './graph.ts';
import type { WeightedPairs } from './graphology.ts';
import { alone, type Parallel } from './kernels/parallel.ts';
import { noPartner } from './kernels/partner-slots.ts';
import { packSets, spread } from './kernels/peer-sets.ts';
import { nearestBySharedPeers } from './kernels/shared-peers.ts';
import { mutualTiesOf } from './mutual-ties.ts';
import { perGraph } from './per-graph.ts';
import { tiedNodes, tiedPairs } from './tied-pairs.ts';

/** With 5 partners a node, 87 % of the pairs kept lay inside planted communities, more than with 10 or 20. */
const partnersPerNode = 5;
/** Columns compared: at most this many, and on what is not large fewer where the pairs are many. */
const maxColumns = 4096;
const minColumns = 256;
const maxWordOperations = 5e8;
/** Weight of the one tie that holds a server with no resembling partner. */
export const looseWeight = 0.05;

export const backboneOf = perGraph((graph) => findBackbone(graph));

/** @returns pairs in ascending order, weights in (0, 1] */
export function findBackbone(graph: Graph, parallel: Parallel = alone): WeightedPairs {
  const ties = tiedNodes(graph.ties);
  const { partners, phi } =
    graph.atScale?.nearest(ties, mutualTiesOf(graph), { partnersPerNode, maxColumns, parallel }) ??
    nearestOfAll(graph, parallel);
  const weightByPair = new Map<number, number>();
  for (let node = 0; node < graph.order; node++) {
    const first = node * partnersPerNode;
    for (let slot = first; slot < first + partnersPerNode && partners[slot] !== noPartner; slot++) {
      weightByPair.set(pairKey(node, partners[slot]!, graph.order), phi[slot]!);
    }
  }
  for (let node = 0; node < graph.order; node++) {
    if (partners[node * partnersPerNode] !== noPartner) continue;
    const largest = largestOf(graph, ties.row(node));
    if (largest === undefined) continue;
    const key = pairKey(node, largest, graph.order);
    if (!weightByPair.has(key)) weightByPair.set(key, looseWeight);
  }
  const keys = Float64Array.from(weightByPair.keys()).sort();
  return {
    order: graph.order,
    source: Uint32Array.from(keys, (key) => Math.floor(key / graph.order)),
    target: Uint32Array.from(keys, (key) => key % graph.order),
    weight: Float64Array.from(keys, (key) => weightByPair.get(key)!),
  };
}

/** Where the pairs are few enough to be held all at once. */
function nearestOfAll(graph: Graph, parallel: Parallel) {
  const ties = tiedPairs(graph.ties);
  const tied: number[] = [];
  for (let node = 0; node < ties.order; node++) if (ties.offsets[node + 1]! > ties.offsets[node]!) tied.push(node);
  const affordable = 32 * Math.floor(maxWordOperations / Math.max(1, ties.targets.length / 2));
  const columns = spread(tied, Math.min(maxColumns, Math.max(minColumns, affordable)));
  const row = (node: number) => ties.targets.subarray(ties.offsets[node], ties.offsets[node + 1]);
  return nearestBySharedPeers(ties, packSets({ order: ties.order, row }, columns), partnersPerNode, parallel);
}

function largestOf({ audience }: Graph, nodes: Uint32Array): number | undefined {
  let best: number | undefined;
  const people = (node: number) => (Number.isNaN(audience.people[node]!) ? -1 : audience.people[node]!);
  for (const node of nodes) if (best === undefined || people(node) > people(best)) best = node;
  return best;
}

function pairKey(a: number, b: number, order: number): number {
  return a < b ? a * order + b : b * order + a;
}
