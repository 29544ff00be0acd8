/** The answer to a question in SQL as text, a batch at a time: nothing holds more than one batch. */
import { stringify } from 'csv-stringify/sync';
import { escapeFormula } from '../import/cell.ts';
import type { QueryAnswer, QueryColumn } from '../store/query-session.ts';
import type { QueryValue } from '../store/query-value.ts';

/**
 * RFC 4180 with a header; lines end with a line feed. NULL is an empty cell, empty text is `""`; lists and structs are JSON.
 * @param raw text that a spreadsheet would run stays as it is, where else an apostrophe is set in front
 */
export async function* renderCsv(
  { columns, batches }: QueryAnswer,
  { raw = false }: { raw?: boolean } = {},
): AsyncGenerator<string> {
  const guard = raw ? (text: string) => text : escapeFormula;
  yield csvLines([columns.map(({ name }) => guard(name))]);
  for await (const rows of batches) {
    yield csvLines(
      rows.map((row) =>
        row.map((value, at) => {
          const text = cellText(value);
          return text === null || columns[at]!.isNumber ? text : guard(text);
        }),
      ),
    );
  }
}

/** One array of objects. */
export async function* renderJson({ columns, batches }: QueryAnswer): AsyncGenerator<string> {
  let isFirst = true;
  yield '[';
  for await (const rows of batches) {
    yield `${isFirst ? '' : ','}\n${rows.map((row) => jsonText(toObject(columns, row))).join(',\n')}`;
    isFirst = false;
  }
  yield isFirst ? ']\n' : '\n]\n';
}

/** An object a line. */
export async function* renderNdjson({ columns, batches }: QueryAnswer): AsyncGenerator<string> {
  for await (const rows of batches) yield rows.map((row) => `${jsonText(toObject(columns, row))}\n`).join('');
}

/** @returns null for NULL */
export function cellText(value: QueryValue): string | null {
  return value === null || typeof value === 'string' ? value : JSON.stringify(value);
}

/** Blanks at the ends of a cell and empty text are only kept within quotes; a carriage return alone ends a line as well. */
function csvLines(rows: (string | null)[][]): string {
  return stringify(rows, { quoted_match: /^$|^\s|\s$|\r/ });
}

function toObject(columns: readonly QueryColumn[], row: readonly QueryValue[]): Record<string, QueryValue> {
  return Object.fromEntries(columns.map(({ name }, at) => [name, row[at]!]));
}

/** JSON escapes the C0 controls; the others, and what turns the direction of a line, it allows. */
function jsonText(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
