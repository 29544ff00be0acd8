/**
 * Rows of few distinct cells, column by column: each distinct cell once, as JSON, then for every row which one it is, in
 * as few bytes as that takes. Read back, equal cells are one string in memory.
 *
 * A table is the number of rows and of columns (u32 each); a column is the bytes of its JSON and the bytes of a number
 * (u32 each), the JSON and the numbers, each part filled up to a multiple of 8.
 */

/** JSON, but no objects: cells are told apart by value. */
export type Cell = string | number | boolean | null;

export interface Column {
  /** Distinct cells, by first row. */
  cells: Cell[];
  /** For each row, which. */
  codes: Uint8Array | Uint16Array | Uint32Array;
}

export function packTable(rows: number, columns: Iterable<Iterable<Cell>>): Uint8Array {
  const packed = [...columns].map((column) => packColumn(rows, column));
  const header = padded(new Uint8Array(new Uint32Array([rows, packed.length]).buffer));
  return Buffer.concat([header, ...packed.flat()]);
}

/** The numbers of the columns stay where they lie in `data`. */
export function unpackTable(packed: Uint8Array): { rows: number; columns: Column[] } {
  const data = packed.byteOffset % 8 === 0 ? packed : packed.slice();
  const words = (at: number) => new Uint32Array(data.slice(at, at + 8).buffer);
  const [rows, count] = words(0);
  const columns: Column[] = [];
  for (let at = 8; columns.length < count!; ) {
    const [jsonBytes, width] = words(at);
    const codesAt = at + 8 + fullBytes(jsonBytes!);
    const text = Buffer.from(data.buffer, data.byteOffset + at + 8, jsonBytes).toString();
    const codes = new (arrayOf(width!))(data.buffer as ArrayBuffer, data.byteOffset + codesAt, rows!);
    columns.push({ cells: JSON.parse(text) as Cell[], codes });
    at = codesAt + fullBytes(rows! * width!);
  }
  return { rows: rows!, columns };
}

function packColumn(rows: number, column: Iterable<Cell>): Uint8Array[] {
  const known = new Map<Cell, number>();
  const codes = new Uint32Array(rows);
  let row = 0;
  for (const cell of column) {
    let code = known.get(cell);
    if (code === undefined) {
      code = known.size;
      known.set(cell, code);
    }
    codes[row++] = code;
  }
  const width = known.size <= 2 ** 8 ? 1 : known.size <= 2 ** 16 ? 2 : 4;
  const narrow = new (arrayOf(width))(codes);
  const json = Buffer.from(JSON.stringify([...known.keys()]));
  const header = new Uint8Array(new Uint32Array([json.length, width]).buffer);
  return [header, padded(json), padded(new Uint8Array(narrow.buffer))];
}

function arrayOf(width: number) {
  return width === 1 ? Uint8Array : width === 2 ? Uint16Array : Uint32Array;
}

function padded(data: Uint8Array): Uint8Array {
  const full = new Uint8Array(fullBytes(data.length));
  full.set(data);
  return full;
}

function fullBytes(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}
