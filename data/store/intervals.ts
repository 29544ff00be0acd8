/**
 * Lists as intervals. A batch stages what it saw; then, in sets and never row by row:
 * a whole published list ends the rows it no longer holds, and every list begins the rows it newly holds.
 * A list that the server says did not change ends and begins nothing: what stands is confirmed.
 * A list older than one already applied for the same host and kind changes nothing (its observation is kept).
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import { type ListKind, listKinds } from '../types.ts';
import { appendRows } from './append.ts';
import { type BroughtList, compareLists, recordLists, type SeenList } from './list-states.ts';

/** What makes two rows the same row, beside the source. */
const columns: Record<ListKind, Record<string, string>> = {
  peers: { target_id: 'UINTEGER' },
  blocks: { target: 'VARCHAR', action: 'VARCHAR', digest: 'VARCHAR', comment: 'VARCHAR' },
  allows: { target: 'VARCHAR' },
  counts: { target_id: 'UINTEGER', follows_out: 'UBIGINT', follows_in: 'UBIGINT' },
};

export interface Staged {
  lists: readonly SeenList[];
  /** Kinds of which the batch has entries. */
  kinds: ReadonlySet<ListKind>;
}

/** Empty staging tables `staged_<kind>`, and one for the lists that the rows in them are from. */
export async function createStaging(connection: DuckDBConnection): Promise<void> {
  await connection.run(`
    CREATE OR REPLACE TEMP TABLE brought_lists (
      host_id UINTEGER, kind list_kind, observed_at TIMESTAMPTZ, whole BOOLEAN, seen_before BOOLEAN, stale BOOLEAN
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
 * @param staged what there is to move: kinds without a row cost nothing
 * @returns how many lists were too old to change anything */
export async function applyStaging(connection: DuckDBConnection, { lists, kinds }: Staged): Promise<number> {
  const brought = await compareLists(connection, lists);
  if (brought.length > 0) await applyLists(connection, brought, kinds);
  await recordLists(connection, lists, brought);
  return brought.filter(({ isStale }) => isStale).length;
}

async function applyLists(
  connection: DuckDBConnection,
  brought: readonly BroughtList[],
  kinds: ReadonlySet<ListKind>,
): Promise<void> {
  const rows = brought.map(({ host, kind, observedAt, isWhole, isSeenBefore, isStale }) => {
    return [host, kind, observedAt, isWhole, isSeenBefore, isStale];
  });
  await appendRows(connection, 'brought_lists', ['number', 'text', 'time', 'truth', 'truth', 'truth'], rows);
  for (const kind of listKinds) {
    const again = brought.some((list) => list.kind === kind && list.isSeenBefore && !list.isStale);
    if (again && kind === 'peers') await unnestPeers(connection);
    if (again) await endRows(connection, kind);
    if (kinds.has(kind) && kind === 'peers') await beginFirstPeers(connection);
    if (kinds.has(kind) && (kind !== 'peers' || again)) await beginRows(connection, kind, again);
    if (again && kind === 'peers') await connection.run('DROP TABLE staged_peer_rows');
    if (kinds.has(kind)) await connection.run(`TRUNCATE staged_${kind}`);
  }
  await connection.run('TRUNCATE brought_lists');
}

async function endRows(connection: DuckDBConnection, kind: ListKind): Promise<void> {
  await connection.run(`
    UPDATE ${kind} SET removed_at = list.observed_at
    FROM brought_lists AS list
    WHERE list.kind = '${kind}' AND list.whole AND list.seen_before AND NOT list.stale
      AND ${kind}.source_id = list.host_id AND ${kind}.removed_at IS NULL
      AND NOT EXISTS (FROM ${stagedRows(kind)} AS seen WHERE ${sameRow(kind, 'seen', kind)})`);
}

/** Rows of the peers of servers whose lists were seen before: planned within a comparison, `unnest` takes a hundred times as long. */
async function unnestPeers(connection: DuckDBConnection): Promise<void> {
  await connection.run(`
    CREATE OR REPLACE TEMP TABLE staged_peer_rows AS
    SELECT source_id, unnest(targets) AS target_id FROM staged_peers
    WHERE source_id IN (SELECT host_id FROM brought_lists WHERE kind = 'peers' AND seen_before)`);
}

/** Of servers of which no list is held: every row is new, so that lists become rows in the order in which they stand. */
async function beginFirstPeers(connection: DuckDBConnection): Promise<void> {
  await connection.run(`
    INSERT INTO peers
    SELECT source_id, unnest(targets), observed_at, NULL::TIMESTAMPTZ
    FROM (
      SELECT seen.source_id, seen.targets, list.observed_at
      FROM staged_peers AS seen
      JOIN brought_lists AS list ON list.kind = 'peers' AND list.host_id = seen.source_id AND NOT list.seen_before
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
        AND source_id IN (SELECT host_id FROM brought_lists WHERE kind = '${kind}' AND seen_before)
    ) AS held ON ${sameRow(kind, 'seen', 'held')}`;
  await connection.run(`
    INSERT INTO ${kind}
    SELECT DISTINCT ${fields}, list.observed_at, NULL::TIMESTAMPTZ
    FROM ${stagedRows(kind)} AS seen
    JOIN brought_lists AS list
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
