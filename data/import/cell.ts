/** One cell of a stranger's table: text, number or time, or not known. */

/** Control characters, and the invisible ones that turn the direction of a line. */
const unprintable = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** @returns printable text of at most `maxLength` characters; null when nothing is left */
export function readText(cell: string | undefined, maxLength: number): string | null {
  const text = unescapeFormula(cell ?? '').replace(unprintable, '');
  const short = text.length > maxLength ? [...text.slice(0, maxLength * 2)].slice(0, maxLength).join('') : text;
  return short === '' ? null : short;
}

/** @returns a whole number from 0; null for an empty cell, undefined for one that holds something else */
export function readCount(cell: string | undefined): number | null | undefined {
  if (cell === undefined || cell === '') return null;
  if (!/^\d{1,15}(\.0+)?$/.test(cell)) return undefined;
  return Number.parseInt(cell, 10);
}

/** @returns milliseconds since 1970-01-01 UTC of an ISO 8601 time; null for an empty cell, undefined for anything else */
export function readTime(cell: string | undefined): number | null | undefined {
  if (cell === undefined || cell === '') return null;
  if (!/^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d))?$/.test(cell)) return undefined;
  const time = Date.parse(cell);
  return Number.isNaN(time) ? undefined : time;
}

/**
 * Spreadsheets run a cell that begins with `=`, `+`, `-`, `@`, tab or carriage return. An apostrophe in front stops
 * that; text that already begins with apostrophes before such a sign gets one more, so that nothing is lost.
 */
export function escapeFormula(text: string): string {
  return /^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

export function unescapeFormula(cell: string): string {
  return /^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}
