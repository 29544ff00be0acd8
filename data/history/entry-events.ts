/** Declared actions and allowlist entries that came, went or changed: those of one server, and those that name it. */
import { digestOf } from '../masks.ts';
import type { Store } from '../store.ts';
import type { EpochMs, Host, RuleText } from '../types.ts';
import type { EntryEvent } from './host-events.ts';

/** Exactly it, all below it, and what names or covers a domain above it. */
export function rulesFor(host: Host): string[] {
  const labels = host.split('.');
  const names = labels.slice(0, -1).map((_, from) => labels.slice(from).join('.'));
  return names.flatMap((name) => [name, `*.${name}`]);
}

/** `sourceId` is the number of the source in the file. */
export async function readEntryEvents(
  store: Store,
  kind: 'block' | 'allow',
  host: Host,
): Promise<(EntryEvent & { sourceId: number })[]> {
  const [table, action, digest] = kind === 'block' ? ['blocks', 'action', 'digest'] : ['allows', `''`, 'NULL::VARCHAR'];
  const rows = await store.rows(
    `WITH own AS (
       SELECT source_id, target, coalesce(lower(${digest}), '') AS digest, ${action} AS action, added_at, removed_at
       FROM ${table}
       WHERE source_id IN (SELECT id FROM hosts WHERE host = $1) OR target IN (${rulesFor(host).map(quoted).join(', ')})
         ${kind === 'block' ? `OR lower(digest) = '${digestOf(host)}'` : ''}
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
     SELECT source_id, hosts.host, target, old, new, epoch_ms(moved_at)::DOUBLE, epoch_ms((
         SELECT max(observed_at) FROM list_observations AS seen
         WHERE seen.host_id = source_id AND seen.kind = '${table}' AND seen.disclosure = 'published' AND seen.applied
           AND seen.observed_at < moved_at
       ))::DOUBLE
     FROM moved JOIN hosts ON hosts.id = source_id
     ORDER BY moved_at, hosts.host, target, digest`,
    [host],
  );
  type Row = [number, Host, RuleText, string[] | null, string[] | null, EpochMs, EpochMs | null];
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

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
