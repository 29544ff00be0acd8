/** The same graph as tables, for the queries that the kernels are set beside; node numbers are those of the arrays. */
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { Csr } from '../../../data/snapshot/types.ts';
import { appendLists } from '../../../data/store/list-chunk.ts';

export interface SqlGraph {
  /** Pairs (source, target), in the order of the rows. */
  addPairs(table: string, graph: Csr): Promise<void>;
  /** Rows (host, value). */
  addValues(table: string, values: ArrayLike<number>): Promise<void>;
  /** Runs it and reads every value of the answer, as columns. @returns the number of rows */
  read(sql: string): Promise<number>;
  close(): void;
}

/** What a query may hold in memory; beyond it DuckDB uses the disk. */
const memoryLimit = '6GB';

export async function openSqlGraph(file: string): Promise<SqlGraph> {
  const instance = await DuckDBInstance.create(file, { threads: '2', memory_limit: memoryLimit });
  const connection = await instance.connect();
  return {
    addPairs: (table, graph) => addPairs(connection, table, graph),
    async addValues(table, values) {
      await connection.run(`CREATE TABLE ${table} (host UINTEGER, value DOUBLE)`);
      const appender = await connection.createAppender(table);
      for (let host = 0; host < values.length; host++) {
        appender.appendUInteger(host);
        appender.appendDouble(values[host]!);
        appender.endRow();
      }
      appender.closeSync();
    },
    async read(sql) {
      let rows = 0;
      const result = await connection.stream(sql);
      for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
        for (let column = 0; column < chunk.columnCount; column++) chunk.getColumnVector(column);
        rows += chunk.rowCount;
      }
      return rows;
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function addPairs(connection: DuckDBConnection, table: string, { order, offsets, targets }: Csr): Promise<void> {
  await connection.run('CREATE TABLE listed (source UINTEGER, targets UINTEGER[])');
  await appendLists(
    connection,
    'listed',
    Uint32Array.from({ length: order }, (_, node) => node),
    offsets,
    targets,
  );
  await connection.run(`CREATE TABLE ${table} AS SELECT source, unnest(targets) AS target FROM listed`);
  await connection.run('DROP TABLE listed');
}
