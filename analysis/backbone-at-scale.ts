/**
 * The nearest partners of every server where the pairs are tens of millions: among those of two-sided ties for whoever
 * has any, and for the others, which publish no list, among those that list them. Rows are made as they are needed.
 */

import type { Csr } from '../data/snapshot/types.ts';
import { alone, type Parallel } from './kernels/parallel.ts';
import { type PeerSets, packSets, type RowSource } from './kernels/peer-sets.ts';
import { addNearest, type NearestPartners, nearestBySharedPeers } from './kernels/shared-peers.ts';

/** Ties copied for one comparison of servers without two-sided ties: 16 MB. */
const batchTies = 4_000_000;

export interface ScaleOptions {
  partnersPerNode: number;
  maxColumns: number;
  parallel?: Parallel;
}

/**
 * @param ties of each server, one-sided and two-sided, ascending
 * @param twoSided symmetric
 */
export function nearestAtScale(
  ties: RowSource,
  twoSided: Csr,
  { partnersPerNode, maxColumns, parallel = alone }: ScaleOptions,
): NearestPartners {
  const nodes = Array.from({ length: ties.order }, (_, node) => node);
  const hasTwoSided = (node: number) => twoSided.offsets[node + 1]! > twoSided.offsets[node]!;
  const told = nodes.filter(hasTwoSided);
  const candidates = told.length > 0 ? told : nodes.filter((node) => ties.row(node).length > 0);
  const sets = packSets(ties, spread(candidates, maxColumns), parallel);
  const nearest = nearestBySharedPeers(twoSided, sets, partnersPerNode, parallel);
  const untold = Uint32Array.from(nodes.filter((node) => !hasTwoSided(node)));
  addUntold(untold, ties, sets, partnersPerNode, nearest, parallel);
  return nearest;
}

/** Evenly spaced; host order is unrelated to what servers are about. */
export function spread(nodes: readonly number[], most: number): Uint32Array {
  const count = Math.min(nodes.length, most);
  return Uint32Array.from({ length: count }, (_, at) => nodes[Math.floor((at * nodes.length) / count)]!);
}

function addUntold(
  untold: Uint32Array,
  ties: RowSource,
  sets: PeerSets,
  k: number,
  nearest: NearestPartners,
  parallel: Parallel,
): void {
  const targets = parallel.uint32(batchTies + ties.order);
  const compare = (nodes: Uint32Array, ends: readonly number[]) => {
    const offsets = parallel.uint32(ends.length);
    offsets.set(ends);
    const list = parallel.uint32(nodes.length);
    list.set(nodes);
    const rows = { order: nodes.length, offsets, targets: targets.subarray(0, ends.at(-1)!) };
    addNearest(list, rows, sets, k, nearest, parallel);
  };
  let first = 0;
  let ends = [0];
  untold.forEach((node, at) => {
    const row = ties.row(node);
    targets.set(row, ends.at(-1)!);
    ends.push(ends.at(-1)! + row.length);
    if (ends.at(-1)! < batchTies && at + 1 < untold.length) return;
    compare(untold.subarray(first, at + 1), ends);
    first = at + 1;
    ends = [0];
  });
}
