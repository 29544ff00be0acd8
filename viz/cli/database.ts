/** Opening a database file, and naming a snapshot in it: the same for every command. */
import { createOption, type Option } from 'commander';
import { turnRound } from '../../analysis/parallel/turn-round.ts';
import { UserError } from '../../data/errors.ts';
import { type Referred, refer } from '../../data/snapshot/reference.ts';
import type { Snapshot, SnapshotFacts } from '../../data/snapshot/types.ts';
import { Store } from '../../data/store.ts';
import { printNote } from './output.ts';

export const defaultDatabase = 'faultline.duckdb';

export function databaseOption(): Option {
  return createOption('--db <file>', 'the DuckDB file to use').default(defaultDatabase);
}

export function jsonOption(): Option {
  return createOption('--json', 'print the answer as JSON');
}

/** DuckDB gives some names a meaning of its own, such as `:memory:`; a person who types one expects a file. */
export function checkFileName(file: string): void {
  if (!/^(:|md:|[a-z][a-z0-9+.-]*:\/\/)/i.test(file)) return;
  throw new UserError(`${JSON.stringify(file)} is no file name: expected the path of a DuckDB file.`, {
    hint: `Leave --db out to use ${defaultDatabase} in this folder.`,
  });
}

/** Opens, hands over, closes, whatever happens between. */
export async function withStore<Answer>(
  file: string,
  mode: 'create' | 'write' | 'read',
  use: (store: Store) => Promise<Answer>,
): Promise<Answer> {
  checkFileName(file);
  const store = await Store.open(file, mode);
  noteDamagedLog(store.damagedLog);
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

/** @param keptAt null when it was whole */
export function noteDamagedLog(keptAt: string | null): void {
  if (keptAt === null) return;
  printNote(
    `The last records were damaged, as after a power cut: what was whole is in the database, the rest will be collected again. The damaged log is kept at ${keptAt}.`,
  );
}

/** Which snapshot a question is about. */
export function snapshotOption(): Option {
  return createOption('--snapshot <which>', 'id of a snapshot, or a date or time such as 2026-11-20 (UTC)').default(
    undefined,
    'what is known now',
  );
}

export async function loadSnapshot(file: string, which: string | undefined): Promise<Snapshot> {
  const referred = await withStore(file, 'read', (store) => refer(store, which, turnRound));
  noteReissue(referred);
  return referred.snapshot;
}

export function noteReissue({ snapshot, reissueOf }: Pick<Referred, 'reissueOf'> & { snapshot: SnapshotFacts }): void {
  if (reissueOf === null) return;
  printNote(
    `Snapshot ${reissueOf} was withdrawn, since a server asked to be forgotten; in its place comes ${snapshot.id}.`,
  );
}
