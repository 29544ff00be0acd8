/** Streaming lists of numbers out of the database: whole lists at once, where row by row most time goes into handing over. */
import { type DuckDBConnection, DuckDBListVector, type DuckDBValue } from '@duckdb/node-api';
import { numbersOf } from './vector.ts';

/** A SELECT of anything small and of a UINTEGER[] without NULL. */
export interface ListQuery {
  sql: string;
  values: number[];
}

/** @param list only valid during the call */
export type TakeList<Key> = (key: Key, list: Uint32Array) => void;

/** The database works at the next query, on threads of its own, while the lists of one are taken. */
export async function eachList<Key extends DuckDBValue>(
  connection: DuckDBConnection,
  queries: readonly ListQuery[],
  take: TakeList<Key>,
): Promise<void> {
  const run = (at: number) => {
    const query = queries[at];
    const running = query && connection.run(query.sql, query.values);
    // Told when it is waited for, also where that comes to nothing.
    running?.catch(() => {});
    return running;
  };
  let running = run(0);
  for (let at = 0; running !== undefined; at++) {
    const result = await running;
    running = run(at + 1);
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
}
