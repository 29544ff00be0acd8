/**
 * Whatever can be imported, from a path into the store. All of it is read before the store is asked for: what cannot be
 * read leaves a database as it was, or unmade.
 */
import { createHash } from 'node:crypto';
import { basename, extname, resolve } from 'node:path';
import { UserError } from '../errors.ts';
import type { BlocklistChange } from '../store/blocklists.ts';
import type { Store } from '../store.ts';
import type { EpochMs } from '../types.ts';
import { version } from '../version.ts';
import { type Blocklist, readWholeBlocklist } from './blocklist.ts';
import { type ImportSummary, recordExchange } from './exchange.ts';
import type { Fault } from './fault.ts';
import { type FedivertexSummary, readFedivertex, recordFedivertex } from './fedivertex.ts';
import { readFolder } from './folder.ts';
import { recognise } from './recognise.ts';
import { readTextFile } from './text-file.ts';
import type { Typo } from './typo.ts';

export interface ImportOptions {
  /** When the files were true; what a folder dates itself keeps its date. */
  observedAt?: EpochMs | undefined;
  /** The time where nothing says another. */
  now: EpochMs;
  /** Of the list; the file's name without its extension when left out. */
  name?: string | undefined;
  /** Rows of a list that cannot be read are left out, instead of refusing the file. */
  leaveOut?: boolean | undefined;
}

export type Imported = ImportedFolder | ImportedBlocklist;

export type ImportedFolder =
  | ({ kind: 'exchange' } & ImportSummary)
  | ({ kind: 'fedivertex'; observedAt: EpochMs; dated: Dated } & FedivertexSummary);

export interface ImportedBlocklist extends BlocklistChange {
  kind: 'blocklist';
  /** Base name. */
  file: string;
  format: string;
  observedAt: EpochMs;
  typos: Typo[];
  rejected: Fault[];
}

/** Where the time comes from: a person, the folder's name, or the clock. */
type Dated = 'given' | 'folder' | 'now';

/** Writes what was read. */
export type RecordImport = (store: Store) => Promise<Imported>;

/** @throws UserError when there is nothing to import, it cannot be read, or an option does not fit it */
export async function readImport(path: string, options: ImportOptions): Promise<RecordImport> {
  const { kind, edges } = recognise(path);
  const { observedAt, now, name, leaveOut = false } = options;
  if (kind === 'blocklist') return readBlocklistFile(path, { ...options, leaveOut });
  if (name !== undefined) {
    throw new UserError(`--name names a list of blocks, but ${path} is a folder of servers.`, {
      hint: 'Leave --name out. Nothing was imported.',
    });
  }
  if (kind === 'exchange') {
    const content = await readFolder(path);
    const at = observedAt ?? now;
    return async (store) => ({ kind, ...(await recordExchange(store, path, { content, now: at })) });
  }
  const folder = await readFedivertex(path, edges);
  const dated = observedAt !== undefined ? 'given' : folder.observedAt !== null ? 'folder' : 'now';
  const at = observedAt ?? folder.observedAt ?? now;
  return async (store) => ({ kind, observedAt: at, dated, ...(await recordFedivertex(store, folder, at)) });
}

function readBlocklistFile(path: string, { observedAt, now, name, leaveOut }: ImportOptions & { leaveOut: boolean }) {
  const text = readTextFile(path);
  const file = basename(resolve(path));
  const list = readWholeBlocklist(text, file, { leaveOut });
  const at = observedAt ?? now;
  const state = {
    name: readName(name ?? basename(file, extname(file))),
    observedAt: at,
    format: list.format,
    fileHash: createHash('sha256').update(text).digest('hex'),
    entries: list.entries,
    settings: { format: list.format, version },
  };
  return async (store: Store): Promise<ImportedBlocklist> => {
    const change = await store.recordBlocklist(state);
    return { kind: 'blocklist', file, observedAt: at, ...toldOf(list), ...change };
  };
}

function toldOf({ format, typos, rejected }: Blocklist): Pick<ImportedBlocklist, 'format' | 'typos' | 'rejected'> {
  return { format, typos, rejected };
}

const longestName = 200;

function readName(name: string): string {
  if (name.trim() !== '' && name.length <= longestName && !/\p{Cc}/u.test(name)) return name.trim();
  throw new UserError(`A list cannot be named ${JSON.stringify(name.slice(0, 60))}.`, {
    hint: `Give it a name of at most ${longestName} printable characters with --name. Nothing was imported.`,
  });
}
