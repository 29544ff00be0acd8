/**
 * Named flat arrays in one file, after a head in JSON that says where each lies. Every array begins at a multiple of
 * eight, so that it is read where it lies.
 */
import { UserError } from '../../data/errors.ts';
import { truncated } from './byte-reader.ts';

/** `FLTSEC`, and an end of line that every transfer as text would change. */
const magic = Uint8Array.of(0x46, 0x4c, 0x54, 0x53, 0x45, 0x43, 0x0d, 0x0a);
const headAt = magic.length + 4;
const alignment = 8;

const elementTypes = { Uint8Array, Int8Array, Uint16Array, Uint32Array, Float64Array } as const;
type ElementType = keyof typeof elementTypes;
export type Elements = Uint8Array | Int8Array | Uint16Array | Uint32Array | Float64Array;

interface Head {
  /** Such as `faultline.base/1`. */
  schema: string;
  meta: unknown;
  sections: [name: string, type: ElementType, offset: number, length: number][];
}

export interface Sections {
  meta: unknown;
  /** @throws UserError where there is none of this name and kind */
  take<Type extends ElementType>(name: string, type: Type): InstanceType<(typeof elementTypes)[Type]>;
}

export function writeSections(
  schema: string,
  meta: unknown,
  parts: Readonly<Record<string, Elements>>,
): Uint8Array<ArrayBuffer> {
  let end = 0;
  const head: Head = {
    ...{ schema, meta },
    sections: Object.entries(parts).map(([name, elements]) => {
      const offset = end;
      end = align(end + elements.byteLength);
      return [name, typeOf(elements), offset, elements.length];
    }),
  };
  const text = new TextEncoder().encode(JSON.stringify(head));
  const start = align(headAt + text.length);
  const bytes = new Uint8Array(start + end);
  bytes.set(magic);
  new DataView(bytes.buffer).setUint32(magic.length, text.length, true);
  bytes.set(text, headAt);
  Object.values(parts).forEach(({ buffer, byteOffset, byteLength }, at) => {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), start + head.sections[at]![2]);
  });
  return bytes;
}

/** @throws UserError for a file of another kind, of a newer form, or not whole */
export function readSections(bytes: Uint8Array<ArrayBuffer>, schema: string): Sections {
  if (magic.some((byte, at) => bytes[at] !== byte)) throw foreign(schema, 'something else');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < headAt) throw truncated();
  const headBytes = view.getUint32(magic.length, true);
  if (headAt + headBytes > bytes.length) throw truncated();
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(headAt, headAt + headBytes))) as Head;
  if (head.schema !== schema) throw foreign(schema, head.schema);
  const start = align(headAt + headBytes);
  const whole = bytes.byteOffset % alignment === 0 ? bytes : bytes.slice();
  return {
    meta: head.meta,
    take(name, type) {
      const found = head.sections.find(([known, kind]) => known === name && kind === type);
      if (found === undefined) throw foreign(schema, `one without ${name}`);
      const [, , offset, length] = found;
      const Type = elementTypes[type];
      if (start + offset + length * Type.BYTES_PER_ELEMENT > whole.length) throw truncated();
      return new Type(whole.buffer, whole.byteOffset + start + offset, length) as never;
    },
  };
}

function typeOf(elements: Elements): ElementType {
  return (Object.keys(elementTypes) as ElementType[]).find((type) => elements instanceof elementTypes[type])!;
}

function align(offset: number): number {
  return Math.ceil(offset / alignment) * alignment;
}

function foreign(expected: string, came: string): UserError {
  return new UserError(`Expected a file of the form ${expected}, got ${came}.`, {
    hint: 'Load the page again: its files and the page itself may be of two versions.',
  });
}
