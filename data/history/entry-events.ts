/**
 * Declared actions, allowlist entries and entries of imported lists that came, went or changed: those of one server, and
 * those that name it.
 */
import { rulesOver } from '../host.ts';
import { digestOf } from '../masks.ts';
import { literal } from '../store/literal.ts';
import type { Store } from '../store.ts';
import type { EpochMs, Host, RuleText } from '../types.ts';
import { type Declared, declarations, wholeBefore } from './declarations.ts';
import type { EntryEvent } from './host-events.ts';

/** `sourceId` is the number of the server in the file, or of the imported list. */
export async function readEntryEvents(
  store: Store,
  kind: Declared,
  host: Host,
): Promise<(EntryEvent & { sourceId: number })[]> {
  const { entries, sources } = declarations[kind];
  const isOwn = kind === 'listed' ? 'false' : 'source_id IN (SELECT id FROM hosts WHERE host = $1)';
  const rows = await store.rows(
    `WITH own AS (
       FROM ${entries}
       WHERE ${isOwn} OR target IN (${rulesOver(host).map(literal).join(', ')}) OR digest = '${digestOf(host)}'
     ),
     times AS (
       SELECT DISTINCT source_id, target, digest, unnest([added_at, removed_at]) AS moved_at FROM own
     ),
     moved AS (
       SELECT times.source_id, times.target, times.digest, moved_at,
         list(DISTINCT action ORDER BY action) FILTER (added_at < moved_at AND (removed_at IS NULL OR removed_at >= moved_at)) AS old,
         list(DISTINCT action ORDER BY action) FILTER (added_at <= moved_at AND (removed_at IS NULL OR removed_at > moved_at)) AS new
       FROM times JOIN own USING (source_id, target, digest) WHERE moved_at IS NOT NULL GROUP BY ALL
     )
     SELECT source_id, sources.name, target, old, new, epoch_ms(moved_at)::DOUBLE, ${wholeBefore(kind, 'moved_at')}
     FROM moved JOIN ${sources} AS sources ON sources.id = source_id
     WHERE $1 IS NOT NULL
     ORDER BY moved_at, sources.name, target, digest`,
    [host],
  );
  type Row = [number, string, RuleText, string[] | null, string[] | null, EpochMs, EpochMs | null];
  return (rows as Row[]).map(([sourceId, source, target, old, now, at, notBefore]) => ({
    ...{ sourceId, kind, at, notBefore, source, target },
    change: changeOf(old, now, notBefore),
    before: old ?? [],
    after: now ?? [],
  }));
}

function changeOf(old: string[] | null, now: string[] | null, notBefore: EpochMs | null): EntryEvent['change'] {
  if (old === null) return notBefore === null ? 'first-seen' : 'added';
  if (now === null) return 'removed';
  return old.join('\n') === now.join('\n') ? 'reworded' : 'changed';
}
