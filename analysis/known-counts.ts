/**
 * Counts of follows by server that an admin takes from the own database: exact, used for this one answer, kept nowhere.
 */
import { readHost } from '../data/host.ts';
import type { SnapshotCount } from '../data/snapshot/types.ts';
import type { Graph } from './graph.ts';

export interface OwnCount {
  host: string;
  /** Follows from people on the server to accounts there. */
  followsOut: number;
  /** Follows from people there to accounts on the server. */
  followsIn: number;
}

export interface PlacedCounts {
  /** One row a server of the snapshot; rows on two names of one server are added up. */
  rows: SnapshotCount[];
  /** Hosts that the snapshot has never heard of, and the follows there, which no share can hold. */
  left: { hosts: number; follows: number };
}

/** @param node the server whose counts they are; follows within itself are left out */
export function placeCounts(graph: Graph, node: number, counts: readonly OwnCount[]): PlacedCounts {
  const rows = new Map<number, SnapshotCount>();
  const left = { hosts: 0, follows: 0 };
  for (const { host, followsOut, followsIn } of counts) {
    const name = readHost(host);
    const target = name === undefined ? undefined : graph.names.find(name);
    if (target === node) continue;
    if (target === undefined) {
      left.hosts++;
      left.follows += followsOut + followsIn;
      continue;
    }
    const row = rows.get(target) ?? { source: node, target, followsOut: 0, followsIn: 0 };
    row.followsOut += followsOut;
    row.followsIn += followsIn;
    rows.set(target, row);
  }
  return { rows: [...rows.values()].sort((a, b) => a.target - b.target), left };
}
