/**
 * Tables as Parquet files, by way of a database that is thrown away: rows go in as whole vectors, and come out in their
 * order. One thread, so that the same rows give the same bytes.
 *
 * Peers go in as lists, one a server, and come out as rows: half the time of staging rows. They are sorted numbers: as a
 * delta-packed column (Parquet v2) an edge takes under a byte, which DuckDB only chooses where a dictionary is out of
 * question.
 */
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { CellType, Row, Table } from '../export/table.ts';
import type { Csr } from '../snapshot/types.ts';
import { appendRows, type ColumnType } from './append.ts';
import { appendLists } from './list-chunk.ts';
import { literal } from './literal.ts';

const types: Record<CellType, { sql: string; append: ColumnType }> = {
  text: { sql: 'VARCHAR', append: 'text' },
  count: { sql: 'BIGINT', append: 'number' },
  flag: { sql: 'BOOLEAN', append: 'truth' },
  time: { sql: 'TIMESTAMPTZ', append: 'time' },
  node: { sql: 'UINTEGER', append: 'number' },
};

/** Rows that are appended at a time: what memory holds of them. */
const rowsAtATime = 1 << 14;
/** Edges that are appended at a time, and one list more. */
const edgesAtATime = 1 << 20;
/** Of DuckDB; what is beyond it goes to the staging file. 150 M edges take as long as with all memory. */
const memoryLimit = '1GB';

export interface ParquetOptions {
  /** File for the database that is thrown away; its folder holds nothing else, and is the caller's to remove. */
  staging: string;
  /** Written into each file as key and value. */
  metadata: Readonly<Record<string, string>>;
  signal?: AbortSignal;
}

/**
 * @param files folders of them must be there
 * @returns the number of rows of each, in the same order
 * @throws what DuckDB throws, such as where the disk is full; and the reason of the signal
 */
export async function writeParquet(
  files: readonly { table: Table; file: string }[],
  { staging, metadata, signal }: ParquetOptions,
): Promise<number[]> {
  const instance = await DuckDBInstance.create(staging);
  const connection = await instance.connect();
  try {
    await connection.run(
      `SET threads = 1; SET preserve_insertion_order = true; SET TimeZone = 'UTC'; SET memory_limit = '${memoryLimit}'`,
    );
    const counts: number[] = [];
    for (const { table, file } of files) {
      await connection.run(`CREATE TABLE staged (${stagedColumns(table)})`);
      await connection.run('BEGIN');
      counts.push(await stage(connection, table, signal));
      await connection.run('COMMIT');
      await copyOut(connection, table, file, metadata);
      signal?.throwIfAborted();
      await connection.run('DROP TABLE staged');
    }
    return counts;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function stage(connection: DuckDBConnection, table: Table, signal?: AbortSignal): Promise<number> {
  if (table.pairs !== undefined) return stagePairs(connection, table.pairs, signal);
  const columns = table.columns.map(({ type }) => types[type].append);
  let count = 0;
  for (const rows of slices(table.rows())) {
    await appendRows(connection, 'staged', columns, rows);
    count += rows.length;
    signal?.throwIfAborted();
  }
  return count;
}

/** @returns the number of edges */
async function stagePairs(
  connection: DuckDBConnection,
  { order, offsets, targets }: Csr,
  signal?: AbortSignal,
): Promise<number> {
  const nodes = Uint32Array.from({ length: order }, (_, node) => node);
  for (let start = 0; start < order; ) {
    let end = start + 1;
    while (end < order && offsets[end]! - offsets[start]! < edgesAtATime) end++;
    await appendLists(connection, 'staged', nodes.subarray(start, end), offsets.subarray(start, end + 1), targets);
    signal?.throwIfAborted();
    start = end;
  }
  return targets.length;
}

function stagedColumns({ columns, pairs }: Table): string {
  if (pairs !== undefined) return 'source UINTEGER, targets UINTEGER[]';
  return columns.map(({ name, type }) => `"${name}" ${types[type].sql}`).join(', ');
}

async function copyOut(
  connection: DuckDBConnection,
  { name, columns, pairs }: Table,
  file: string,
  metadata: Readonly<Record<string, string>>,
): Promise<void> {
  const values = Object.entries({ ...metadata, table_name: name }).map(([key, value]) => `${key}: ${literal(value)}`);
  const isNumbered = columns.every(({ type }) => type === 'node');
  const [source, target] = columns.map((column) => `"${column.name}"`);
  const rows = pairs === undefined ? '' : `SELECT source AS ${source}, unnest(targets) AS ${target} `;
  await connection.run(
    `COPY (${rows}FROM staged) TO ${literal(file)} (FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION v2,
       ${isNumbered ? 'DICTIONARY_SIZE_LIMIT 1, ' : ''}KV_METADATA { ${values.join(', ')} })`,
  );
}

function* slices(rows: Iterable<Row>): Generator<Row[]> {
  let slice: Row[] = [];
  for (const row of rows) {
    if (slice.push(row) < rowsAtATime) continue;
    yield slice;
    slice = [];
  }
  if (slice.length > 0) yield slice;
}
