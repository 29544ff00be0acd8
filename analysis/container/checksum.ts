/**
 * CRC-32 as in PNG and gzip (ISO 3309), four bytes at a time.
 * M. E. Kounavis, F. L. Berry. Novel table lookup-based algorithms for high-performance CRC generation. IEEE
 * Transactions on Computers 57(11), 2008.
 */
import { header } from './layout.ts';

/** @returns over all that follows the checksum itself; `file` has a whole number of words of four bytes */
export function checksumOf(file: ArrayBuffer): number {
  let crc = ~0;
  const words = new Uint32Array(file, header.sectionCount);
  for (let at = 0; at < words.length; at++) {
    crc ^= words[at]!;
    crc =
      byFour[3]![crc & 0xff]! ^
      byFour[2]![(crc >>> 8) & 0xff]! ^
      byFour[1]![(crc >>> 16) & 0xff]! ^
      byFour[0]![crc >>> 24]!;
  }
  return ~crc >>> 0;
}

/** What a byte does to the checksum when none, one, two or three bytes follow it. */
const byFour = makeTables();

function makeTables(): Int32Array[] {
  const first = Int32Array.from({ length: 256 }, (_, byte) => {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
    return crc;
  });
  const tables = [first];
  while (tables.length < 4) tables.push(tables.at(-1)!.map((crc) => first[crc & 0xff]! ^ (crc >>> 8)));
  return tables;
}
