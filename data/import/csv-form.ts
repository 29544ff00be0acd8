/** The form of CSV that is read, wherever its text comes from. */
import type { CsvError } from 'csv-parse';

/** Every way a line ends, also several in one file; the longest first. */
export const lineEnds = ['\r\n', '\n', '\r'] as const;

/** Longer records mean a quote that was never closed, not a server with that much to say. */
export const maxRecordBytes = 1 << 20;

/** What the parser found, in our words: its own repeat the file, which may hold anything. */
export function reasonOf({ code }: CsvError): string {
  return reasons[code] ?? `malformed CSV (${code})`.slice(0, 80);
}

const reasons: Readonly<Record<string, string>> = {
  CSV_RECORD_INCONSISTENT_FIELDS_LENGTH: 'the number of fields differs from the header',
  CSV_QUOTE_NOT_CLOSED: 'a quote was opened and never closed',
  CSV_MAX_RECORD_SIZE: 'a field is far too long; a quote was probably never closed',
  INVALID_OPENING_QUOTE: 'malformed CSV (a quote in the middle of a field)',
  CSV_INVALID_CLOSING_QUOTE: 'malformed CSV (text stands after a closing quote)',
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: 'malformed CSV (text stands after a closing quote)',
};
