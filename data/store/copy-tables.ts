/** Whole tables from one database of this form into another, which nobody may have open. */
import { DuckDBInstance } from '@duckdb/node-api';
import { explainFileFailure } from './file-failure.ts';
import { literal } from './literal.ts';

/** @throws UserError when the disk has no room */
export async function copyTables(from: string, to: string, tables: readonly string[]): Promise<void> {
  const instance = await DuckDBInstance.create(to);
  const connection = await instance.connect();
  try {
    await connection.run(`ATTACH ${literal(from)} AS old (READ_ONLY)`);
    await connection.run('BEGIN');
    for (const table of tables) await connection.run(`INSERT INTO main.${table} FROM old.main.${table}`);
    await connection.run('COMMIT');
    await connection.run('DETACH old');
    await connection.run('CHECKPOINT');
  } catch (error) {
    throw explainFileFailure(to, error);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
