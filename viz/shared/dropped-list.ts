/** A blocklist out of the text of a file, in any dialect that an import reads. */
import type { ListEntry } from '../../analysis/types.ts';
import { readBlocklist } from '../../data/import/blocklist.ts';

export interface DroppedList {
  name: string;
  entries: ListEntry[];
  /** What was left out or taken for something else, one sentence an item. */
  notes: string[];
}

const shownTypos = 5;

/**
 * @param name the file's name
 * @throws UserError when the text is malformed, or when nothing in it names a server
 */
export function readDroppedList(name: string, text: string): DroppedList {
  const { entries, rejected, typos } = readBlocklist(text, name);
  const notes: string[] = [];
  const [first] = rejected;
  if (first !== undefined) {
    const rows =
      rejected.length === 1 ? '1 row names no server and is' : `${rejected.length} rows name no server and are`;
    notes.push(`${rows} left out, the first on line ${first.line}.`);
  }
  for (const { line, column, written, taken } of typos.slice(0, shownTypos)) {
    notes.push(`Line ${line}: ${column} ${JSON.stringify(written)} is read as ${taken}.`);
  }
  if (typos.length > shownTypos)
    notes.push(`${typos.length - shownTypos} more words are read for what they can only mean.`);
  return { name, entries: entries.map(({ target, action }) => ({ target, action })), notes };
}
