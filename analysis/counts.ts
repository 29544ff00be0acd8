/** Exact follow counts, by the server that publishes them. */
import type { SnapshotCount, SnapshotFacts } from '../data/snapshot/types.ts';
import { append } from './multimap.ts';

export interface CountIndex {
  /** Servers that publish counts in full, ascending. */
  sources: readonly number[];
  /** @returns the rows of a server that publishes counts in full, by target, else undefined */
  rowsOf(node: number): readonly SnapshotCount[] | undefined;
  /** @returns the row of one of `sources` on a server; undefined where it has none, which means no follows */
  rowOn(source: number, target: number): SnapshotCount | undefined;
}

/** A list that came in part is no use here: an absent row would read as "no follows". So is one that counts nothing. */
export function indexCounts({ hosts, counts }: SnapshotFacts): CountIndex {
  const bySource = new Map<number, SnapshotCount[]>();
  for (const row of counts) if (row.source !== row.target) append(bySource, row.source, row);
  for (const [source, rows] of bySource) {
    const counted = rows.some(({ followsIn, followsOut }) => followsIn > 0 || followsOut > 0);
    if (!counted || hosts[source]!.disclosure.counts === 'partial') bySource.delete(source);
  }
  const sources = [...bySource.keys()].sort((a, b) => a - b);
  for (const source of sources) bySource.get(source)!.sort((a, b) => a.target - b.target);
  return {
    sources,
    rowsOf: (node) => bySource.get(node),
    rowOn: (source, target) => findRow(bySource.get(source) ?? [], target),
  };
}

function findRow(rows: readonly SnapshotCount[], target: number): SnapshotCount | undefined {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rows[middle]!.target < target) low = middle + 1;
    else high = middle;
  }
  return rows[low]?.target === target ? rows[low] : undefined;
}
