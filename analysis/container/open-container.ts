/** A file as its sections: views of the bytes, where they lie. */
import { FileError } from './file-error.ts';
import type { FileKind } from './file-kind.ts';
import { type ElementType, elementTypes } from './layout.ts';
import { readHeader } from './read-header.ts';
import { readTable } from './read-table.ts';

export interface Container<Name extends string> {
  /** @returns one section as numbers of the first type, or of another that it may have */
  take<Types extends ElementType[]>(name: Name, ...types: Types): InstanceType<Types[number]>;
  text(name: Name): string;
}

/**
 * @param bytes the whole file; copied only where they lie among others
 * @throws FileError for a file of another kind, of a newer form, or not whole; so do `take` and `text`
 */
export function openContainer<Name extends string>(
  kind: FileKind<Name>,
  bytes: Uint8Array<ArrayBuffer>,
): Container<Name> {
  const buffer = bytes.length === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer;
  const view = readHeader(kind, buffer);
  const found = readTable(kind, view);
  const take: Container<Name>['take'] = (name, ...types) => {
    const row = found.get(kind.sections[name]);
    if (row === undefined) {
      throw new FileError(kind, `The ${kind.name} has no section ${kind.sections[name]} (${name}).`);
    }
    const type = types.find((it) => it === elementTypes[row.element]);
    if (type === undefined) {
      throw new FileError(
        kind,
        `Section ${name} of the ${kind.name} should hold ${types.map((it) => it.name).join(' or ')}, and has element type ${row.element}.`,
      );
    }
    const { BYTES_PER_ELEMENT: width } = type;
    if (row.byteLength % width !== 0) {
      throw new FileError(
        kind,
        `Section ${name} of the ${kind.name} has ${row.byteLength} bytes, which is no whole number of ${width}.`,
      );
    }
    return new type(buffer, row.offset, row.byteLength / width) as InstanceType<(typeof types)[number]>;
  };
  return { take, text: (name) => new TextDecoder().decode(take(name, Uint8Array)) };
}
