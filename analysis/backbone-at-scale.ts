/**
 * The nearest partners of every server where the pairs are tens of millions: among those of two-sided ties for whoever
 * has any, and for the others, which publish no list, among those that list them. Rows are made as they are needed.
 */

import type { Csr } from '../data/snapshot/types.ts';
import { alone, type Parallel } from './kernels/parallel.ts';
import { type PeerSets, packSets, type RowSource, spread } from './kernels/peer-sets.ts';
import { addNearest, type NearestPartners, nearestBySharedPeers } from './kernels/shared-peers.ts';

/** Ties copied for one comparison of servers without two-sided ties: 64 MB. */
const batchTies = 16_000_000;

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

function addUntold(
  untold: Uint32Array,
  ties: RowSource,
  sets: PeerSets,
  k: number,
  nearest: NearestPartners,
  parallel: Parallel,
): void {
  let first = 0;
  let size = 0;
  let rows: Uint32Array[] = [];
  untold.forEach((node, at) => {
    const row = ties.row(node).slice();
    rows.push(row);
    size += row.length;
    if (size < batchTies && at + 1 < untold.length) return;
    const nodes = parallel.uint32(rows.length);
    nodes.set(untold.subarray(first, at + 1));
    addNearest(nodes, joinRows(rows, size, parallel), sets, k, nearest, parallel);
    first = at + 1;
    size = 0;
    rows = [];
  });
}

function joinRows(rows: readonly Uint32Array[], size: number, parallel: Parallel): Csr {
  const offsets = parallel.uint32(rows.length + 1);
  const targets = parallel.uint32(size);
  rows.forEach((row, at) => {
    targets.set(row, offsets[at]!);
    offsets[at + 1] = offsets[at]! + row.length;
  });
  return { order: rows.length, offsets, targets };
}
