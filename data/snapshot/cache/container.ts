/**
 * A file of named sections behind a head that says where they lie, with a checksum for each block of each section, so
 * that a part of a large section can be read and trusted without the rest.
 *
 *     0   "faultline cache\n"
 *     16  form, bytes of the head, CRC-32 of the head, 0: each a u32 in the byte order of the machine
 *     32  the head, JSON; then the sections, each from a multiple of 64 on
 */
import { closeSync, fsyncSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';

/** Raised when anything in these files changes its meaning; a machine of another byte order reads another number. */
export const form = 1;
export const magic = Buffer.from('faultline cache\n', 'latin1');
export const prefixBytes = 32;
/** One checksum for so many bytes. CRC-32 finds damage, at the speed of the disk; it is no seal against forgery. */
export const blockBytes = 2 ** 20;

export interface SectionPlace {
  name: string;
  at: number;
  bytes: number;
  /** CRC-32 of each block. */
  sums: number[];
}

export interface Head<Facts> {
  facts: Facts;
  /** Of the whole file. */
  bytes: number;
  sections: SectionPlace[];
}

const alignment = 64;
/** What one call writes at most. */
const pieceBytes = 64 * blockBytes;

/** Writes to the disk itself; the file must not be there. @throws Error of the system, when it cannot be written whole */
export function writeContainer(path: string, facts: unknown, sections: readonly { name: string; data: Uint8Array }[]) {
  const places = sections.map(({ name, data }) => ({ name, at: 0, bytes: data.length, sums: sumsOf(data) }));
  const { head, bytes } = layOut(facts, places);
  const descriptor = openSync(path, 'wx');
  try {
    const prefix = new Uint32Array([form, head.length, crc32(head), 0]);
    writeAt(descriptor, Buffer.concat([magic, new Uint8Array(prefix.buffer), head]), 0);
    for (const [position, { at }] of places.entries()) writeAt(descriptor, sections[position]!.data, at);
    // An empty section may end it, behind what is filled up.
    ftruncateSync(descriptor, bytes);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

export function sumsOf(data: Uint8Array): number[] {
  const sums: number[] = [];
  for (let at = 0; at < data.length; at += blockBytes) sums.push(crc32(data.subarray(at, at + blockBytes)));
  return sums;
}

/** Gives each section its place. Where they lie decides how long the head is, and that where they lie. */
function layOut(facts: unknown, places: SectionPlace[]): { head: Buffer; bytes: number } {
  let room = 0;
  for (;;) {
    let end = prefixBytes + room;
    for (const place of places) {
      place.at = Math.ceil(end / alignment) * alignment;
      end = place.at + place.bytes;
    }
    const head: Head<unknown> = { facts, bytes: end, sections: places };
    const text = Buffer.from(JSON.stringify(head));
    if (text.length <= room) {
      return { head: Buffer.concat([text, Buffer.alloc(room - text.length, ' ')]), bytes: end };
    }
    room = text.length + alignment;
  }
}

function writeAt(descriptor: number, data: Uint8Array, at: number): void {
  for (let done = 0; done < data.length; ) {
    done += writeSync(descriptor, data, done, Math.min(pieceBytes, data.length - done), at + done);
  }
}
