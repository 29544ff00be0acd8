/** One question in SQL, asked by a person: reads only, answers in plain values. */
import { type DuckDBConnection, type DuckDBPreparedStatement, StatementType } from '@duckdb/node-api';
import { UserError } from '../errors.ts';
import { type QueryValue, toPlain } from './query-value.ts';
import { findRefusedFunction } from './refused-functions.ts';

export interface QueryResult {
  columns: string[];
  rows: QueryValue[][];
}

/** @throws UserError when the text is not one statement that only reads, or DuckDB does not understand it */
export async function runQuery(connection: DuckDBConnection, sql: string): Promise<QueryResult> {
  const prepared = await prepareQuery(connection, sql);
  return explainingQuery(async () => {
    const result = await prepared.run();
    const rows = await result.getRows();
    return { columns: result.columnNames(), rows: rows.map((row) => row.map(toPlain)) };
  });
}

/**
 * Ready to be run. DESCRIBE, SHOW, SUMMARIZE and the PRAGMAs that tell of tables are SELECTs to DuckDB.
 * @throws UserError when the text is not one statement that only reads, or DuckDB does not understand it
 */
export async function prepareQuery(connection: DuckDBConnection, sql: string): Promise<DuckDBPreparedStatement> {
  if (isBlank(sql)) throw onlyReads('nothing came');
  const refused = findRefusedFunction(sql);
  if (refused !== undefined) throw onlyReads(`a call of ${refused.name} came, which ${refused.why}`);
  return explainingQuery(async () => {
    const statements = await connection.extractStatements(sql);
    if (statements.count !== 1) throw onlyReads(`${statements.count} statements came`);
    const prepared = await statements.prepare(0);
    const { statementType } = prepared;
    const explainsReading = statementType === StatementType.EXPLAIN && !explainsOther(sql);
    if (statementType !== StatementType.SELECT && !explainsReading) {
      throw onlyReads(`a statement of kind ${StatementType[statementType]} came`);
    }
    return prepared;
  });
}

/** What DuckDB cannot answer becomes a message that shows where. */
export async function explainingQuery<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UserError || !(error instanceof Error)) throw error;
    const text = error.message.replace(/^Failed to extract statements: /, '').trim();
    throw new UserError(`The query was not answered: ${text}`, { hint: hintFor(text), cause: error });
  }
}

/** Nothing but blanks, semicolons and comments. */
function isBlank(sql: string): boolean {
  return sql.replace(/--.*|\/\*[\s\S]*?\*\//g, '').replace(/[\s;]/g, '') === '';
}

/** EXPLAIN ANALYZE runs what it explains. */
function explainsOther(sql: string): boolean {
  const words = sql.replace(/--.*|\/\*[\s\S]*?\*\//g, ' ');
  return !/^\s*explain\s+(analyze\s+|\([^)]*\)\s*)*(select|from|with|values|table|describe|show|summarize|\()/i.test(
    words,
  );
}

function onlyReads(came: string): UserError {
  return new UserError(`Expected one SELECT, but ${came}.`, {
    hint: 'Ask one question that reads; nothing was changed. (PIVOT reads where its values are given: PIVOT … IN (…).)',
  });
}

function hintFor(text: string): string {
  if (text.startsWith('Permission Error')) {
    return 'A query reads this database only, no files and no network: bring data in with "faultline import".';
  }
  if (text.startsWith('IO Error')) return 'Name a file in a folder you may write to, on a disk with room.';
  if (text.startsWith('Out of Memory')) return 'Ask for fewer rows, or make room on the disk beside the database.';
  return 'Tables, columns and views are listed in data/dictionary.md; "faultline sql --views" lists the views.';
}
