/**
 * CRC-32 as in PNG and gzip (ISO 3309), of every fourth word for itself, which the processor does side by side.
 * K. Kadatch, B. Jenkins. Everything we know about CRC but afraid to forget. 2010.
 */
import { eachBlock } from './blocks.ts';
import { header } from './layout.ts';

/** @returns over all that follows the checksum itself; `file` has a whole number of words of four bytes */
export function checksumOf(file: ArrayBuffer): number {
  const words = new Int32Array(file, header.sectionCount);
  const strands = Int32Array.of(~0, 0, 0, 0);
  let at = Math.max(0, (words.length & ~3) - 4);
  eachBlock(at, (from, to) => passFours(words, from, to, strands));
  let crc = 0;
  for (let strand = 0; at < words.length; at++) crc = pass(near, crc ^ (strands[strand++] ?? 0) ^ words[at]!);
  return ~crc >>> 0;
}

function passFours(words: Int32Array, from: number, to: number, strands: Int32Array): void {
  let [a, b, c, d] = strands as unknown as [number, number, number, number];
  for (let at = from; at < to; at += 4) {
    a = pass(far, a ^ words[at]!);
    b = pass(far, b ^ words[at + 1]!);
    c = pass(far, c ^ words[at + 2]!);
    d = pass(far, d ^ words[at + 3]!);
  }
  strands.set([a, b, c, d]);
}

/** What the four bytes of a word do to the checksum when no other follow, and when three words do. */
const near = Int32Array.from({ length: 1024 }, (_, at) => {
  let crc = at & 0xff;
  for (let bit = at >>> 8; bit < 4; bit += 1 / 8) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc;
});
const far = near.map((crc) => pass(near, pass(near, pass(near, crc))));

function pass(table: Int32Array, word: number): number {
  return (
    table[word & 0xff]! ^
    table[256 | ((word >>> 8) & 0xff)]! ^
    table[512 | ((word >>> 16) & 0xff)]! ^
    table[768 | (word >>> 24)]!
  );
}
