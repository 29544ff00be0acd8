/** Blocklists as a person gives them to a question: each a file, or the name of a list that was imported. */
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { ListEntry, NamedList } from '../../analysis/types.ts';
import { blocklistNames, findBlocklist } from '../../data/blocklists.ts';
import { UserError } from '../../data/errors.ts';
import { readBlocklist } from '../../data/import/blocklist.ts';
import type { EpochMs } from '../../data/types.ts';
import { withStore } from './database.ts';
import { describeTypos } from './import-text.ts';
import { printNote } from './output.ts';

/**
 * Each as a list under its name: of a file the last part of its path, unless two of them share it.
 * @param options.asOf of an imported list the state that held then; the newest when left out
 * @throws UserError when there is neither such a file nor such a list, or the file cannot be read
 */
export async function readBlocklistArguments(
  given: readonly string[],
  options: { db: string; asOf: EpochMs | undefined },
): Promise<NamedList[]> {
  const isShared = (name: string) => given.filter((other) => basename(other) === name).length > 1;
  const lists: NamedList[] = [];
  for (const one of given) {
    const name = isShared(basename(one)) ? one : basename(one);
    lists.push({ name, entries: await readOne(one, options) });
  }
  return lists;
}

async function readOne(given: string, { db, asOf }: { db: string; asOf: EpochMs | undefined }): Promise<ListEntry[]> {
  if (statSync(given, { throwIfNoEntry: false })?.isFile()) return readFile(given);
  return withStore(db, 'read', async (store) => {
    const list = await findBlocklist(store, given, { asOf });
    if (list !== undefined) return list.entries;
    const names = await blocklistNames(store);
    const held = names.length === 0 ? 'no list was imported' : `these lists were imported: ${names.join(', ')}`;
    throw new UserError(`There is neither a file nor an imported list ${JSON.stringify(given)}; ${held}.`, {
      hint: 'Give the path of a blocklist (a CSV export, a plain list of hosts, or JSON), or import one with "faultline import".',
    });
  });
}

function readFile(file: string): ListEntry[] {
  const { entries, rejected, typos } = readBlocklist(readText(file), file);
  if (rejected.length > 0) {
    const [first] = rejected;
    printNote(`${file}: ${rejected.length} rows name no host and are left out, the first on line ${first?.line}`);
  }
  const named = typos.map((typo) => ({ ...typo, file: basename(file) }));
  for (const line of describeTypos(named, typos.length)) printNote(line);
  return entries.map(({ target, action }) => ({ target, action }));
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UserError(`${file} cannot be read: ${(cause as Error).message}`, {
      hint: 'Give the path of a blocklist file: a CSV export, a plain list of hosts, or JSON.',
      cause,
    });
  }
}
