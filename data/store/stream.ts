/**
 * Streaming numbers out of the database. A stream by itself decodes on one core, most of it a fixed cost a vector: two at
 * once keep two cores busy, without threads of ours.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Database } from './database.ts';
import { numbersOf } from './vector.ts';

/** Columns of one vector of at most 2048 rows; the arrays are only valid during the call. */
export type TakeChunk = (columns: Uint32Array[]) => void;

export interface NumberStream {
  /** A SELECT of UINTEGER columns that are never NULL. */
  sql: string;
  values: number[];
  take: TakeChunk;
}

/** When one fails, the others are at their end before it is told. */
export async function streamAtOnce(
  { connection, connect }: Pick<Database, 'connection' | 'connect'>,
  streams: readonly NumberStream[],
): Promise<void> {
  const ended = await Promise.allSettled(
    streams.map(async (stream, at) => {
      if (at === 0) return streamNumbers(connection, stream);
      const beside = await connect();
      try {
        await streamNumbers(beside, stream);
      } finally {
        beside.closeSync();
      }
    }),
  );
  const failed = ended.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

async function streamNumbers(connection: DuckDBConnection, { sql, values, take }: NumberStream): Promise<void> {
  const result = await connection.stream(sql, values);
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    const { columnCount } = chunk;
    const columns = Array.from({ length: columnCount }, (_, column) => chunk!.getColumnVector(column));
    take(columns.map(numbersOf));
  }
}
