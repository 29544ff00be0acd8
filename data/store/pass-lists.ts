/**
 * Whole lists of peers of one or two passes into the intervals of a new file: staged one row a list, then taken apart
 * into rows by the database. Rows stand in the order in which lists and entries come.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { EpochMs } from '../types.ts';
import { appendLists } from './list-chunk.ts';

/** Bits of an entry above the number of the host. Neither: every pass holds it. */
export const beginsLater = 1 << 30;
export const endsLater = 1 << 31;
export const numberMask = beginsLater - 1;

/** When each list was read: host `n` was asked `n` steps after the beginning of a pass. */
export interface PassTimes {
  /** Beginning of each pass. */
  begins: readonly EpochMs[];
  stepMs: number;
}

export interface ListBatch {
  sources: Uint32Array;
  /** One more than sources. */
  offsets: Uint32Array;
  targets: Uint32Array;
}

/** Of DuckDB: what it may hold of rows that are not in the file yet. */
const memoryLimit = '1GB';

export async function createPassLists(connection: DuckDBConnection): Promise<void> {
  await connection.run(`SET memory_limit = '${memoryLimit}'`);
  await connection.run('CREATE OR REPLACE TEMP TABLE pass_lists (source_id UINTEGER, targets UINTEGER[])');
}

/** One transaction. */
export async function writePassLists(
  connection: DuckDBConnection,
  { sources, offsets, targets }: ListBatch,
  times: PassTimes,
): Promise<void> {
  await appendLists(connection, 'pass_lists', sources, offsets, targets);
  await connection.run(`INSERT INTO peers ${times.begins.length === 1 ? onePass(times) : twoPasses(times)}`);
  await connection.run('TRUNCATE pass_lists');
}

function onePass(times: PassTimes): string {
  return `SELECT source_id, unnest(targets), ${timeSql(times, 0)}, NULL FROM pass_lists`;
}

function twoPasses(times: PassTimes): string {
  return `
    SELECT source_id, entry & ${numberMask}, if(entry & ${beginsLater} <> 0, second, first),
      if(entry >> 31 <> 0, second, NULL)
    FROM (
      SELECT source_id, ${timeSql(times, 0)} AS first, ${timeSql(times, 1)} AS second, unnest(targets) AS entry
      FROM pass_lists
    )`;
}

function timeSql({ begins, stepMs }: PassTimes, pass: number): string {
  return `make_timestamptz((${begins[pass]} + source_id::BIGINT * ${stepMs}) * 1000)`;
}
