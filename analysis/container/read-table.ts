import { FileError } from './file-error.ts';
import type { FileWords } from './file-kind.ts';
import { alignment, header, sectionRow } from './layout.ts';

interface Section {
  /** Index into `elementTypes`, or one that is not known. */
  element: number;
  offset: number;
  byteLength: number;
}

/**
 * Sections lie in the order of the table and do not overlap; those of a number not known here are for other readers.
 * @returns by their numbers
 */
export function readTable(kind: FileWords, view: DataView): Map<number, Section> {
  const refuse = (message: string) => {
    throw new FileError(kind, message);
  };
  const count = view.getUint32(header.sectionCount, true);
  let end = header.table + count * sectionRow.size;
  if (end > view.byteLength) {
    refuse(
      `The ${kind.name} says it has ${count} sections, and its ${view.byteLength} bytes hold no table of so many.`,
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
    const section = `Section ${id} of the ${kind.name}`;
    if (offset % alignment !== 0) refuse(`${section} begins at ${offset}, no multiple of ${alignment}.`);
    if (offset < end) refuse(`${section} begins at ${offset}, before the end of what precedes it, ${end}.`);
    end = offset + byteLength;
    if (end > view.byteLength) refuse(`${section} ends at ${end}, after the end of the file, ${view.byteLength}.`);
    if (found.has(id)) refuse(`The ${kind.name} has section ${id} twice.`);
    found.set(id, { element, offset, byteLength });
  }
  return found;
}
