/** Entries of lists that changed between two times, one by one, each with the times it changed between. */
import { standsAt } from '../store/standing.ts';
import type { Store } from '../store.ts';
import type { EpochMs, RuleText } from '../types.ts';
import { type Declared, declarations, wholeBefore } from './declarations.ts';
import type { NamedChange, Span } from './types.ts';

export interface ReadChange extends NamedChange {
  /** Number of the server in the file, or of the imported list. */
  sourceId: number;
}

/**
 * Whatever stands at one of the times only, or with other actions; by source, then target. `seenAt` is the last time
 * within the span at which a row of the entry began or ended. Two masked names with the same text and other digests are
 * two entries.
 * @param butNot SQL for entries to be left out; empty when there are none
 */
export async function readChanges(
  store: Store,
  kind: Declared,
  { from, to }: Span,
  butNot = '',
): Promise<ReadChange[]> {
  const { entries, sources } = declarations[kind];
  const within = (time: string) =>
    `CASE WHEN ${time} > make_timestamptz($1::BIGINT * 1000) AND ${time} <= make_timestamptz($2::BIGINT * 1000) THEN ${time} END`;
  const actionsAt = (time: '$1' | '$2') => `list(DISTINCT action ORDER BY action) FILTER (${standsAt(time)})`;
  const rows = await store.rows(
    `WITH moved AS (
       SELECT source_id, target, digest, ${actionsAt('$1')} AS old, ${actionsAt('$2')} AS new,
         max(greatest(${within('added_at')}, ${within('removed_at')})) AS seen_at
       FROM ${entries}
       WHERE added_at <= make_timestamptz($2::BIGINT * 1000)
         AND (removed_at IS NULL OR removed_at > make_timestamptz($1::BIGINT * 1000)) ${butNot}
       GROUP BY source_id, target, digest
     )
     SELECT source_id, sources.name, target, old, new, ${wholeBefore(kind, 'seen_at')}, epoch_ms(seen_at)::DOUBLE
     FROM moved JOIN ${sources} AS sources ON sources.id = source_id
     WHERE old IS DISTINCT FROM new
     ORDER BY sources.name, target, seen_at, digest`,
    [from, to],
  );
  type Row = [number, string, RuleText, string[] | null, string[] | null, EpochMs | null, EpochMs];
  return (rows as Row[]).map(([sourceId, source, target, old, now, notBefore, seenAt]) => ({
    ...{ sourceId, source, target, notBefore, seenAt },
    change: old === null ? 'added' : now === null ? 'removed' : 'changed',
    before: old ?? [],
    after: now ?? [],
  }));
}
