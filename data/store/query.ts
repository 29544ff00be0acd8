/** One question in SQL, asked by a person: reads only, answers in plain values. */
import { type DuckDBConnection, type JS, StatementType } from '@duckdb/node-api';
import { UserError } from '../errors.ts';

export type QueryValue = string | number | boolean | null | QueryValue[] | { [key: string]: QueryValue };

export interface QueryResult {
  columns: string[];
  rows: QueryValue[][];
}

/** @throws UserError when the text is not one statement that only reads, or DuckDB does not understand it */
export async function runQuery(connection: DuckDBConnection, sql: string): Promise<QueryResult> {
  if (sql.trim() === '') throw onlyReads('nothing came');
  try {
    const statements = await connection.extractStatements(sql);
    if (statements.count !== 1) throw onlyReads(`${statements.count} statements came`);
    const prepared = await statements.prepare(0);
    const { statementType } = prepared;
    if (statementType !== StatementType.SELECT && statementType !== StatementType.EXPLAIN) {
      throw onlyReads(`a statement of kind ${StatementType[statementType]} came`);
    }
    const result = await prepared.run();
    const rows = await result.getRowsJS();
    return { columns: result.columnNames(), rows: rows.map((row) => row.map(toPlain)) };
  } catch (error) {
    if (error instanceof UserError || !(error instanceof Error)) throw error;
    throw new UserError(`The query was not answered: ${error.message.trim()}`, {
      hint: 'Tables, columns and views are listed in data/dictionary.md; the views current_peers, current_blocks and host_overview are a good start.',
      cause: error,
    });
  }
}

function onlyReads(came: string): UserError {
  return new UserError(`Expected one SELECT, but ${came}.`, {
    hint: 'Ask one question that reads; nothing was changed.',
  });
}

/** Times become ISO 8601, whole numbers numbers where they are exact and text where they are not. */
function toPlain(value: JS): QueryValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(toPlain);
  if (typeof value === 'object') {
    if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toPlain(item as JS)]));
  }
  return value as QueryValue;
}
