/** Peer edges from the file into compressed sparse rows, without a JavaScript object per edge. */
import { standsAt } from '../store/standing.ts';
import type { Store } from '../store.ts';
import type { EpochMs } from '../types.ts';
import { type FrozenHosts, noNode } from './hosts.ts';
import { RowOrder } from './row-order.ts';
import type { Csr } from './types.ts';

export async function readPeers(store: Store, { nodes, sources, hosts }: FrozenHosts, asOf: EpochMs): Promise<Csr> {
  const order = hosts.length;
  const offsets = new Uint32Array(order + 1);
  const degrees = `SELECT source_id, count(*)::UINTEGER FROM peers WHERE ${standsAt('$1')} GROUP BY source_id`;
  await store.eachChunk(degrees, [asOf], ([from, counts]) => {
    for (let row = 0; row < from!.length; row++) {
      const node = sources[from![row]!]!;
      if (node !== noNode) offsets[node + 1]! += counts![row]!;
    }
  });
  for (let node = 0; node < order; node++) offsets[node + 1]! += offsets[node]!;

  const targets = new Uint32Array(offsets[order]!);
  const next = offsets.slice(0, order);
  await store.eachChunk(`SELECT source_id, target_id FROM peers WHERE ${standsAt('$1')}`, [asOf], ([from, to]) => {
    for (let row = 0; row < from!.length; row++) {
      const node = sources[from![row]!]!;
      if (node === noNode) continue;
      const target = nodes[to![row]!]!;
      // Nobody is his own peer: the entry falls away with those.
      targets[next[node]!++] = target === noNode ? node : target;
    }
  });
  return inOrder({ order, offsets, targets });
}

/**
 * Ascending, without repeats and without the node itself: two names of one server make one edge of two, and may make a
 * server its own peer. Works in place.
 */
function inOrder({ order, offsets, targets }: Csr): Csr {
  const rows = new RowOrder(order);
  let size = 0;
  let start = 0;
  for (let node = 0; node < order; node++) {
    const end = offsets[node + 1]!;
    const length = rows.order(targets.subarray(start, end), targets, size);
    size += withoutSelf(targets, size, length, node);
    start = end;
    offsets[node + 1] = size;
  }
  return { order, offsets, targets: targets.slice(0, size) };
}

/** @returns the length of the row without `node` */
function withoutSelf(targets: Uint32Array, start: number, length: number, node: number): number {
  const at = targets.subarray(start, start + length).indexOf(node);
  if (at === -1) return length;
  targets.copyWithin(start + at, start + at + 1, start + length);
  return length - 1;
}
