/** A table of text, with or without a header, in which the way the columns are meant is still to be found. */
import { CsvError, parse } from 'csv-parse/sync';
import { UserError } from '../errors.ts';
import { lineEnds, maxRecordBytes, reasonOf } from './csv-form.ts';
import type { Fault } from './fault.ts';

export interface SheetRow {
  cells: string[];
  /** Line in the file, from 1; of a row of several lines the last. */
  line: number;
}

export interface Sheet {
  /** Lower-case, without the `#` that Mastodon writes before each; null when the table has none. */
  header: string[] | null;
  /** The header's names begin with `#`. */
  isMarked: boolean;
  rows: SheetRow[];
  /** Rows that are no CSV; only where they were to be left out. */
  malformed: Fault[];
}

export const targetColumns = [
  'domain',
  'domain name',
  'domain_name',
  'host',
  'hostname',
  'instance',
  'server',
  'target',
];

/** Each costs reading on from the next line, up to the longest row there may be. */
const maxMalformed = 200;

const options = { info: true, trim: true, skip_empty_lines: true, relax_column_count: true } as const;
const bounds = { record_delimiter: [...lineEnds], max_record_size: maxRecordBytes };
/** A line that begins with # is a remark. */
const remarks = { comment: '#', comment_no_infix: true } as const;

export interface Reading {
  /** Malformed rows are noted and left out, instead of ending the reading. */
  leaveOut: boolean;
  /** What stands between two cells; a comma when left out. */
  delimiter?: string;
}

/**
 * @throws UserError with the line when a row is malformed
 */
export function readSheet(text: string, name: string, { leaveOut, delimiter = ',' }: Reading): Sheet {
  const isMarked = /^\s*"?#domain/i.test(text);
  const table = isMarked ? text.replace('#', '') : text;
  const malformed: Fault[] = [];
  const read = readRows(table, delimiter);
  if (read instanceof CsvError && !leaveOut) throw explain(name, read);
  const rows = read instanceof CsvError ? readAround(table, name, delimiter, malformed) : read;
  const first = rows[0]?.cells.map((cell) => cell.replace(/^#/, '').trim().toLowerCase()) ?? [];
  const header = first.some((cell) => targetColumns.includes(cell)) ? first : null;
  return { header, isMarked, rows: header === null ? rows : rows.slice(1), malformed };
}

function readRows(text: string, delimiter: string): SheetRow[] | CsvError {
  try {
    return readAll(text, { delimiter });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return readPairs(text) ?? error;
  }
}

/** PHP leaves a quote behind a backslash as it is, so that Friendica's pairs of pattern and reason are no strict CSV. */
function readPairs(text: string): SheetRow[] | undefined {
  if (!text.includes('\\"')) return undefined;
  try {
    // With trim, csv-parse 7.0 relaxes no quote inside a quoted field.
    const rows = readAll(text, { relax_quotes: true, trim: false });
    return rows.every(({ cells }) => cells.length === 2) ? rows : undefined;
  } catch (error) {
    if (error instanceof CsvError) return undefined;
    throw error;
  }
}

function readAll(text: string, rest: { delimiter?: string; relax_quotes?: true; trim?: false }): SheetRow[] {
  const rows = parse(text, { ...options, ...bounds, ...remarks, ...rest }) as never as Row[];
  return rows.map(({ record, info }) => ({ cells: record, line: info.lines }));
}

type Row = { record: string[]; info: { lines: number } };

/** Leaves out the line on which a malformed row begins, and reads on from the next one. */
function readAround(text: string, name: string, delimiter: string, malformed: Fault[]): SheetRow[] {
  const lines = text.split(/\r\n|\n|\r/);
  const rows: SheetRow[] = [];
  for (let start = 0; start < lines.length; ) {
    const from = rows.length;
    const keep = ({ record, info }: Row) => {
      rows.push({ cells: record, line: start + info.lines });
      return null;
    };
    try {
      const rest = lines.slice(start).join('\n');
      parse(rest, { ...options, ...bounds, ...remarks, delimiter, on_record: keep as never });
      return rows;
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      if (malformed.length === maxMalformed) throw hopeless(name);
      const last = rows.length > from ? rows.at(-1)!.line : start;
      let at = last;
      while (at < lines.length - 1 && /^\s*(#|$)/.test(lines[at]!)) at += 1;
      malformed.push({ line: at + 1, text: '', reason: reasonOf(error) });
      start = at + 1;
    }
  }
  return rows;
}

function explain(name: string, error: CsvError): UserError {
  return new UserError(`${name}, line ${String(error.lines)}: ${reasonOf(error)}.`, {
    hint: 'Repair this line; a quote that is opened must be closed, and a quote inside one is written twice.',
    cause: error,
  });
}

function hopeless(name: string): UserError {
  return new UserError(`${name}: more than ${maxMalformed} rows are malformed.`, {
    hint: 'Check that it is a table with commas between its fields. Nothing was imported.',
  });
}
