/**
 * Lists as intervals. A batch stages what it saw; then, in sets and never row by row:
 * a whole published list ends the rows it no longer holds, and every list begins the rows it newly holds.
 * A list that the server says did not change ends and begins nothing: what stands is confirmed.
 * A list older than one already applied for the same host and kind changes nothing (its observation is kept).
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import { type ListKind, listKinds } from '../types.ts';

/** What makes two rows the same row, beside the source. */
const columns: Record<ListKind, Record<string, string>> = {
  peers: { target_id: 'UINTEGER' },
  blocks: { target: 'VARCHAR', action: 'VARCHAR', digest: 'VARCHAR', comment: 'VARCHAR' },
  allows: { target: 'VARCHAR' },
  counts: { target_id: 'UINTEGER', follows_out: 'UBIGINT', follows_in: 'UBIGINT' },
};

export interface Staged {
  /** Kinds of which the batch has entries. */
  kinds: ReadonlySet<ListKind>;
  /** Some server said that a list is as it was. */
  hasUnchanged: boolean;
}

/** Empty staging tables `staged_lists` and `staged_<kind>`. */
export async function createStaging(connection: DuckDBConnection): Promise<void> {
  await connection.run(`
    CREATE OR REPLACE TEMP TABLE staged_lists (
      host_id UINTEGER, crawl_id UINTEGER, visit_id UINTEGER, kind list_kind, disclosure disclosure, reason outcome,
      entry_count UINTEGER, rejected_count UINTEGER, observed_at TIMESTAMPTZ, quarantined_count UINTEGER,
      duplicate_count UINTEGER, self_count UINTEGER
    )`);
  for (const kind of listKinds) {
    const rest = Object.entries(columns[kind]).map(([name, type]) => `${name} ${type}`);
    // Peers come as lists, ascending and without repeats.
    const staged = kind === 'peers' ? 'targets UINTEGER[]' : rest.join(', ');
    await connection.run(`CREATE OR REPLACE TEMP TABLE staged_${kind} (source_id UINTEGER, ${staged})`);
  }
}

/**
 * Moves everything staged into the tables.
 * @param staged what there is to move: kinds without a row, and a batch without unchanged lists, cost nothing
 * @returns how many staged lists were too old to change anything */
export async function applyStaging(connection: DuckDBConnection, staged: Staged): Promise<number> {
  await connection.run(`
    CREATE OR REPLACE TEMP TABLE applied_lists AS
    WITH newest AS (
      SELECT host_id, kind, max(observed_at) AS observed_at FROM list_observations
      WHERE disclosure IN ('published', 'partial') AND host_id IN (SELECT host_id FROM staged_lists) GROUP BY ALL
    )
    SELECT
      seen.host_id, seen.kind, seen.observed_at, seen.disclosure = 'published' AS whole,
      newest.observed_at IS NOT NULL AS seen_before, coalesce(seen.observed_at < newest.observed_at, false) AS stale
    FROM staged_lists AS seen LEFT JOIN newest ON newest.host_id = seen.host_id AND newest.kind = seen.kind
    WHERE seen.disclosure IN ('published', 'partial') AND seen.reason IS DISTINCT FROM 'not-modified'`);
  const counted = await connection.run(`
    SELECT kind::VARCHAR, count_if(seen_before AND NOT stale)::DOUBLE, count_if(stale)::DOUBLE FROM applied_lists GROUP BY ALL`);
  let stale = 0;
  for (const [kind, again, old] of (await counted.getRowsJS()) as [ListKind, number, number][]) {
    if (again > 0 && kind === 'peers') await unnestPeers(connection);
    if (again > 0) await endRows(connection, kind);
    if (staged.kinds.has(kind) && kind === 'peers') await beginFirstPeers(connection);
    if (staged.kinds.has(kind) && (kind !== 'peers' || again > 0)) await beginRows(connection, kind, again > 0);
    stale += old;
  }
  if (staged.hasUnchanged) await confirmUnchanged(connection);
  await connection.run(`
    INSERT INTO list_observations
    SELECT seen.*, list.stale IS DISTINCT FROM true
    FROM staged_lists AS seen
    LEFT JOIN applied_lists AS list
      ON list.host_id = seen.host_id AND list.kind = seen.kind AND seen.disclosure IN ('published', 'partial')`);
  for (const kind of staged.kinds) await connection.run(`TRUNCATE staged_${kind}`);
  await connection.run('DROP TABLE IF EXISTS staged_peer_rows');
  await connection.run('TRUNCATE staged_lists');
  return stale;
}

/** A list that did not change has the counts it had when it was read. */
async function confirmUnchanged(connection: DuckDBConnection): Promise<void> {
  const counts = ['entry_count', 'rejected_count', 'quarantined_count', 'duplicate_count', 'self_count'];
  await connection.run(`
    UPDATE staged_lists SET ${counts.map((name) => `${name} = held.${name}`).join(', ')}
    FROM (
      FROM list_observations
      WHERE disclosure = 'published' AND host_id IN (SELECT host_id FROM staged_lists WHERE reason = 'not-modified')
      QUALIFY row_number() OVER (PARTITION BY host_id, kind ORDER BY observed_at DESC, crawl_id DESC) = 1
    ) AS held
    WHERE staged_lists.reason = 'not-modified' AND staged_lists.host_id = held.host_id AND staged_lists.kind = held.kind`);
}

async function endRows(connection: DuckDBConnection, kind: ListKind): Promise<void> {
  await connection.run(`
    UPDATE ${kind} SET removed_at = list.observed_at
    FROM applied_lists AS list
    WHERE list.kind = '${kind}' AND list.whole AND list.seen_before AND NOT list.stale
      AND ${kind}.source_id = list.host_id AND ${kind}.removed_at IS NULL
      AND NOT EXISTS (FROM ${stagedRows(kind)} AS seen WHERE ${sameRow(kind, 'seen', kind)})`);
}

/** Rows of the peers of servers whose lists were seen before: planned within a comparison, `unnest` takes a hundred times as long. */
async function unnestPeers(connection: DuckDBConnection): Promise<void> {
  await connection.run(`
    CREATE OR REPLACE TEMP TABLE staged_peer_rows AS
    SELECT source_id, unnest(targets) AS target_id FROM staged_peers
    WHERE source_id IN (SELECT host_id FROM applied_lists WHERE kind = 'peers' AND seen_before)`);
}

/** Of servers of which no list is held: every row is new, so that lists become rows in the order in which they stand. */
async function beginFirstPeers(connection: DuckDBConnection): Promise<void> {
  await connection.run(`
    INSERT INTO peers
    SELECT source_id, unnest(targets), observed_at, NULL::TIMESTAMPTZ
    FROM (
      SELECT seen.source_id, seen.targets, list.observed_at
      FROM staged_peers AS seen
      JOIN applied_lists AS list ON list.kind = 'peers' AND list.host_id = seen.source_id AND NOT list.seen_before
      ORDER BY seen.source_id
    )`);
}

/** @param again some of the lists were seen before; of peers, it is only those that are looked at */
async function beginRows(connection: DuckDBConnection, kind: ListKind, again: boolean): Promise<void> {
  const names = Object.keys(columns[kind]);
  const fields = ['source_id', ...names].map((name) => `seen.${name}`).join(', ');
  const standing = `
    ANTI JOIN (
      FROM ${kind} WHERE removed_at IS NULL
        AND source_id IN (SELECT host_id FROM applied_lists WHERE kind = '${kind}' AND seen_before)
    ) AS held ON ${sameRow(kind, 'seen', 'held')}`;
  await connection.run(`
    INSERT INTO ${kind}
    SELECT DISTINCT ${fields}, list.observed_at, NULL::TIMESTAMPTZ
    FROM ${stagedRows(kind)} AS seen
    JOIN applied_lists AS list
      ON list.kind = '${kind}' AND list.host_id = seen.source_id AND NOT list.stale ${kind === 'peers' ? 'AND list.seen_before' : ''}
    ${again ? standing : ''}
    ORDER BY ${fields}`);
}

function stagedRows(kind: ListKind): string {
  return kind === 'peers' ? 'staged_peer_rows' : `staged_${kind}`;
}

function sameRow(kind: ListKind, left: string, right: string): string {
  return ['source_id', ...Object.keys(columns[kind])]
    .map((name) => `${left}.${name} IS NOT DISTINCT FROM ${right}.${name}`)
    .join(' AND ');
}
