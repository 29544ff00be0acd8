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
  hostOffsets: 2,
  hostNames: 3,
  x: 4,
  y: 5,
  community: 6,
  audience: 7,
  software: 8,
  liveness: 9,
  small: 10,
  edgeSource: 11,
  edgeTarget: 12,
  edgeWeight: 13,
  foldedCommunity: 14,
  foldedServers: 15,
  foldedAudience: 16,
  foldedX: 17,
  foldedY: 18,
} as const;
export type SectionName = keyof typeof sections;

/** What is not flat: written as JSON. */
export const metaFields = ['schema', 'snapshot', 'softwares', 'communities', 'undrawn', 'coverage'] as const;

export const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** CRC-32 as in PNG and gzip (ISO 3309), over all that follows the checksum itself. */
export function checksumOf(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (let at = header.sectionCount; at < bytes.length; at++) crc = crcTable[(crc ^ bytes[at]!) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

const crcTable = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc;
});
