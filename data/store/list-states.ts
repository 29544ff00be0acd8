/**
 * The lists that a batch saw, beside those that are held: which of them are the first, which are late, and what it means
 * that one did not change. Worked out here rather than in SQL: they are few, and every statement has a price of its own.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Disclosure, EpochMs, ListKind, Outcome } from '../types.ts';
import { appendRows, type Cell } from './append.ts';
import { hasEntries } from './observation.ts';

export interface SeenList {
  host: number;
  crawl: number;
  visit: number | null;
  kind: ListKind;
  disclosure: Disclosure;
  reason: Outcome | null;
  observedAt: EpochMs;
  /** Of entries that were read, rejected, left out for their domain, repeated, and of the source itself. */
  counts: readonly number[];
}

/** A list with entries, which may be none. */
export interface BroughtList extends SeenList {
  isWhole: boolean;
  /** An earlier one of the same host and kind was recorded. */
  isSeenBefore: boolean;
  /** The one that is held is newer: this one changes nothing. */
  isStale: boolean;
}

/** @returns those that bring entries */
export async function compareLists(connection: DuckDBConnection, lists: readonly SeenList[]): Promise<BroughtList[]> {
  const brought = lists.filter(({ disclosure, reason }) => hasEntries(disclosure) && reason !== 'not-modified');
  if (brought.length === 0) return [];
  // Microseconds: what the file holds need not be of this program.
  const found = await connection.run(
    `SELECT host_id, kind::VARCHAR, epoch_us(max(observed_at))::DOUBLE FROM list_observations
     WHERE disclosure IN ('published', 'partial') AND host_id IN (${hostsOf(brought)}) GROUP BY host_id, kind`,
  );
  const rows = (await found.getRowsJS()) as [number, ListKind, number][];
  const newest = new Map(rows.map(([host, kind, at]) => [keyOf({ host, kind }), at]));
  return brought.map((list) => {
    const held = newest.get(keyOf(list));
    const isStale = held !== undefined && list.observedAt * 1000 < held;
    return { ...list, isWhole: list.disclosure === 'published', isSeenBefore: held !== undefined, isStale };
  });
}

/** @param brought those of `lists` that bring entries */
export async function recordLists(
  connection: DuckDBConnection,
  lists: readonly SeenList[],
  brought: readonly BroughtList[],
): Promise<void> {
  const held = await heldCounts(
    connection,
    lists.filter(({ reason }) => reason === 'not-modified'),
  );
  const stale = new Set(brought.filter(({ isStale }) => isStale).map(keyOf));
  const rows = lists.map((list): Cell[] => {
    const { host, crawl, visit, kind, disclosure, reason, observedAt } = list;
    const ofHeld = reason === 'not-modified' ? held.get(keyOf(list)) : undefined;
    const [entries, rejected, ...others] = ofHeld ?? list.counts;
    const isApplied = !(hasEntries(disclosure) && stale.has(keyOf(list)));
    const about = [host, crawl, visit, kind, disclosure, reason, entries!, rejected!];
    return [...about, observedAt, ...others, isApplied];
  });
  await appendRows(connection, 'list_observations', columns, rows);
}

const columns = [
  ...(['number', 'number', 'number', 'text', 'text', 'text', 'number', 'number', 'time'] as const),
  ...(['number', 'number', 'number', 'truth'] as const),
];

/** A list that did not change has the counts it had when it was read. */
async function heldCounts(
  connection: DuckDBConnection,
  unchanged: readonly SeenList[],
): Promise<ReadonlyMap<string, number[]>> {
  if (unchanged.length === 0) return new Map();
  const names = ['entry_count', 'rejected_count', 'quarantined_count', 'duplicate_count', 'self_count'];
  const found = await connection.run(
    `SELECT host_id, kind::VARCHAR, ${names.map((name) => `${name}::DOUBLE`).join(', ')} FROM list_observations
     WHERE disclosure = 'published' AND host_id IN (${hostsOf(unchanged)})
     QUALIFY row_number() OVER (PARTITION BY host_id, kind ORDER BY observed_at DESC, crawl_id DESC) = 1`,
  );
  const rows = (await found.getRowsJS()) as [number, ListKind, ...number[]][];
  return new Map(rows.map(([host, kind, ...counts]) => [keyOf({ host, kind }), counts]));
}

function hostsOf(lists: readonly SeenList[]): string {
  return [...new Set(lists.map(({ host }) => host))].join(', ');
}

function keyOf({ host, kind }: Pick<SeenList, 'host' | 'kind'>): string {
  return `${host} ${kind}`;
}
