/** Exact follow counts, by the server that publishes them. */
import type { Snapshot, SnapshotCount } from '../data/snapshot/types.ts';
import { append } from './multimap.ts';

export interface CountIndex {
  /** @returns the rows of a server that publishes counts in full, else undefined */
  rowsOf(node: number): readonly SnapshotCount[] | undefined;
}

/** A list that came in part is no use here: an absent row would read as "no follows". So is one that counts nothing. */
export function indexCounts({ hosts, counts }: Snapshot): CountIndex {
  const bySource = new Map<number, SnapshotCount[]>();
  for (const row of counts) if (row.source !== row.target) append(bySource, row.source, row);
  for (const [source, rows] of bySource) {
    const counted = rows.some(({ followsIn, followsOut }) => followsIn > 0 || followsOut > 0);
    if (!counted || hosts[source]!.disclosure.counts === 'partial') bySource.delete(source);
  }
  return { rowsOf: (node) => bySource.get(node) };
}
