/** Lists as tables: what each dialect looks like, and its rows. The table of dialects says where each was read. */
import type { RawEntry } from './blocklist.ts';
import { readFlagWord } from './flag-word.ts';
import { severities } from './severities.ts';
import { type Sheet, type SheetRow, targetColumns } from './sheet.ts';
import { noteTypo, readWord, type Typo } from './typo.ts';

const actionColumns = ['severity', 'action'];
const commentColumns = ['public_comment', 'comment', 'reason'];
const flagColumns = ['reject_media', 'reject_reports', 'obfuscate'];
const remarkColumns = ['private_comment', 'note', 'notes', 'tags', 'source', 'date', 'added', 'created_at'];
const knownColumns = [...targetColumns, ...actionColumns, ...commentColumns, ...flagColumns, ...remarkColumns];
/** Mastodon's order, for tables that have no header. */
const mastodonColumns = ['domain', 'severity', 'reject_media', 'reject_reports', 'public_comment', 'obfuscate'];
const withoutComment = ['domain', 'severity', 'reject_media', 'reject_reports', 'obfuscate'];
const fediBlockHoleColumns = ['domain', 'severity', 'public_comment', 'private_comment', ...flagColumns];

/** @returns columns that tables of servers have and lists of blocks have not, in a table that says of no action */
export function foreignColumns({ header }: Sheet): string[] {
  if (header === null || header.some((column) => actionColumns.includes(column))) return [];
  return header.filter((column) => column !== '' && readWord(column, knownColumns) === undefined);
}

export function isMarkedHeader({ isMarked, header }: Sheet): boolean {
  return isMarked && header !== null;
}

/** Its columns begin with these two, and its flags, if it has any, are Python's. */
export function isFediBlockHole({ header, rows }: Sheet): boolean {
  if (header?.[0] !== 'domain' || header[1] !== 'severity') return false;
  if (header.length < 3 || !header.every((column) => fediBlockHoleColumns.includes(column))) return false;
  const flags = rows.flatMap(({ cells }) => cells.filter((_, at) => flagColumns.includes(header[at] ?? '')));
  return flags.every((flag) => flag === 'True' || flag === 'False');
}

export function hasHeader({ header }: Sheet): boolean {
  return header !== null;
}

export function readColumns({ header, rows }: Sheet): RawEntry[] {
  const typos: Typo[] = [];
  const columns = (header ?? []).map((column) => {
    const read = readWord(column, knownColumns);
    if (!read?.isTypo) return column;
    typos.push(noteTypo(1, 'header', column, read.word));
    return read.word;
  });
  return rows.map((row, at) => ({ ...readRow(columns, row), typos: at === 0 ? typos : [] }));
}

export function isHostLines({ rows }: Sheet): boolean {
  return rows.every(({ cells }) => cells.length === 1);
}

export function readHostLines({ rows }: Sheet): RawEntry[] {
  return rows.map((row) => readRow(['domain'], row));
}

/** Two columns, of which the second is more often something else than a severity: pattern and reason. */
export function isPairs({ rows }: Sheet): boolean {
  if (!rows.every(({ cells }) => cells.length === 2)) return false;
  const words = rows.map(({ cells }) => cells[1]!).filter((word) => word !== '');
  const known = words.filter((word) => readWord(word, severities) !== undefined);
  return known.length * 2 <= words.length;
}

export function readPairs({ rows }: Sheet): RawEntry[] {
  return rows.map((row) => ({ ...readRow(['domain', 'reason'], row), action: 'blocked' }));
}

/** Where the fifth of five columns holds nothing but flags, the comments were left out. */
export function readWithoutHeader({ rows }: Sheet): RawEntry[] {
  const isCommentless = rows.every(({ cells }) => cells.length === 5 && readFlagWord(cells[4]!)?.isTypo === false);
  return rows.map((row) => readRow(isCommentless ? withoutComment : mastodonColumns, row));
}

/** More fields than columns: a comma stood in one of them, and what follows it is under the wrong column. */
function readRow(columns: readonly string[], { cells, line }: SheetRow): RawEntry {
  const find = (names: readonly string[]) => cells[columns.findIndex((column) => names.includes(column))];
  const isTooLong = cells.slice(columns.length).some((cell) => cell !== '');
  return {
    target: find(targetColumns),
    action: find(actionColumns),
    comment: find(commentColumns),
    flags: Object.fromEntries(flagColumns.map((column) => [column, find([column])])),
    typos: [],
    line,
    ...(isTooLong && { fault: `${cells.length} fields, expected at most ${columns.length}` }),
  };
}
