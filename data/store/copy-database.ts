/**
 * A database, written anew: what was deleted is gone from the bytes, and what an older program wrote gets the form that
 * this one reads.
 */
import { closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { UserError } from '../errors.ts';
import { registrableDomain } from '../host.ts';
import { readSchema } from '../schema.ts';
import type { Host } from '../types.ts';
import { answeredSql } from './answered.ts';
import { appendRows } from './append.ts';
import { appliedSql } from './applied.ts';
import { fillParts } from './fill-parts.ts';
import { literal } from './literal.ts';

/** What columns hold that files of older versions do not have; the others are NULL. */
const newColumns: Readonly<Record<string, string>> = {
  'hosts.domain': `''`,
  'visits.consent': 'false',
  'visits.answered': answeredSql('old.main'),
  'list_observations.quarantined_count': '0',
  'list_observations.duplicate_count': '0',
  'list_observations.self_count': '0',
  'list_observations.applied': appliedSql,
  'snapshots.withdrawn': 'false',
};

/** Puts a fresh copy in the place of `file`, which nobody may have open. The name never stands for half a file. */
export async function rewriteDatabase(file: string): Promise<void> {
  const fresh = `${file}.new`;
  await copyDatabase(file, fresh);
  renameSync(fresh, file);
  flush(dirname(file));
}

/** Likewise, and keeps the old one under `aside` too, in the place of what an earlier try left there. */
export async function upgradeDatabase(file: string, aside: string): Promise<void> {
  const fresh = `${file}.new`;
  await copyDatabase(file, fresh);
  rmSync(aside, { force: true });
  // Unlike a rename, a link leaves the name where it is: at every moment it leads to one of the two.
  linkSync(file, aside);
  renameSync(fresh, file);
  flush(dirname(file));
}

/** @throws UserError when the copy cannot be written; then nothing of it is left, and `from` is as it was */
async function copyDatabase(from: string, to: string): Promise<void> {
  try {
    remove(to);
    await writeCopy(from, to);
    flush(to);
  } catch (cause) {
    remove(to);
    throw new UserError(`${from} could not be written anew: ${(cause as Error).message.split('\n', 1)[0]}`, {
      hint: 'The file is as it was. Make room on the disk for a second copy of it, and run the same again.',
      cause,
    });
  }
}

function remove(file: string): void {
  for (const left of [file, `${file}.wal`]) {
    if (statSync(left, { throwIfNoEntry: false })?.isFile()) rmSync(left);
  }
}

async function writeCopy(from: string, to: string): Promise<void> {
  const instance = await DuckDBInstance.create(to);
  const connection = await instance.connect();
  try {
    await connection.run(`SET TimeZone = 'UTC'`);
    await connection.run(`BEGIN; ${readSchema()}; COMMIT`);
    await connection.run(`ATTACH ${literal(from)} AS old (READ_ONLY)`);
    await connection.run('BEGIN');
    const tables = await readTables(connection);
    for (const [table, columns] of tables) await copyTable(connection, table, columns);
    if (!tables.has('request_parts')) await fillParts(connection);
    await fillDomains(connection);
    await connection.run('COMMIT');
    await connection.run('DETACH old');
    await connection.run('CHECKPOINT');
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function copyTable(connection: DuckDBConnection, table: string, columns: Column[]): Promise<void> {
  // Two catalogs have two types of the same words: through text from one to the other.
  const values = columns.map(({ name, isHeld, isWord }) =>
    isHeld ? `${name}${isWord ? '::VARCHAR' : ''}` : (newColumns[`${table}.${name}`] ?? 'NULL'),
  );
  const names = columns.map(({ name }) => name);
  await connection.run(`INSERT INTO ${table} (${names.join(', ')}) SELECT ${values.join(', ')} FROM old.main.${table}`);
}

/** Files of version 1 do not hold the registrable domains. */
async function fillDomains(connection: DuckDBConnection): Promise<void> {
  const result = await connection.run(`SELECT id, host FROM hosts WHERE domain = ''`);
  const domains = ((await result.getRowsJS()) as [number, Host][]).map(([id, host]) => [id, registrableDomain(host)]);
  if (domains.length === 0) return;
  await connection.run('CREATE TEMP TABLE staged_domains (id UINTEGER, domain VARCHAR)');
  await appendRows(connection, 'staged_domains', ['number', 'text'], domains);
  await connection.run('UPDATE hosts SET domain = seen.domain FROM staged_domains AS seen WHERE hosts.id = seen.id');
}

interface Column {
  name: string;
  /** The old file has it. */
  isHeld: boolean;
  isWord: boolean;
}

/** The tables both files have, with the columns of the new one. */
async function readTables(connection: DuckDBConnection): Promise<Map<string, Column[]>> {
  const result = await connection.run(`
    SELECT fresh.table_name, fresh.column_name, held.column_name IS NOT NULL, starts_with(fresh.data_type, 'ENUM')
    FROM duckdb_columns() AS fresh
    LEFT JOIN duckdb_columns() AS held
      ON held.database_name = 'old' AND held.table_name = fresh.table_name AND held.column_name = fresh.column_name
    WHERE fresh.database_name = current_database() AND fresh.schema_name = 'main' AND NOT fresh.internal
      AND fresh.table_name <> 'schema_info'
      AND fresh.table_name IN (SELECT table_name FROM duckdb_tables() WHERE database_name = 'old')
      AND fresh.table_name IN (SELECT table_name FROM duckdb_tables() WHERE database_name = current_database())
    ORDER BY fresh.table_name, fresh.column_index`);
  const tables = new Map<string, Column[]>();
  for (const [table, name, isHeld, isWord] of (await result.getRowsJS()) as [string, string, boolean, boolean][]) {
    const columns = tables.get(table) ?? [];
    columns.push({ name, isHeld, isWord });
    tables.set(table, columns);
  }
  return tables;
}

/** To the disk, so that a power cut finds either file whole. */
function flush(path: string): void {
  const descriptor = openSync(path, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
