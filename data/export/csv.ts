/** A table as CSV (RFC 4180, UTF-8): hostile text is neither run by a spreadsheet nor able to begin a row. */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { escapeFormula } from '../import/cell.ts';
import { isoTime } from '../iso-time.ts';
import type { Cell, CellType, Table } from './table.ts';

/**
 * Text that a spreadsheet would run is written with an apostrophe in front; flags are 1 and 0, times ISO 8601.
 * @returns the number of rows
 */
export async function writeCsv(table: Table, file: string, signal?: AbortSignal): Promise<number> {
  let rows = 0;
  function* lines() {
    yield table.columns.map(({ name }) => name);
    for (const row of table.rows()) {
      rows += 1;
      yield row.map((cell, column) => toCsv(cell, table.columns[column]!.type));
    }
  }
  // Blanks at the ends of a cell are only kept within quotes, and a carriage return alone ends a line as well.
  const stringifier = stringify({ cast: { string: escapeFormula }, quoted_match: /^\s|\s$|\r/ });
  await pipeline(Readable.from(lines()), stringifier, createWriteStream(file), { ...(signal && { signal }) });
  return rows;
}

function toCsv(cell: Cell, type: CellType): Cell {
  if (type === 'time' && typeof cell === 'number') return isoTime(cell);
  return typeof cell === 'boolean' ? Number(cell) : cell;
}
