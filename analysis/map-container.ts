/** A map file as sections: its header and its table, before anything is known of what they hold. */
import { checksumOf } from './map-checksum.ts';
import { MapError } from './map-error.ts';
import {
  alignment,
  elementTypes,
  header,
  isLittleEndian,
  magic,
  majorVersion,
  type SectionName,
  sectionRow,
  sections,
} from './map-sections.ts';

type View = (typeof elementTypes)[number];
export type Take = <Kinds extends View[]>(name: SectionName, ...kinds: Kinds) => InstanceType<Kinds[number]>;

/** @returns what gives one section as numbers of the first kind, or of another that it may have */
export function openSections(buffer: ArrayBuffer): Take {
  const view = openFile(buffer);
  const found = readTable(view);
  return (name, ...kinds) => {
    const row = found.get(sections[name]);
    if (row === undefined) throw new MapError(`The map file has no section ${sections[name]} (${name}).`);
    const kind = kinds.find((it) => it === elementTypes[row.element]);
    if (kind === undefined) {
      throw new MapError(
        `Section ${name} of the map file should hold ${kinds.map((it) => it.name).join(' or ')}, and has element type ${row.element}.`,
      );
    }
    const { BYTES_PER_ELEMENT: width } = elementTypes[row.element]!;
    if (row.byteLength % width !== 0) {
      throw new MapError(
        `Section ${name} of the map file has ${row.byteLength} bytes, which is no whole number of ${width}.`,
      );
    }
    return new kind(buffer, row.offset, row.byteLength / width) as InstanceType<(typeof kinds)[number]>;
  };
}

/** Foreign, newer, broken off and damaged are told apart, in this order. */
function openFile(buffer: ArrayBuffer): DataView {
  if (!isLittleEndian) {
    throw new MapError(
      'Map files are read on machines that keep the low byte first; this one does not.',
      'Ask for /api/map, the same as JSON.',
    );
  }
  const start = new Uint8Array(buffer, 0, Math.min(buffer.byteLength, magic.length));
  if (start.some((byte, at) => byte !== magic[at])) {
    throw new MapError(
      'This is no map file: it does not begin with the bytes of one.',
      'Give the address of a map file of Faultline.',
    );
  }
  if (buffer.byteLength < header.table) {
    throw new MapError(`The map file broke off: its header has ${header.table} bytes, and ${buffer.byteLength} came.`);
  }
  const view = new DataView(buffer);
  const major = view.getUint16(header.major, true);
  if (major > majorVersion) {
    throw new MapError(
      `The map file has version ${major}, and this reads version ${majorVersion}: it was made by a newer Faultline.`,
      'Load the page again; a page that embeds the map needs the newer script.',
    );
  }
  if (major < majorVersion)
    throw new MapError(`The map file has version ${major}, and this reads version ${majorVersion}.`);
  const byteLength = view.getUint32(header.byteLength, true);
  if (byteLength !== buffer.byteLength) {
    const how = byteLength > buffer.byteLength ? 'broke off' : 'has something behind its end';
    throw new MapError(`The map file ${how}: it should have ${byteLength} bytes, and ${buffer.byteLength} came.`);
  }
  if (byteLength % alignment !== 0) {
    throw new MapError(`The map file has ${byteLength} bytes, expected a multiple of ${alignment}.`);
  }
  const expected = view.getUint32(header.checksum, true);
  const checksum = checksumOf(buffer);
  if (checksum !== expected) {
    throw new MapError(`The map file was changed on its way: its checksum should be ${expected}, and is ${checksum}.`);
  }
  return view;
}

interface Section {
  element: number;
  offset: number;
  byteLength: number;
}

/** Sections lie in the order of the table and do not overlap; those of a number not known here are for other readers. */
function readTable(view: DataView): Map<number, Section> {
  const count = view.getUint32(header.sectionCount, true);
  let end = header.table + count * sectionRow.size;
  if (end > view.byteLength) {
    throw new MapError(
      `The map file says it has ${count} sections, and its ${view.byteLength} bytes hold no table of so many.`,
    );
  }
  const found = new Map<number, Section>();
  for (let at = 0; at < count; at++) {
    const read = (field: number) => view.getUint32(header.table + at * sectionRow.size + field, true);
    const id = read(sectionRow.id);
    const [element, offset, byteLength] = [
      read(sectionRow.element),
      read(sectionRow.offset),
      read(sectionRow.byteLength),
    ];
    if (offset % alignment !== 0)
      throw new MapError(`Section ${id} of the map file begins at ${offset}, no multiple of ${alignment}.`);
    if (offset < end)
      throw new MapError(
        `Section ${id} of the map file begins at ${offset}, before the end of what precedes it, ${end}.`,
      );
    end = offset + byteLength;
    if (end > view.byteLength)
      throw new MapError(
        `Section ${id} of the map file ends at ${end}, after the end of the file, ${view.byteLength}.`,
      );
    if (found.has(id)) throw new MapError(`The map file has section ${id} twice.`);
    found.set(id, { element, offset, byteLength });
  }
  return found;
}
