/** How numbered flat arrays lie in one file, for the one who writes it and the one who reads it. MAP-FILE.md says it in words. */

/** `FLT`, the letters of the kind, and an end of line that every transfer as text would change. */
export function magicOf(letters: string): Uint8Array {
  return new TextEncoder().encode(`FLT${letters}\r\n`);
}

/** Offsets in the header. */
export const header = { major: 8, minor: 10, byteLength: 12, checksum: 16, sectionCount: 20, table: 24 } as const;
/** Offsets in a row of the table of sections. */
export const sectionRow = { id: 0, element: 4, offset: 8, byteLength: 12, size: 16 } as const;
/** Every section begins at a multiple of this, so that numbers of any width are read where they lie. */
export const alignment = 8;

/** The codes of element types are their places here. */
export const elementTypes = [
  Uint8Array,
  Uint16Array,
  Uint32Array,
  Int16Array,
  Int32Array,
  Float32Array,
  Float64Array,
  Int8Array,
] as const;
export type ElementType = (typeof elementTypes)[number];
export type Elements =
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | Int16Array
  | Int32Array
  | Float32Array
  | Float64Array
  | Int8Array;

export const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
