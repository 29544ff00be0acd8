/** Opening and closing one DuckDB file: every way that can fail becomes a message a person can act on. */
import { existsSync, mkdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { UserError } from '../errors.ts';
import { readSchema, schemaVersion } from '../schema.ts';

/** create: open, or make it where there is none · write: must exist · read: must exist, and nothing in it changes. */
export type OpenMode = 'create' | 'write' | 'read';

export interface Database {
  file: string;
  mode: OpenMode;
  /** The file was made by this opening. */
  created: boolean;
  connection: DuckDBConnection;
  /** Brings everything into the file and lets go of it; `discard` also deletes it. */
  close(options?: { discard?: boolean }): Promise<void>;
}

/**
 * POSIX locks do not keep a process from itself: a second opening here would silently take the lock away, so the
 * open files of this process are counted by hand. Writers are alone, readers may be many.
 */
const openFiles = new Map<string, { writers: number; readers: number }>();

/** @throws UserError when the file is missing, locked, no database, no Faultline database or of another version */
export async function openDatabase(file: string, mode: OpenMode): Promise<Database> {
  const created = !existsSync(file);
  if (created && mode !== 'create') {
    throw new UserError(`There is no database at ${file}.`, {
      hint: 'Collect something first with "faultline crawl" or "faultline import", or name another file with --db.',
    });
  }
  if (!created && statSync(file).isDirectory()) {
    throw new UserError(`Expected a database file, but ${file} is a folder.`, {
      hint: 'Name a file inside it with --db.',
    });
  }
  if (created) makeFolder(file);
  const release = claim(file, mode);
  try {
    const { instance, connection } = await connect(file, mode);
    try {
      await prepare(connection, file, created);
    } catch (error) {
      connection.closeSync();
      instance.closeSync();
      throw error;
    }
    return {
      file,
      mode,
      created,
      connection,
      async close({ discard = false } = {}) {
        if (mode !== 'read' && !discard) await connection.run('CHECKPOINT');
        connection.closeSync();
        instance.closeSync();
        release();
        if (discard) removeDatabase(file);
      },
    };
  } catch (error) {
    release();
    if (created) removeDatabase(file);
    throw error;
  }
}

async function connect(file: string, mode: OpenMode) {
  let instance: DuckDBInstance;
  try {
    instance = await DuckDBInstance.create(file, { access_mode: mode === 'read' ? 'READ_ONLY' : 'READ_WRITE' });
  } catch (error) {
    throw explain(file, error);
  }
  const connection = await instance.connect();
  await connection.run(`SET TimeZone = 'UTC'`);
  return { instance, connection };
}

async function prepare(connection: DuckDBConnection, file: string, created: boolean): Promise<void> {
  if (created) {
    await connection.run(`BEGIN; ${readSchema()}; COMMIT`);
    return;
  }
  const found = await readVersion(connection);
  if (found === schemaVersion) return;
  if (found === undefined) {
    throw new UserError(`${file} is a DuckDB database, but not one of Faultline's.`, {
      hint: 'Name another file with --db; this one was left as it is.',
    });
  }
  throw new UserError(`${file} has schema version ${found}; this program reads version ${schemaVersion}.`, {
    hint: `Use the Faultline ${found > schemaVersion ? 'version that wrote it or a newer one' : 'version that wrote it, or export from there and import here'}.`,
  });
}

async function readVersion(connection: DuckDBConnection): Promise<number | undefined> {
  const tables = await connection.run(
    `SELECT 1 FROM duckdb_tables() WHERE NOT internal AND schema_name = 'main' AND table_name = 'schema_info'`,
  );
  if ((await tables.getRowsJS()).length === 0) return undefined;
  try {
    const rows = await (await connection.run('SELECT version FROM schema_info')).getRowsJS();
    return typeof rows[0]?.[0] === 'number' ? rows[0][0] : undefined;
  } catch {
    // A stranger's table of the same name, without our column.
    return undefined;
  }
}

function explain(file: string, error: unknown): UserError {
  const text = error instanceof Error ? error.message : String(error);
  const holder = /PID (\d+)/.exec(text)?.[1];
  if (text.includes('Could not set lock')) {
    return new UserError(
      `${file} is in use: another faultline${holder === undefined ? '' : ` (process ${holder})`} is writing to it.`,
      { hint: 'Wait until it is done, or copy the file and name the copy with --db.', cause: error },
    );
  }
  if (text.includes('not a valid DuckDB database')) {
    return new UserError(`${file} is not a DuckDB database.`, { hint: 'Name another file with --db.', cause: error });
  }
  return new UserError(`${file} could not be opened: ${firstLine(text)}`, {
    hint: 'Check that the file may be read (and written, to crawl or import) and that the disk has room.',
    cause: error,
  });
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}

function makeFolder(file: string): void {
  try {
    mkdirSync(dirname(resolve(file)), { recursive: true });
  } catch (error) {
    throw new UserError(`The folder for ${file} could not be made.`, {
      hint: 'Name a file you may write with --db.',
      cause: error,
    });
  }
}

function removeDatabase(file: string): void {
  rmSync(file, { force: true });
  rmSync(`${file}.wal`, { force: true });
}

function claim(file: string, mode: OpenMode): () => void {
  const path = join(realpathSync(dirname(resolve(file))), basename(file));
  const uses = openFiles.get(path) ?? { writers: 0, readers: 0 };
  if (uses.writers > 0 || (mode !== 'read' && uses.readers > 0)) {
    throw new UserError(`${file} is already open in this program.`, {
      hint: 'Close it first, or open it once and share it.',
    });
  }
  openFiles.set(path, uses);
  const side = mode === 'read' ? 'readers' : 'writers';
  uses[side] += 1;
  return () => {
    uses[side] -= 1;
    if (uses.writers + uses.readers === 0) openFiles.delete(path);
  };
}
