/** What a map file is made of, for the one who writes it and the one who reads it. MAP-FILE.md says it in words. */

/** `FLTMAP`, and an end of line that every transfer as text would change. */
export const magic = Uint8Array.of(0x46, 0x4c, 0x54, 0x4d, 0x41, 0x50, 0x0d, 0x0a);
/** Raised when a reader of the old would read the new wrongly; sections are added without. */
export const majorVersion = 1;
export const minorVersion = 0;

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
] as const;
export type Elements = Uint8Array | Uint16Array | Uint32Array | Int16Array | Int32Array | Float32Array | Float64Array;

/** Numbers of the sections; one that is given up is not given again. */
export const sections = {
  meta: 1,
  hosts: 2,
  x: 3,
  y: 4,
  community: 5,
  audience: 6,
  software: 7,
  liveness: 8,
  small: 9,
  edgeSource: 10,
  edgeTarget: 11,
  edgeWeight: 12,
  foldedCommunity: 13,
  foldedServers: 14,
  foldedAudience: 15,
  foldedX: 16,
  foldedY: 17,
} as const;
export type SectionName = keyof typeof sections;

/** What is not flat: written as JSON. */
export const metaFields = ['schema', 'snapshot', 'softwares', 'communities', 'undrawn', 'coverage'] as const;

export const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
