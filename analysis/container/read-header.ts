import { checksumOf } from './checksum.ts';
import { FileError } from './file-error.ts';
import type { FileKind } from './file-kind.ts';
import { alignment, header, isLittleEndian, magicOf } from './layout.ts';

/** @throws FileError; foreign, newer, broken off and damaged are told apart, in this order */
export function readHeader(kind: FileKind, buffer: ArrayBuffer): DataView {
  const { name, letters, version } = kind;
  if (!isLittleEndian) {
    throw new FileError(
      kind,
      `A ${name} is read on machines that keep the low byte first; this one does not.`,
      'byteOrder',
    );
  }
  const magic = magicOf(letters);
  const start = new Uint8Array(buffer, 0, Math.min(buffer.byteLength, magic.length));
  if (start.some((byte, at) => byte !== magic[at])) {
    throw new FileError(kind, `This is no ${name}: it does not begin with the bytes of one.`, 'foreign');
  }
  if (buffer.byteLength < header.table) {
    throw new FileError(
      kind,
      `The ${name} broke off: its header has ${header.table} bytes, and ${buffer.byteLength} came.`,
    );
  }
  const view = new DataView(buffer);
  const major = view.getUint16(header.major, true);
  const versions = `The ${name} has version ${major}, and this reads version ${version.major}`;
  if (major > version.major) throw new FileError(kind, `${versions}: it was made by a newer Faultline.`, 'newer');
  if (major < version.major) throw new FileError(kind, `${versions}.`);
  const byteLength = view.getUint32(header.byteLength, true);
  if (byteLength !== buffer.byteLength) {
    const how = byteLength > buffer.byteLength ? 'broke off' : 'has something behind its end';
    throw new FileError(kind, `The ${name} ${how}: it should have ${byteLength} bytes, and ${buffer.byteLength} came.`);
  }
  if (byteLength % alignment !== 0) {
    throw new FileError(kind, `The ${name} has ${byteLength} bytes, expected a multiple of ${alignment}.`);
  }
  const expected = view.getUint32(header.checksum, true);
  const checksum = checksumOf(buffer);
  if (checksum !== expected) {
    throw new FileError(
      kind,
      `The ${name} was changed on its way: its checksum should be ${expected}, and is ${checksum}.`,
    );
  }
  return view;
}
