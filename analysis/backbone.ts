/**
 * A sparse skeleton of the ties: each server with the five partners whose ties resemble its own most. What is drawn and
 * what communities are found on. Clusters survive this choice; choosing by degree destroys them.
 */

import type { Graph } from './graph.ts';
import type { WeightedPairs } from './graphology.ts';
import { noPartner } from './kernels/partner-slots.ts';
import { nearestBySharedPeers } from './kernels/shared-peers.ts';
import { perGraph } from './per-graph.ts';
import { tiedPairs } from './tied-pairs.ts';

/** With 5 partners a node, 87 % of the pairs kept lay inside planted communities, more than with 10 or 20. */
const partnersPerNode = 5;
/** Columns compared: at most this many, fewer where the pairs are so many that the comparison would take long. */
const maxColumns = 4096;
const minColumns = 256;
const maxWordOperations = 5e8;
/** Weight of the one tie that holds a server with no resembling partner. */
const looseWeight = 0.05;

export const backboneOf = perGraph(findBackbone);

/** @returns pairs in ascending order, weights in (0, 1] */
function findBackbone(graph: Graph): WeightedPairs {
  const ties = tiedPairs(graph.ties);
  const { partners, phi } = nearestBySharedPeers(
    ties,
    sampleColumns(ties.offsets, ties.targets.length),
    partnersPerNode,
  );
  const weightByPair = new Map<number, number>();
  for (let node = 0; node < graph.order; node++) {
    const first = node * partnersPerNode;
    for (let slot = first; slot < first + partnersPerNode && partners[slot] !== noPartner; slot++) {
      weightByPair.set(pairKey(node, partners[slot]!, graph.order), phi[slot]!);
    }
  }
  for (let node = 0; node < graph.order; node++) {
    if (partners[node * partnersPerNode] !== noPartner) continue;
    const row = ties.targets.subarray(ties.offsets[node], ties.offsets[node + 1]);
    const largest = largestOf(graph, row);
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

/** Evenly spaced servers that have ties; host order is unrelated to what they are about. */
function sampleColumns(offsets: Uint32Array, size: number): Uint32Array {
  const tied: number[] = [];
  for (let node = 0; node + 1 < offsets.length; node++) if (offsets[node + 1]! > offsets[node]!) tied.push(node);
  const affordable = 32 * Math.floor(maxWordOperations / Math.max(1, size / 2));
  const count = Math.min(tied.length, maxColumns, Math.max(minColumns, affordable));
  return Uint32Array.from({ length: count }, (_, at) => tied[Math.floor((at * tied.length) / count)]!);
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
