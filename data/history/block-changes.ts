/** Declared actions and allowlist entries that changed between two times, one by one, each with the time it is known to. */
import type { Store } from '../store.ts';
import type { EpochMs, Host, RuleText } from '../types.ts';
import { compareRows, keyColumns, keyNames, type Shown, standsAt } from './entry-changes.ts';
import type { SourceStates } from './observed.ts';
import type { AllowChange, BlockChange, Span } from './types.ts';

/** Of sources whose list was held whole at the earlier time, or that took the entry out since. By source, then target. */
export async function readBlockChanges(
  store: Store,
  span: Span,
  states: SourceStates,
  shown: Shown,
): Promise<BlockChange[]> {
  const rows = await readChanges(store, 'blocks', span, shown);
  return rows
    .filter(({ id, old }) => old !== null || states.blocks.get(id)?.held === true)
    .map(({ id, old, now, ...rest }) => ({
      ...rest,
      change: old === null ? 'added' : now === null ? 'removed' : 'changed',
      before: old ?? [],
      after: now ?? [],
    }));
}

export async function readAllowChanges(
  store: Store,
  span: Span,
  states: SourceStates,
  shown: Shown,
): Promise<AllowChange[]> {
  const rows = await readChanges(store, 'allows', span, shown);
  return rows
    .filter(({ id, old }) => old !== null || states.allows.get(id)?.held === true)
    .map(({ id, old, now, ...rest }) => ({ ...rest, change: old === null ? 'added' : 'removed' }));
}

interface Change {
  id: number;
  source: Host;
  target: RuleText;
  old: string[] | null;
  now: string[] | null;
  notBefore: EpochMs | null;
  seenAt: EpochMs;
}

/**
 * `seenAt` is the last time within the span at which a row of the entry began or ended; `notBefore` the whole list before
 * that. Two masked names with the same text and other digests are two entries.
 */
async function readChanges(
  store: Store,
  kind: 'blocks' | 'allows',
  { from, to }: Span,
  { isSource, butNot }: Shown,
): Promise<Change[]> {
  const isWithin = (time: string) =>
    `${time} > make_timestamptz($1::BIGINT * 1000) AND ${time} <= make_timestamptz($2::BIGINT * 1000)`;
  const rows = await store.rows(
    `WITH compared AS (${compareRows(kind, `(${standsAt('$1')} OR ${standsAt('$2')})`, butNot[kind])}),
     moved AS (
       SELECT ${keyColumns(kind)}, max(greatest(
         CASE WHEN ${isWithin('added_at')} THEN added_at END, CASE WHEN ${isWithin('removed_at')} THEN removed_at END
       )) AS seen_at
       FROM ${kind} GROUP BY ALL
     )
     SELECT source_id, hosts.host, target, old, new,
       epoch_ms((
         SELECT max(observed_at) FROM list_observations AS seen
         WHERE seen.host_id = source_id AND seen.kind = '${kind}' AND seen.disclosure = 'published' AND seen.applied
           AND seen.observed_at < seen_at
       ))::DOUBLE,
       epoch_ms(seen_at)::DOUBLE
     FROM compared JOIN moved USING (${keyNames(kind)})
     JOIN hosts ON hosts.id = source_id
     WHERE old IS DISTINCT FROM new
     ORDER BY hosts.host, target, seen_at`,
    [from, to],
  );
  type Row = [number, Host, RuleText, string[] | null, string[] | null, EpochMs | null, EpochMs];
  return (rows as Row[])
    .filter(([id]) => isSource(id))
    .map(([id, source, target, old, now, notBefore, seenAt]) => ({ id, source, target, old, now, notBefore, seenAt }));
}
