/**
 * Follows by server as the admin of one server counts them: a table with a name and two counts in each row, or the
 * counts.csv of an exchange folder. All of it is read or nothing: a row that is lost would say "no follows".
 */
import { UserError } from '../errors.ts';
import { readHost } from '../host.ts';
import { readCount, readText } from './cell.ts';
import { describeFaults, type Fault } from './fault.ts';
import { readSheet, type SheetRow, targetColumns } from './sheet.ts';

export interface OwnCountRow {
  /** A name as it stands in the table; it may be none that a server on the public network can have. */
  host: string;
  /** Follows from people on the own server to accounts there. */
  followsOut: number;
  /** Follows from people there to accounts on the own server. */
  followsIn: number;
}

/** Names of columns in use; `followers` are those who follow. */
const columns = {
  host: targetColumns,
  followsOut: ['follows_out', 'following', 'follows'],
  followsIn: ['followers_in', 'followers', 'follows_in'],
  source: ['source'],
} as const;
type Column = keyof typeof columns;

const hint =
  'Give a table with the columns domain, follows_out and followers_in; "faultline impact --help" tells how to make it.';

/**
 * The rows in the order of the table; several on one server are left as they are. A row without a name is about the own
 * server (accounts of its own have no domain in Mastodon) and left out, and an empty count is none.
 * @param name the file's name, for messages
 * @param isOwn whether a name in the column source, where there is one, is that of the server whose counts are wanted
 * @throws UserError with file and line for a table without these columns, a row that cannot be read, or no name at all
 */
export function readOwnCounts(text: string, name: string, isOwn: (source: string) => boolean): OwnCountRow[] {
  const plain = text.replace(/^\uFEFF/, '');
  const { header, rows } = readSheet(plain, name, { leaveOut: false, delimiter: findDelimiter(plain) });
  const places = placeColumns(header, rows[0]?.cells ?? [], name);
  const faults: Fault[] = [];
  const counts: OwnCountRow[] = [];
  for (const row of rows) {
    const read = readRow(row, places, isOwn);
    if ('reason' in read) faults.push(read);
    else if (read.host !== '') counts.push(read);
  }
  if (faults.length > 0) throw refuse(name, faults);
  if (counts.some(({ host }) => readHost(host) !== undefined)) return counts;
  throw new UserError(`${name} names no server.`, { hint });
}

/** The first of them in the header, where no name holds one. */
function findDelimiter(text: string): string {
  const header = text.split(/\r\n|\n|\r/).find((line) => !/^\s*(#(?!domain)|$)/i.test(line)) ?? '';
  return /[,;\t|]/.exec(header)?.[0] ?? ',';
}

interface Places extends Record<Column, number> {
  width: number;
}

/** @returns where each column stands; -1 for a source that is not there */
function placeColumns(header: readonly string[] | null, first: readonly string[], name: string): Places {
  const words = (header ?? []).map((cell) => cell.replace(/[\s-]+/g, '_'));
  const find = (column: Column) => {
    const known = columns[column].map((word) => word.replace(' ', '_'));
    const found = words.flatMap((word, at) => (known.includes(word) ? [at] : []));
    if (found.length === 1) return found[0]!;
    if (found.length === 0 && column === 'source') return -1;
    const came = (header ?? first).slice(0, 8).map((cell) => JSON.stringify(readText(cell, 20) ?? ''));
    const expected = `expected one column named ${[...new Set(known)].join(' or ')}`;
    throw new UserError(`${name}, line 1: ${expected}; found ${came.join(', ') || 'nothing'}.`, { hint });
  };
  return {
    host: find('host'),
    followsOut: find('followsOut'),
    followsIn: find('followsIn'),
    source: find('source'),
    width: words.length,
  };
}

function readRow({ cells, line }: SheetRow, places: Places, isOwn: (source: string) => boolean): OwnCountRow | Fault {
  const fault = (cell: string | undefined, reason: string): Fault => ({ line, text: readText(cell, 80) ?? '', reason });
  const host = cells[places.host] ?? '';
  if (cells.length < places.width || cells.slice(places.width).some((cell) => cell !== '')) {
    return fault(host, `${cells.length} fields, expected ${places.width}`);
  }
  const source = cells[places.source];
  if (source !== undefined && !isOwn(source)) return fault(source, 'source: not the server that is asked about');
  const followsOut = readCount(cells[places.followsOut]);
  if (followsOut === undefined) return fault(cells[places.followsOut], 'follows_out: no whole number from 0');
  const followsIn = readCount(cells[places.followsIn]);
  if (followsIn === undefined) return fault(cells[places.followsIn], 'followers_in: no whole number from 0');
  return { host, followsOut: followsOut ?? 0, followsIn: followsIn ?? 0 };
}

function refuse(name: string, faults: readonly Fault[]): UserError {
  const rows = faults.length === 1 ? 'a row' : `${faults.length} rows`;
  const lines = describeFaults(name, faults).map((line) => `\n  ${line}`);
  return new UserError(`${name} is not used: ${rows} cannot be read.${lines.join('')}`, {
    hint: 'Repair what stands there: a row that is left out would say that nobody follows anybody.',
  });
}
