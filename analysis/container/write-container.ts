/** Flat arrays as the bytes of a file: magic, version, checksum, table of sections, and the arrays in the order given. */
import { checksumOf } from './checksum.ts';
import type { FileKind } from './file-kind.ts';
import { alignment, type Elements, elementTypes, header, isLittleEndian, magicOf, sectionRow } from './layout.ts';

/** @returns the same bytes for the same parts */
export function writeContainer<Name extends string>(
  { letters, version, sections }: FileKind<Name>,
  sectionParts: Readonly<Partial<Record<Name, Elements>>>,
): Uint8Array<ArrayBuffer> {
  if (!isLittleEndian) throw new Error('expected a machine that keeps the low byte first, got another');
  const parts = Object.entries(sectionParts) as [Name, Elements][];
  let end = align(header.table + parts.length * sectionRow.size);
  const offsets = parts.map(([, { byteLength }]) => {
    const offset = end;
    end = align(offset + byteLength);
    return offset;
  });
  const bytes = new Uint8Array(end);
  const view = new DataView(bytes.buffer);
  bytes.set(magicOf(letters));
  view.setUint16(header.major, version.major, true);
  view.setUint16(header.minor, version.minor, true);
  view.setUint32(header.byteLength, end, true);
  view.setUint32(header.sectionCount, parts.length, true);
  parts.forEach(([name, elements], at) => {
    const row = header.table + at * sectionRow.size;
    view.setUint32(row + sectionRow.id, sections[name], true);
    view.setUint32(
      row + sectionRow.element,
      elementTypes.findIndex((type) => elements instanceof type),
      true,
    );
    view.setUint32(row + sectionRow.offset, offsets[at]!, true);
    view.setUint32(row + sectionRow.byteLength, elements.byteLength, true);
    bytes.set(new Uint8Array(elements.buffer, elements.byteOffset, elements.byteLength), offsets[at]!);
  });
  view.setUint32(header.checksum, checksumOf(bytes.buffer), true);
  return bytes;
}

function align(offset: number): number {
  return Math.ceil(offset / alignment) * alignment;
}
