/** CSV files of strangers, read by header: RFC 4180 with what is met in the wild (byte order mark, CRLF). */
import { createReadStream } from 'node:fs';
import { CsvError, parse } from 'csv-parse';
import { UserError } from '../errors.ts';

/** One line of a file: its fields by column name, trimmed; a column the file does not have is undefined. */
export interface CsvRow {
  line: number;
  get(column: string): string | undefined;
}

/** Longer records mean a quote that was never closed, not a server with that much to say. */
const maxRecordBytes = 1 << 20;

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
  const parser = parse({ bom: true, trim: true, info: true, skip_empty_lines: true, max_record_size: maxRecordBytes });
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

/** @returns the position of each column */
function readHeader(file: string, required: readonly string[], found: readonly string[]): Map<string, number> {
  const names = found.map((name) => name.toLowerCase());
  const missing = required.filter((name) => !names.includes(name));
  if (missing.length === 0) return new Map(names.map((name, position) => [name, position]));
  const came = names.length === 0 ? 'nothing' : names.map((name) => JSON.stringify(name.slice(0, 40))).join(', ');
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

function reasonOf({ code, message }: CsvError): string {
  if (code === 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH') return 'the number of fields differs from the header';
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'a quote was opened and never closed';
  if (code === 'CSV_MAX_RECORD_SIZE') return 'a field is far too long; a quote was probably never closed';
  return `malformed CSV (${message.split('\n', 1)[0]})`;
}
