/** The table's rows and their order. Pure; the same answers as the map, one row a server. */
import { communityAt, peopleAt, softwareAt } from '../../analysis/map-reading.ts';
import type { Evidence, Tie, TouchedHost } from '../../analysis/types.ts';
import { type EstimateText, mayShowPair, splitPair } from './figures.ts';
import type { Answers } from './session.ts';

export type After = TouchedHost['status'] | 'same' | null;

export interface Row {
  host: string;
  community: string | null;
  audience: number | null;
  software: string | null;
  /** Share of the focused host's tie weight, to sort by; null without a focus or a tie, and where it is not shown. */
  weight: number | null;
  /** The same share as it is shown. */
  share: EstimateText | null;
  /** unknown: the focused host itself did not answer. */
  today: Tie['contact'] | 'unknown' | null;
  /** null while there is no scenario. */
  after: After;
  direction: TouchedHost['direction'];
  evidence: Evidence | null;
}

export type Column = 'host' | 'community' | 'audience' | 'weight' | 'evidence' | 'today' | 'after';
export interface Order {
  column: Column;
  descending: boolean;
}

/** @returns every tie and every touched server of the focused host; without a focus, every drawn server */
export function listRows({ map, card, ties, impact }: Pick<Answers, 'map' | 'card' | 'ties' | 'impact'>): Row[] {
  if (map === null) return [];
  const positions = new Map<string, number>(map.hosts.map((host, position) => [host, position]));
  const describe = (host: string) => {
    const position = positions.get(host);
    if (position === undefined) return { host, community: null, software: null, audience: null };
    return {
      host,
      community: map.communities[communityAt(map, position) ?? -1]?.name ?? null,
      software: softwareAt(map, position),
      audience: peopleAt(map, position),
    };
  };
  const blank = { weight: null, share: null, today: null, after: null, direction: null, evidence: null };
  if (card === null) return map.hosts.map((host) => ({ ...describe(host), ...blank }));

  const contactKnown = card.liveness !== 'dead';
  const rows = new Map<string, Row>();
  for (const { host, estimate, contact, evidence, audience } of ties) {
    const people = [card.audience, audience];
    rows.set(host, {
      ...describe(host),
      ...blank,
      audience,
      weight: estimate.share === 0 || mayShowPair(people) ? estimate.share : null,
      share: splitPair(estimate, people),
      today: contactKnown ? contact : 'unknown',
      evidence,
      after: impact === null || !contactKnown ? null : 'same',
    });
  }
  for (const { host, status, direction, audience } of contactKnown ? (impact?.touched ?? []) : []) {
    const before = rows.get(host) ?? { ...describe(host), ...blank };
    rows.set(host, { ...before, audience, after: status, direction });
  }
  return [...rows.values()];
}

const todayRank = { open: 0, hidden: 1, 'in-only': 2, 'out-only': 3, cut: 4, dead: 5, unknown: 6 };
const afterRank = { same: 0, opened: 1, hidden: 2, cut: 3 };
const evidenceRank: Record<Evidence, number> = { 'E-': 0, E0: 1, E1: 2, E2: 3, X: 4 };

/** @returns a sorted copy; not known comes last either way, equal ones go by weight, then by name */
export function sortRows(rows: readonly Row[], { column, descending }: Order): Row[] {
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [x, y] = [keyOf(a, column), keyOf(b, column)];
    const known = x === null || y === null ? Number(x === null) - Number(y === null) : sign * compare(x, y);
    return known || compare(b.weight ?? -1, a.weight ?? -1) || compare(a.host, b.host);
  });
}

export function filterRows(rows: readonly Row[], text: string, after: After): Row[] {
  const part = text.trim().toLowerCase();
  return rows.filter(
    (row) =>
      (after === null || row.after === after) &&
      (row.host.includes(part) || row.community?.toLowerCase().includes(part) === true),
  );
}

function keyOf(row: Row, column: Column): string | number | null {
  if (column === 'today') return row.today === null ? null : todayRank[row.today];
  if (column === 'evidence') return row.evidence === null ? null : evidenceRank[row.evidence];
  if (column === 'after') return row.after === null ? null : afterRank[row.after];
  return row[column];
}

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
