/** Takes one server out of every table: its rows, rows that name it, and its name in whatever text holds it. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { digestOf } from '../masks.ts';
import type { Host } from '../types.ts';
import { forgetBodies } from './forget-bodies.ts';
import { Forgotten, saltedHash } from './forgotten.ts';

export interface ForgottenHost {
  /** The file held something of it. */
  wasKnown: boolean;
  /** Other names it gave for itself: each is a server of its own to whoever names it, and stays. */
  aliases: Host[];
}

/** Within a transaction of the caller. @param salt random text, used when the file has none yet */
export async function forgetHost(connection: DuckDBConnection, host: Host, salt: string): Promise<ForgottenHost> {
  const read = async (sql: string, values: (string | number)[] = []) =>
    (await (await connection.run(sql, values)).getRowsJS()) as unknown[][];
  const [found] = await read('SELECT id FROM hosts WHERE host = $1', [host]);
  const id = found?.[0] as number | undefined;
  const aliases =
    id === undefined
      ? []
      : (await read('SELECT DISTINCT alias FROM host_aliases WHERE host_id = $1 ORDER BY 1', [id])).map(
          ([alias]) => alias as Host,
        );
  if (id !== undefined) await removeRows(connection, id);
  await forgetBodies(connection, host);
  await connection.run(`UPDATE snapshots SET withdrawn = true`);
  await connection.run(`DELETE FROM host_aliases WHERE alias = $1`, [host]);
  await connection.run(`DELETE FROM quarantined_domains WHERE domain = $1`, [host]);
  await connection.run(`DELETE FROM floods WHERE $1 IN (domain, source_domain)`, [host]);
  await connection.run(`DELETE FROM allows WHERE target IN ($1, '*.' || $1)`, [host]);
  await connection.run(`DELETE FROM blocks WHERE target IN ($1, '*.' || $1) OR lower(digest) = $2`, [
    host,
    digestOf(host),
  ]);
  const listed = await read(`DELETE FROM blocklist_entries WHERE target IN ($1, '*.' || $1) RETURNING 1`, [host]);
  await connection.run('DELETE FROM entity_tags WHERE contains(lower(path || etag), $1)', [host]);
  await connection.run('DELETE FROM robots_files WHERE contains(lower(body), $1)', [host]);
  await remember(connection, host, salt);
  await strikeFromTitles(connection, host);
  await strikeFromText(connection, host);
  return { wasKnown: id !== undefined || listed.length > 0, aliases };
}

async function removeRows(connection: DuckDBConnection, id: number): Promise<void> {
  for (const table of ['requests', 'request_parts', 'kept_answers']) {
    await connection.run(`DELETE FROM ${table} WHERE visit_id IN (SELECT id FROM visits WHERE host_id = $1)`, [id]);
  }
  for (const table of [
    'visits',
    'robots_files',
    'entity_tags',
    'host_aliases',
    'instance_facts',
    'list_observations',
    'consents',
  ]) {
    await connection.run(`DELETE FROM ${table} WHERE host_id = $1`, [id]);
  }
  for (const table of ['peers', 'counts']) {
    await connection.run(`DELETE FROM ${table} WHERE source_id = $1 OR target_id = $1`, [id]);
  }
  for (const table of ['blocks', 'allows']) await connection.run(`DELETE FROM ${table} WHERE source_id = $1`, [id]);
  await connection.run('DELETE FROM hosts WHERE id = $1', [id]);
}

async function remember(connection: DuckDBConnection, host: Host, salt: string): Promise<void> {
  const forgotten = await Forgotten.load(connection);
  if (forgotten.has(host)) return;
  const used = forgotten.saltOr(salt);
  for (const name of [host, digestOf(host)]) {
    await connection.run('INSERT INTO forgotten VALUES ($1, $2)', [used, saltedHash(used, name)]);
  }
}

/** A list is often named for the server it comes from. */
async function strikeFromTitles(connection: DuckDBConnection, host: Host): Promise<void> {
  const forgotten = await Forgotten.load(connection);
  const found = await connection.run('SELECT id, name FROM blocklists WHERE contains(lower(name), $1)', [host]);
  for (const [id, name] of (await found.getRowsJS()) as [number, string][]) {
    await connection.run('UPDATE blocklists SET name = $1 WHERE id = $2', [forgotten.strikeTitle(name), id]);
  }
}

/** Comments, notes, summaries, versions: any text may name a server. */
async function strikeFromText(connection: DuckDBConnection, host: Host): Promise<void> {
  const forgotten = await Forgotten.load(connection);
  const columns = await connection.run(`
    SELECT table_name, column_name, data_type FROM duckdb_columns()
    WHERE database_name = current_database() AND schema_name = 'main' AND data_type IN ('VARCHAR', 'JSON')
      AND table_name IN (SELECT table_name FROM duckdb_tables() WHERE database_name = current_database())
      AND table_name NOT IN ('hosts', 'forgotten')`);
  for (const [table, column, type] of (await columns.getRowsJS()) as [string, string, string][]) {
    const texts = await connection.run(
      `SELECT DISTINCT ${column}::VARCHAR FROM ${table} WHERE contains(lower(${column}::VARCHAR), $1)`,
      [host],
    );
    for (const [text] of (await texts.getRowsJS()) as [string][]) {
      const without = forgotten.strike(text);
      if (without === text || without === null) continue;
      await connection.run(`UPDATE ${table} SET ${column} = $1::${type} WHERE ${column}::VARCHAR = $2`, [
        without,
        text,
      ]);
    }
  }
}
