/**
 * Entries of lists at two times, counted by what became of them. Compared in sets: of peers and follow counts, of which
 * there are tens of millions, only rows that came or went are looked at one by one.
 */
import type { ListState } from '../snapshot/manifest.ts';
import { standsAt } from '../store/standing.ts';
import type { Store } from '../store.ts';
import { type ListKind, listKinds } from '../types.ts';
import { neverAsked, type SourceStates } from './observed.ts';
import type { EntryChanges, Span } from './types.ts';

/** Whose lists, and which names in them, the snapshot of the later time would show. */
export interface Shown {
  /** @param id number of the host in the file */
  isSource(id: number): boolean;
  /** SQL for the entries of a table to be left out; empty when there are none. */
  butNot: Record<ListKind, string>;
}

/** What makes two rows of one source the same entry. */
const keys: Record<ListKind, string> = {
  peers: 'target_id',
  blocks: `target, coalesce(lower(digest), '')`,
  allows: 'target',
  counts: 'target_id',
};

/** What may change while it stays the same entry. */
const words: Record<ListKind, string> = {
  peers: `''`,
  blocks: 'action',
  allows: `''`,
  counts: `follows_out || ' ' || follows_in`,
};

/** One row an entry at a time, so that what stood all along did not change. */
const isSingle: Record<ListKind, boolean> = { peers: true, blocks: false, allows: true, counts: true };

export async function readEntryChanges(
  store: Store,
  span: Span,
  states: SourceStates,
  shown: Shown,
): Promise<Record<ListKind, EntryChanges>> {
  const changes = {} as Record<ListKind, EntryChanges>;
  for (const kind of listKinds) {
    const sum = { added: 0, removed: 0, changed: 0, unchanged: 0, notObserved: 0, firstSeen: 0, notObservedBy: {} };
    for (const counts of await readCounts(store, kind, span, shown)) add(sum, counts, states[kind], shown);
    changes[kind] = sum;
  }
  return changes;
}

interface Counts {
  source: number;
  /** Stand at the later time only, at the earlier time only, at both with other words, at both with the same. */
  came: number;
  went: number;
  changed: number;
  stayed: number;
}

function add(sum: EntryChanges, counts: Counts, states: SourceStates[ListKind], { isSource }: Shown): void {
  const { source, came, went, changed, stayed } = counts;
  const { held, confirmed, since } = states.get(source) ?? neverAsked;
  if (!isSource(source)) {
    // It wants to be in no statistics by now: what it showed before is no longer looked at.
    notObserve(sum, went + changed + stayed, 'withheld');
    return;
  }
  sum.removed += went;
  sum.changed += changed;
  if (held) sum.added += came;
  else sum.firstSeen += came;
  if (confirmed) sum.unchanged += stayed;
  else notObserve(sum, stayed, since);
}

function notObserve(sum: EntryChanges, entries: number, state: ListState): void {
  if (entries === 0) return;
  sum.notObserved += entries;
  sum.notObservedBy[state] = (sum.notObservedBy[state] ?? 0) + entries;
}

async function readCounts(store: Store, kind: ListKind, { from, to }: Span, { butNot }: Shown): Promise<Counts[]> {
  const [before, after] = [standsAt('$1'), standsAt('$2')];
  const stayed = isSingle[kind]
    ? `UNION ALL SELECT source_id, 0, 0, 0, count(*) FROM ${kind} WHERE ${before} AND ${after} ${butNot[kind]} GROUP BY source_id`
    : '';
  const rows = await store.rows(
    `WITH counted AS (
       SELECT source_id,
         count(*) FILTER (old IS NULL) AS came, count(*) FILTER (new IS NULL) AS went,
         count(*) FILTER (old <> new) AS changed, count(*) FILTER (old = new) AS stayed
       FROM (${compareRows(kind, isSingle[kind] ? `${before} <> ${after}` : `(${before} OR ${after})`, butNot[kind])})
       GROUP BY source_id ${stayed}
     )
     SELECT source_id, sum(came)::DOUBLE, sum(went)::DOUBLE, sum(changed)::DOUBLE, sum(stayed)::DOUBLE
     FROM counted GROUP BY source_id ORDER BY source_id`,
    [from, to],
  );
  return (rows as number[][]).map(([source, came, went, changed, stayed]) => ({
    ...{ source: source!, came: came!, went: went!, changed: changed!, stayed: stayed! },
  }));
}

/** Entries with their words at either time: `old` and `new` are sorted lists, NULL where the entry does not stand. */
function compareRows(kind: ListKind, condition: string, butNot: string): string {
  const wordsAt = (time: '$1' | '$2') =>
    `list(DISTINCT ${words[kind]} ORDER BY ${words[kind]}) FILTER (${standsAt(time)})`;
  return `
    SELECT source_id, ${wordsAt('$1')} AS old, ${wordsAt('$2')} AS new
    FROM ${kind} WHERE ${condition} ${butNot} GROUP BY source_id, ${keys[kind]}`;
}
