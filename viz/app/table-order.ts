/** Which rows of the table are shown, and in what order. Pure, and quick enough for the whole fediverse at every key. */
import type { Evidence } from '../../analysis/types.ts';
import type { After, Row } from './table-rows.ts';

/** As they stand from left to right. */
export const allColumns = [
  'host',
  'community',
  'software',
  'audience',
  'seen',
  'weight',
  'evidence',
  'today',
  'after',
  'change',
] as const;
export type Column = (typeof allColumns)[number];

export interface Order {
  column: Column;
  descending: boolean;
}

export interface RowFilter {
  /** Part of a name of a server or a community. */
  text: string;
  /** Rows of this standing only; null for all. */
  after: After;
  /** undefined for all; null for servers in no community. */
  community: string | null | undefined;
  /** undefined for all; null for servers whose software is not known. */
  software: string | null | undefined;
}

export const noFilter: RowFilter = { text: '', after: null, community: undefined, software: undefined };

const seenRank = { alive: 0, dead: 1, unvisited: 2, outside: 3 };
const todayRank = { open: 0, hidden: 1, 'in-only': 2, 'out-only': 3, cut: 4, dead: 5, unknown: 6 };
const afterRank = { same: 0, opened: 1, hidden: 2, cut: 3 };
const evidenceRank: Record<Evidence, number> = { 'E-': 0, E0: 1, E1: 2, E2: 3, X: 4 };
const changeRank = { same: 0, 'not-observed': 1, changed: 2, new: 3, gone: 4 };

/** @returns a sorted copy; not known comes last either way, equal ones go by weight, then by name */
export function sortRows(rows: readonly Row[], { column, descending }: Order): Row[] {
  const sign = descending ? -1 : 1;
  return rows
    .map((row) => ({ row, key: keyOf(row, column), weight: row.weight ?? -1, name: nameOf(row) }))
    .sort((a, b) => {
      const known =
        a.key === null || b.key === null
          ? Number(a.key === null) - Number(b.key === null)
          : sign * compare(a.key, b.key);
      return known || compare(b.weight, a.weight) || compare(a.name, b.name);
    })
    .map(({ row }) => row);
}

export function filterRows(rows: readonly Row[], { text, after, community, software }: RowFilter): Row[] {
  const part = text.trim().toLowerCase();
  return rows.filter(
    (row) =>
      (after === null || row.after === after) &&
      (community === undefined || row.community === community) &&
      (software === undefined || (row.folded === null && row.software === software)) &&
      (part === '' || row.host.includes(part) || row.community?.toLowerCase().includes(part) === true),
  );
}

/** @returns what occurs, the most frequent first, equal ones by name; null last, where something has none */
export function listChoices(rows: readonly Row[], column: 'community' | 'software'): (string | null)[] {
  const counts = new Map<string | null, number>();
  // Folded servers have software of many kinds.
  for (const row of rows)
    if (column === 'community' || row.folded === null) counts.set(row[column], (counts.get(row[column]) ?? 0) + 1);
  const named = [...counts].filter((entry): entry is [string, number] => entry[0] !== null);
  const names = named.sort((a, b) => b[1] - a[1] || compare(a[0], b[0])).map(([name]) => name);
  return counts.has(null) ? [...names, null] : names;
}

function keyOf(row: Row, column: Column): string | number | null {
  if (column === 'host') return row.folded === null ? row.host : null;
  if (column === 'seen') return row.seen === null ? null : seenRank[row.seen];
  if (column === 'today') return row.today === null ? null : todayRank[row.today];
  if (column === 'evidence') return row.evidence === null ? null : evidenceRank[row.evidence];
  if (column === 'after') return row.after === null ? null : afterRank[row.after];
  if (column === 'change') return row.change === null ? null : changeRank[row.change];
  return row[column];
}

/** Folded servers have none of their own. */
function nameOf({ host, folded, community }: Row): string {
  return folded === null ? host : (community ?? '');
}

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
