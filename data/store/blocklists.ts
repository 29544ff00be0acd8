/**
 * Lists that people pass round, as intervals like the lists of servers: each file is the whole list of its time, and one
 * older than a state that is held changes nothing, and is noted.
 *
 * No name in them is entered in hosts: nobody who was asked stated it, and a list of four hundred dead names would make
 * as many servers known, due for visits and counted in every snapshot.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { EpochMs, RuleText } from '../types.ts';
import { appendRows } from './append.ts';
import { Forgotten } from './forgotten.ts';

export interface ListEntry {
  target: RuleText;
  action: string;
  comment: string | null;
}

export interface BlocklistState {
  name: string;
  /** When the file was true. */
  observedAt: EpochMs;
  format: string;
  /** SHA-256, lower-case hex. */
  fileHash: string;
  /** The same target and action once. */
  entries: readonly ListEntry[];
  /** Of the import, noted as they are; they name no list and no file, which are named for servers. */
  settings: Record<string, unknown>;
}

export interface BlocklistChange {
  /** As it is held: without names of servers that asked to be forgotten. */
  name: string;
  entries: number;
  added: number;
  removed: number;
  /** A newer state is held: nothing changed. */
  isStale: boolean;
}

/** Within a transaction of the caller. */
export async function recordBlocklist(connection: DuckDBConnection, state: BlocklistState): Promise<BlocklistChange> {
  const read = async (sql: string, values: (string | number)[] = []) =>
    (await (await connection.run(sql, values)).getRowsJS()) as unknown[][];
  const forgotten = await Forgotten.load(connection);
  const { observedAt, format, fileHash } = state;
  const name = forgotten.strikeTitle(state.name);
  const entries = state.entries.filter(({ target }) => !forgotten.has(target.replace(/^\*\./, '')));
  const id = await numberOf(read, name);
  const [newest] = await read(
    'SELECT epoch_ms(max(observed_at))::DOUBLE FROM blocklist_observations WHERE blocklist_id = $1',
    [id],
  );
  const isStale = typeof newest?.[0] === 'number' && observedAt < newest[0];
  const change = isStale ? { added: 0, removed: 0 } : await apply(connection, { id, observedAt, entries, forgotten });
  const summary = { entries: entries.length, ...change, isStale };
  const [next] = await read('SELECT coalesce(max(id), 0)::DOUBLE + 1 FROM crawls');
  const crawlId = next![0] as number;
  const at = 'make_timestamptz($2::BIGINT * 1000)';
  await connection.run(`INSERT INTO crawls VALUES ($1, 'import', ${at}, ${at}, $3, $4)`, [
    crawlId,
    observedAt,
    JSON.stringify(state.settings),
    JSON.stringify({ ...summary, durationMs: 0 }),
  ]);
  await connection.run(
    'INSERT INTO blocklist_observations VALUES ($1, $6, make_timestamptz($2::BIGINT * 1000), $3, $4, $5, $7)',
    [id, observedAt, format, fileHash, entries.length, crawlId, !isStale],
  );
  return { name, ...summary };
}

async function numberOf(read: (sql: string, values?: string[]) => Promise<unknown[][]>, name: string): Promise<number> {
  const [held] = await read('SELECT id FROM blocklists WHERE name = $1 ORDER BY id LIMIT 1', [name]);
  if (held !== undefined) return held[0] as number;
  const [added] = await read(
    'INSERT INTO blocklists SELECT coalesce(max(id), 0) + 1, $1 FROM blocklists RETURNING id',
    [name],
  );
  return added![0] as number;
}

interface Seen {
  id: number;
  observedAt: EpochMs;
  entries: readonly ListEntry[];
  forgotten: Forgotten;
}

/** Ends the rows the list no longer holds, and begins those it newly holds. */
async function apply(connection: DuckDBConnection, { id, observedAt, entries, forgotten }: Seen) {
  await connection.run('CREATE OR REPLACE TEMP TABLE staged_entries (target VARCHAR, action VARCHAR, comment VARCHAR)');
  const rows = entries.map(({ target, action, comment }) => [target, action, forgotten.strike(comment)]);
  await appendRows(connection, 'staged_entries', ['text', 'text', 'text'], rows);
  const at = 'make_timestamptz($2::BIGINT * 1000)';
  const removed = await connection.run(
    `UPDATE blocklist_entries AS held SET removed_at = ${at}
     WHERE blocklist_id = $1 AND removed_at IS NULL
       AND NOT EXISTS (FROM staged_entries AS seen WHERE ${sameEntry})
     RETURNING 1`,
    [id, observedAt],
  );
  const added = await connection.run(
    `INSERT INTO blocklist_entries
     SELECT $1, target, action, comment, ${at}, NULL FROM staged_entries AS seen
     WHERE NOT EXISTS (FROM blocklist_entries AS held WHERE blocklist_id = $1 AND removed_at IS NULL AND ${sameEntry})
     ORDER BY target, action
     RETURNING 1`,
    [id, observedAt],
  );
  await connection.run('DROP TABLE staged_entries');
  return { added: (await added.getRowsJS()).length, removed: (await removed.getRowsJS()).length };
}

const sameEntry = ['target', 'action', 'comment']
  .map((column) => `seen.${column} IS NOT DISTINCT FROM held.${column}`)
  .join(' AND ');
