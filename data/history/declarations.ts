/** The lists that name servers one by one, as relations with the same columns: what is compared is written once. */

/** What a list is: declared by a server as blocks or as allows, or passed round and imported. */
export type Declared = 'block' | 'allow' | 'listed';

interface Relations {
  /** source_id, target, digest (empty where there is none), action (empty where there is none), added_at, removed_at. */
  entries: string;
  /** id, name. */
  sources: string;
  /** source_id, observed_at of every whole list that was taken in. */
  whole: string;
}

function wholeListsOf(kind: 'blocks' | 'allows'): string {
  return `(
    SELECT host_id AS source_id, observed_at FROM list_observations
    WHERE kind = '${kind}' AND disclosure = 'published' AND applied
  )`;
}

const servers = '(SELECT id, host AS name FROM hosts)';

export const declarations: Readonly<Record<Declared, Relations>> = {
  block: {
    entries: `(
      SELECT source_id, target, coalesce(lower(digest), '') AS digest, action, added_at, removed_at FROM blocks
    )`,
    sources: servers,
    whole: wholeListsOf('blocks'),
  },
  allow: {
    entries: `(SELECT source_id, target, '' AS digest, '' AS action, added_at, removed_at FROM allows)`,
    sources: servers,
    whole: wholeListsOf('allows'),
  },
  listed: {
    entries: `(
      SELECT blocklist_id AS source_id, target, '' AS digest, action, added_at, removed_at FROM blocklist_entries
    )`,
    sources: 'blocklists',
    whole: '(SELECT blocklist_id AS source_id, observed_at FROM blocklist_observations WHERE applied)',
  },
};

/** The last whole list before a time, as milliseconds since 1970-01-01 UTC; within a query that has `source_id`. */
export function wholeBefore(declared: Declared, time: string): string {
  return `epoch_ms((
    SELECT max(observed_at) FROM ${declarations[declared].whole} AS seen
    WHERE seen.source_id = moved.source_id AND seen.observed_at < ${time}
  ))::DOUBLE`;
}
