/** CSV files of strangers, read by header: RFC 4180 with what is met in the wild (byte order mark, CRLF). */
import { createReadStream } from 'node:fs';
import { CsvError, parse } from 'csv-parse';
import { UserError } from '../errors.ts';
import { readText } from './cell.ts';
import { lineEnds, maxRecordBytes, reasonOf } from './csv-form.ts';

/** One line of a file: its fields by column name, trimmed; a column the file does not have is undefined. */
export interface CsvRow {
  line: number;
  get(column: string): string | undefined;
}

/**
 * Calls `take` for every row. Unknown columns are ignored.
 * @throws UserError with file and line when a required column is missing or a line is malformed
 */
export async function eachCsvRow(
  file: string,
  required: readonly string[],
  take: (row: CsvRow) => void,
): Promise<void> {
  const input = createReadStream(file);
  const options = {
    bom: true,
    trim: true,
    info: true,
    skip_empty_lines: true,
    max_record_size: maxRecordBytes,
  } as const;
  const parser = parse({ ...options, record_delimiter: [...lineEnds] });
  input.on('error', (error) => parser.destroy(error));
  input.pipe(parser);
  let columns: Map<string, number> | undefined;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (columns === undefined) {
        columns = readHeader(file, required, record);
        continue;
      }
      const positions = columns;
      take({
        line: info.lines,
        get: (column) => {
          const position = positions.get(column);
          return position === undefined ? undefined : record[position];
        },
      });
    }
  } catch (error) {
    throw explain(file, error);
  }
  if (columns === undefined) readHeader(file, required, []);
}

const shownColumns = 8;

/** @returns the position of each column */
function readHeader(file: string, required: readonly string[], found: readonly string[]): Map<string, number> {
  const names = found.map((name) => name.toLowerCase());
  const missing = required.filter((name) => !names.includes(name));
  if (missing.length === 0) return new Map(names.map((name, position) => [name, position]));
  const shown = names.slice(0, shownColumns).map((name) => JSON.stringify(readText(name, 20) ?? ''));
  if (names.length > shownColumns) shown.push(`${names.length - shownColumns} more`);
  const came = names.length === 0 ? 'nothing' : shown.join(', ');
  throw new UserError(`${file}, line 1: expected the columns ${required.join(', ')}; found ${came}.`, {
    hint: 'Add a header line with these column names. Nothing was imported.',
  });
}

function explain(file: string, error: unknown): unknown {
  if (error instanceof UserError || !(error instanceof Error)) return error;
  if (error instanceof CsvError) {
    return new UserError(`${file}, line ${String(error.lines)}: ${reasonOf(error)}.`, {
      hint: 'Repair this line (or what a quote before it left open). Nothing was imported.',
      cause: error,
    });
  }
  return new UserError(`${file} could not be read: ${error.message}`, {
    hint: 'Check that the file may be read. Nothing was imported.',
    cause: error,
  });
}
