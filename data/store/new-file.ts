/** Making a database file: it appears whole, with its tables, or not at all. */
import { linkSync, rmSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { readSchema } from '../schema.ts';

/** An empty database at `file`, unless somebody else makes one there at the same time. */
export async function makeDatabase(file: string): Promise<void> {
  const draft = `${file}.${process.pid}.new`;
  removeDatabase(draft);
  try {
    await writeEmpty(draft);
    // Unlike a rename, a link never takes the place of a file that is there.
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    removeDatabase(draft);
  }
}

/** The file with its write-ahead log. */
export function removeDatabase(file: string): void {
  rmSync(file, { force: true });
  rmSync(`${file}.wal`, { force: true });
}

async function writeEmpty(file: string): Promise<void> {
  const instance = await DuckDBInstance.create(file);
  try {
    const connection = await instance.connect();
    await connection.run(`BEGIN; ${readSchema()}; COMMIT; CHECKPOINT`);
    connection.closeSync();
  } finally {
    instance.closeSync();
  }
}
