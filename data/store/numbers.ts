/**
 * Many numbers out of the database. Handing a vector of 2048 rows over costs more than reading it: of millions of rows
 * whole lists are quicker, which the database gathers on threads of its own.
 */
import { type DuckDBConnection, DuckDBListVector, type DuckDBResult, type DuckDBValue } from '@duckdb/node-api';
import { numbersOf } from './vector.ts';

export interface NumberQuery {
  sql: string;
  values: number[];
}

/** @param columns only valid during the call */
export type TakeChunk = (columns: Uint32Array[]) => void;

/** @param list only valid during the call */
export type TakeList<Key> = (key: Key, list: Uint32Array) => void;

/** @param query a SELECT of UINTEGER columns without NULL */
export async function eachChunk(
  connection: DuckDBConnection,
  { sql, values }: NumberQuery,
  take: TakeChunk,
): Promise<void> {
  const result = await connection.stream(sql, values);
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    const { columnCount } = chunk;
    const columns = Array.from({ length: columnCount }, (_, column) => chunk!.getColumnVector(column));
    take(columns.map(numbersOf));
  }
}

/**
 * The database works at the next query while the lists of one are taken.
 * @param queries each a SELECT of a key and of a UINTEGER[] without NULL
 */
export async function eachList<Key extends DuckDBValue>(
  connection: DuckDBConnection,
  queries: readonly NumberQuery[],
  take: TakeList<Key>,
): Promise<void> {
  const run = (at: number) => {
    const query = queries[at];
    return query && connection.run(query.sql, query.values);
  };
  let running = run(0);
  try {
    for (let at = 1; running !== undefined; at++) {
      const result: DuckDBResult = await running;
      running = run(at);
      await takeLists(result, take);
    }
  } finally {
    // Nobody may close the connection under a query, and a failure here is told for all.
    await running?.catch(() => {});
  }
}

async function takeLists<Key extends DuckDBValue>(result: DuckDBResult, take: TakeList<Key>): Promise<void> {
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    const keys = chunk.getColumnVector(0);
    const lists = chunk.getColumnVector(1);
    if (!(lists instanceof DuckDBListVector)) throw new Error(`Expected lists, got ${lists.type.toString()}`);
    const entries = numbersOf(lists.childVector);
    for (let row = 0; row < chunk.rowCount; row++) {
      const start = lists.getEntryOffset(row);
      take(keys.getItem(row) as Key, entries.subarray(start, start + lists.getEntryLength(row)));
    }
  }
}
