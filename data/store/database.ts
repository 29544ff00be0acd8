/** Opening and closing one DuckDB file: every way that can fail becomes a message a person can act on. */
import { existsSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { UserError } from '../errors.ts';
import { schemaVersion } from '../schema.ts';
import { upgradeDatabase } from './copy-database.ts';
import { explainFileFailure, isWriteFailure } from './file-failure.ts';
import { makeDatabase, removeDatabase } from './new-file.ts';
import { stampOf } from './stamp.ts';
import { cutDamagedLog, damagedLogsOf } from './torn-log.ts';

/** create: open, or make it where there is none · write: must exist · read: must exist, and nothing in it changes. */
export type OpenMode = 'create' | 'write' | 'read';

export interface Database {
  file: string;
  mode: OpenMode;
  /** Of the file as it was opened to read; undefined when it is open to write. */
  stamp: string | undefined;
  /** The file was made by this opening. */
  created: boolean;
  /** Where the log is kept as it was, of which this opening could not take in the damaged end; null when it was whole. */
  damagedLog: string | null;
  connection: DuckDBConnection;
  /** Brings everything into the file and lets go of it; `discard` also deletes it. */
  close(options?: { discard?: boolean }): Promise<void>;
}

/** The oldest form of schema that opening a file to write turns into the present one. */
const oldestUpgradable = 1;

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
  // Before the file is read: were it written to meanwhile, the stamp would fit no state of it.
  const stamp = mode === 'read' ? stampOf(file) : undefined;
  try {
    if (created) await createFile(file);
    const { instance, connection, damagedLog } = await connectUpgraded(file, mode);
    return {
      file,
      mode,
      stamp,
      created,
      damagedLog,
      connection,
      async close({ discard = false } = {}) {
        try {
          if (mode !== 'read' && !discard) await checkpoint(connection);
        } finally {
          connection.closeSync();
          instance.closeSync();
          release();
        }
        if (discard) removeDatabase(file);
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

/** A file of an older form is brought to this one before it is written to; the old file stays beside it. */
async function connectUpgraded(file: string, mode: OpenMode) {
  const opened = await connect(file, mode);
  try {
    const found = await readVersion(opened.connection);
    if (mode !== 'read' && isUpgradable(found)) {
      closeAll(opened);
      await upgradeDatabase(file, `${file}.v${found}`);
      return { ...(await connect(file, mode)), damagedLog: opened.damagedLog };
    }
    requireVersion(found, file);
    return opened;
  } catch (error) {
    closeAll(opened);
    throw error;
  }
}

function closeAll({ connection, instance }: Omit<Awaited<ReturnType<typeof connect>>, 'damagedLog'>): void {
  connection.closeSync();
  instance.closeSync();
}

async function connect(file: string, mode: OpenMode) {
  const { instance, damagedLog } = await openInstance(file, mode);
  const connection = await instance.connect();
  await connection.run(`SET TimeZone = 'UTC'`);
  return { instance, connection, damagedLog };
}

async function openInstance(file: string, mode: OpenMode) {
  for (let isFirst = true; ; isFirst = false) {
    try {
      const access_mode = mode === 'read' ? 'READ_ONLY' : 'READ_WRITE';
      const instance = await DuckDBInstance.create(file, { access_mode });
      return { instance, damagedLog: isFirst ? null : (damagedLogsOf(file).at(-1) ?? null) };
    } catch (error) {
      if (mode === 'read' || !cutDamagedLog(file, error, { isFirst })) throw explain(file, error);
    }
  }
}

async function createFile(file: string): Promise<void> {
  try {
    await makeDatabase(file);
  } catch (error) {
    throw explain(file, error);
  }
}

/** What a full disk keeps from the file itself stays in its log, and is brought in when it is opened again. */
async function checkpoint(connection: DuckDBConnection): Promise<void> {
  try {
    await connection.run('CHECKPOINT');
  } catch (error) {
    if (!isWriteFailure(error)) throw error;
  }
}

function isUpgradable(version: number | undefined): boolean {
  return version !== undefined && version >= oldestUpgradable && version < schemaVersion;
}

/** Where upgrading kept what `file` was before, in each older form. @returns those that are there, oldest first */
export function olderFilesOf(file: string): string[] {
  const versions = Array.from({ length: schemaVersion - oldestUpgradable }, (_, at) => oldestUpgradable + at);
  return versions.map((version) => `${file}.v${version}`).filter((older) => existsSync(older));
}

function requireVersion(found: number | undefined, file: string): void {
  if (found === schemaVersion) return;
  if (found === undefined) {
    throw new UserError(`${file} is a DuckDB database, but not one of Faultline's.`, {
      hint: 'Name another file with --db; this one was left as it is.',
    });
  }
  throw new UserError(`${file} has schema version ${found}; this program reads version ${schemaVersion}.`, {
    hint: wayOut(found),
  });
}

function wayOut(found: number): string {
  if (found > schemaVersion) return 'Use the Faultline version that wrote it or a newer one.';
  return isUpgradable(found)
    ? 'Crawl or import into it, or take a "faultline snapshot" of it, once: that brings it to the new form, and keeps the old file beside it.'
    : 'Use the Faultline version that wrote it, or export from there and import here.';
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
  if (text.includes('Corrupt WAL file')) {
    return new UserError(`The end of ${file}.wal is damaged, as after a power cut.`, {
      hint: 'Crawl or import into it once: that brings in what is whole, and keeps a copy of the rest beside it.',
      cause: error,
    });
  }
  const failure = explainFileFailure(file, error);
  if (failure instanceof UserError) return failure;
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
