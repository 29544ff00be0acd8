/**
 * Bulk writing. Columns go in as whole vectors of up to 2048 rows (DuckDB's vector size): about fifteen times the
 * rate of appending value by value, which is what makes tens of millions of edges feasible.
 */
import {
  BLOB,
  BOOLEAN,
  DOUBLE,
  DuckDBBlobValue,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBTimestampTZValue,
  type DuckDBType,
  type DuckDBValue,
  TIMESTAMPTZ,
  UINTEGER,
  VARCHAR,
} from '@duckdb/node-api';
import { Pause } from './pause.ts';
import { numbersOf } from './vector.ts';

const vectorSize = 2048;

const types = { number: DOUBLE, text: VARCHAR, truth: BOOLEAN, time: TIMESTAMPTZ, bytes: BLOB } satisfies Record<
  string,
  DuckDBType
>;
/** `time` takes milliseconds since 1970-01-01 UTC. */
export type ColumnType = keyof typeof types;
export type Cell = number | string | boolean | Uint8Array | null;

/** Appends rows; DuckDB casts each column to the table's own type, and refuses what does not fit. */
export async function appendRows(
  connection: DuckDBConnection,
  table: string,
  columns: readonly ColumnType[],
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  if (rows.length === 0) return;
  const appender = await connection.createAppender(table);
  const columnTypes = columns.map((column) => types[column]);
  const pause = new Pause();
  for (let start = 0; start < rows.length; start += vectorSize) {
    const slice = rows.slice(start, start + vectorSize);
    const chunk = DuckDBDataChunk.create(columnTypes, slice.length);
    chunk.setColumns(columns.map((type, column) => slice.map((row) => toValue(type, row[column] ?? null))));
    appender.appendDataChunk(chunk);
    await pause.after(slice.length);
  }
  appender.closeSync();
}

/** Appends `length` rows of two unsigned columns, straight from the arrays. */
export async function appendPairs(
  connection: DuckDBConnection,
  table: string,
  sources: Uint32Array,
  targets: Uint32Array,
  length: number,
): Promise<void> {
  await appendNumbers(connection, table, [sources, targets], length);
}

/** Appends `length` rows of unsigned columns, straight from the arrays. */
export async function appendNumbers(
  connection: DuckDBConnection,
  table: string,
  columns: readonly Uint32Array[],
  length: number,
): Promise<void> {
  if (length === 0) return;
  const appender = await connection.createAppender(table);
  // One for all: a chunk holds memory that only the garbage collector gives back.
  const chunk = DuckDBDataChunk.create(
    columns.map(() => UINTEGER),
    Math.min(vectorSize, length),
  );
  for (let start = 0; start < length; start += vectorSize) {
    const end = Math.min(start + vectorSize, length);
    if (chunk.rowCount !== end - start) chunk.rowCount = end - start;
    for (const [column, numbers] of columns.entries()) {
      const vector = chunk.getColumnVector(column);
      numbersOf(vector).set(numbers.subarray(start, end));
      vector.flush();
    }
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

function toValue(type: ColumnType, cell: Cell): DuckDBValue {
  if (cell instanceof Uint8Array) return new DuckDBBlobValue(cell);
  return type === 'time' && typeof cell === 'number' ? new DuckDBTimestampTZValue(BigInt(cell) * 1000n) : cell;
}
