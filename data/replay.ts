/** A database read again into a new one, which appears whole or not at all. */
import { existsSync, linkSync } from 'node:fs';
import { UserError } from './errors.ts';
import { NewDatabase } from './replay/new-database.ts';
import { Recorded } from './replay/recorded.ts';
import { copyTables } from './store/copy-tables.ts';
import { removeDatabase } from './store/new-file.ts';
import { Store } from './store.ts';

/** What is no reading of an answer comes along as it is. */
const keptTables = [
  'kept_answers',
  'bodies',
  'snapshots',
  'blocklists',
  'blocklist_observations',
  'blocklist_entries',
] as const;

/**
 * Opens what is on record at `from`, hands it over with the new database, and puts that at `to` once `use` is done.
 * @throws UserError when `from` cannot be read, or `to` is there or cannot be written; and what `use` throws: then
 * nothing is left at `to`
 */
export async function withReplay<Answer>(
  from: string,
  to: string,
  use: (files: { source: Recorded; target: NewDatabase }) => Promise<Answer>,
): Promise<Answer> {
  requireNew(to);
  const draft = `${to}.${process.pid}.new`;
  const old = await Store.open(from, 'read');
  let target: NewDatabase | undefined;
  try {
    target = await NewDatabase.make(draft, old);
    const answer = await use({ source: new Recorded(old), target });
    await target.complete();
    await old.close();
    await copyTables(from, draft, keptTables);
    publish(draft, to);
    return answer;
  } finally {
    await target?.close();
    await old.close();
    removeDatabase(draft);
  }
}

function requireNew(file: string): void {
  if (!existsSync(file)) return;
  throw new UserError(`${file} is there already, and a replay makes a new database.`, {
    hint: 'Name a file that is not there yet with --db; the database that is read stays as it is.',
  });
}

/** Unlike a rename, a link never takes the place of a file that is there. */
function publish(draft: string, file: string): void {
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') requireNew(file);
    throw error;
  }
}
