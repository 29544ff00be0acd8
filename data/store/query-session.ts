/**
 * A database opened to be asked in SQL by anybody: read-only, and DuckDB reaches no other file and no network.
 *
 * DuckDB's own locks do that (`enable_external_access`, `lock_configuration`): they hold for the whole instance and
 * cannot be taken back, whatever a statement says. What does not fit in memory while sorting goes to a folder of this
 * session beside the database.
 */
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { type DuckDBConnection, DuckDBTypeId } from '@duckdb/node-api';
import { UserError } from '../errors.ts';
import { readSchema } from '../schema.ts';
import { type Database, openDatabase } from './database.ts';
import { literal } from './literal.ts';
import { explainingQuery, prepareQuery } from './query.ts';
import { type QueryValue, toPlain } from './query-value.ts';

export interface QueryColumn {
  /** Two of the same name are told apart by a number behind a colon. */
  name: string;
  isNumber: boolean;
}

export interface QueryAnswer {
  columns: QueryColumn[];
  /** In batches of at most a few thousand, each computed when it is asked for. Once only. */
  batches: AsyncIterable<QueryValue[][]>;
}

const numberTypes = new Set([
  ...[DuckDBTypeId.TINYINT, DuckDBTypeId.SMALLINT, DuckDBTypeId.INTEGER, DuckDBTypeId.BIGINT, DuckDBTypeId.HUGEINT],
  ...[DuckDBTypeId.UTINYINT, DuckDBTypeId.USMALLINT, DuckDBTypeId.UINTEGER, DuckDBTypeId.UBIGINT],
  ...[DuckDBTypeId.UHUGEINT, DuckDBTypeId.BIGNUM, DuckDBTypeId.FLOAT, DuckDBTypeId.DOUBLE, DuckDBTypeId.DECIMAL],
]);

let sessions = 0;

export class QuerySession {
  readonly #database: Database;
  readonly #spillFolder: string;

  private constructor(database: Database, spillFolder: string) {
    this.#database = database;
    this.#spillFolder = spillFolder;
  }

  /**
   * @param options.parquetFile the one file that `writeParquet` may write
   * @param options.maxMemoryMb what DuckDB may hold; most of the machine's memory when left out
   * @throws UserError when the file is missing, in use, no database, not Faultline's or of another version
   */
  static async open(file: string, options: { parquetFile?: string; maxMemoryMb?: number } = {}): Promise<QuerySession> {
    const database = await openDatabase(file, 'read');
    const spillFolder = `${resolve(file)}.${process.pid}-${++sessions}.tmp`;
    try {
      await addMissingViews(database.connection);
      await closeOff(database.connection, spillFolder, options);
    } catch (error) {
      await database.close();
      throw error;
    }
    return new QuerySession(database, spillFolder);
  }

  async close(): Promise<void> {
    await this.#database.close();
    this.removeSpill();
  }

  /** For a program that has to end in the middle of an answer. */
  removeSpill(): void {
    rmSync(this.#spillFolder, { recursive: true, force: true });
  }

  /** @throws UserError, also while the batches are read, when DuckDB cannot answer */
  async ask(sql: string): Promise<QueryAnswer> {
    const prepared = await prepareQuery(this.#database.connection, sql);
    const result = await explainingQuery(() => prepared.stream());
    const columns = result
      .deduplicatedColumnNames()
      .map((name, index) => ({ name, isNumber: numberTypes.has(result.columnTypeId(index)) }));
    async function* batches() {
      for (;;) {
        const chunk = await explainingQuery(() => result.fetchChunk());
        if (chunk === null || chunk.rowCount === 0) return;
        yield chunk.getRows().map((row) => row.map(toPlain));
      }
    }
    return { columns, batches: batches() };
  }

  /**
   * Writes the answer as Parquet with Zstandard, without a row coming through here.
   * @param file as given to `open`
   * @throws UserError when the statement is no SELECT, is not answered, or the file cannot be written
   */
  async writeParquet(sql: string, file: string): Promise<void> {
    const { connection } = this.#database;
    await prepareQuery(connection, sql);
    if (!(await isViewable(connection, sql))) {
      throw new UserError('Only the answer of a SELECT can be written as Parquet.', {
        hint: 'Choose another --format for EXPLAIN, DESCRIBE and SHOW.',
      });
    }
    await explainingQuery(async () => {
      const types = await connection.run('SELECT column_name, column_type FROM (DESCRIBE answer)');
      const exact = ((await types.getRowsJS()) as [string, string][])
        // Parquet has no integers of 128 bits; DuckDB would round them.
        .filter(([, type]) => type === 'HUGEINT' || type === 'UHUGEINT')
        .map(([name]) => `${quoted(name)}::DECIMAL(38, 0) AS ${quoted(name)}`);
      const replace = exact.length === 0 ? '' : `REPLACE (${exact.join(', ')})`;
      await connection.run(
        `COPY (SELECT * ${replace} FROM answer) TO ${literal(resolve(file))} (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)`,
      );
    });
  }
}

/** The view stands for the text: nothing in it can end the statement around it. */
async function isViewable(connection: DuckDBConnection, sql: string): Promise<boolean> {
  try {
    await connection.run(`CREATE OR REPLACE TEMP VIEW answer AS ${sql}`);
    return true;
  } catch (error) {
    if (/^(Failed to extract statements: )?Parser Error/.test((error as Error).message)) return false;
    return explainingQuery(() => Promise.reject(error));
  }
}

/** Views that an earlier program of the same form of schema did not put into the file: as of this opening. */
async function addMissingViews(connection: DuckDBConnection): Promise<void> {
  const found = await connection.run('SELECT view_name FROM duckdb_views() WHERE NOT internal');
  const held = new Set((await found.getRowsJS()).flat());
  for (const [statement, name] of readSchema().matchAll(/^CREATE VIEW (\w+) AS\n[^;]*;/gm)) {
    if (!held.has(name!)) await connection.run(statement.replace('CREATE VIEW', 'CREATE TEMP VIEW'));
  }
}

async function closeOff(
  connection: DuckDBConnection,
  spillFolder: string,
  { parquetFile, maxMemoryMb }: { parquetFile?: string; maxMemoryMb?: number },
): Promise<void> {
  const settings = [
    `temp_directory = ${literal(spillFolder)}`,
    `allowed_paths = [${parquetFile === undefined ? '' : literal(resolve(parquetFile))}]`,
    ...(maxMemoryMb === undefined ? [] : [`memory_limit = '${maxMemoryMb}MB'`]),
    'autoinstall_known_extensions = false',
    'autoload_known_extensions = false',
    'enable_external_access = false',
    'lock_configuration = true',
  ];
  for (const setting of settings) await connection.run(`SET ${setting}`);
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
