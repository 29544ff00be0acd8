/** Host names as the bytes they are in a file, a line each: they are looked at before strings are made of them. */
import { eachBlock } from './blocks.ts';
import { FileError } from './file-error.ts';
import type { FileWords } from './file-kind.ts';

const lineFeed = 10;
const letters = new TextEncoder().encode('abcdefghijklmnopqrstuvwxyz0123456789.-_');
/** More than the four bits of a word whose bytes all end names. */
const foreign = 16;
/** Of two bytes, as bits which of them ends a name; `foreign` where one is in no name. */
const endsIn = new Uint8Array(0x10000).fill(foreign);
for (const high of [lineFeed, ...letters]) {
  for (const low of [lineFeed, ...letters]) {
    endsIn[(high << 8) | low] = Number(low === lineFeed) | (Number(high === lineFeed) << 1);
  }
}

/**
 * @returns how many there are
 * @throws FileError unless they ascend, each once, as what is drawn or asked about is found by name
 */
export function countHosts(kind: FileWords, names: Uint8Array): number {
  const { length } = names;
  if (length === 0) return 0;
  const lines = new Uint8Array((length + 4) & ~3).fill(letters[0]!);
  lines.set(names);
  lines[length] = lineFeed;
  const words = new Uint32Array(lines.buffer);
  // The first comes after the empty one behind the last.
  const found = { count: 0, previous: length, start: 0 };
  eachBlock(words.length, (from, to) => takeNames(kind, { lines, words, from, to }, found));
  return found.count;
}

interface Found {
  count: number;
  /** Where the last one begins, and the next. */
  previous: number;
  start: number;
}

function takeNames(
  kind: FileWords,
  { lines, words, from, to }: { lines: Uint8Array; words: Uint32Array; from: number; to: number },
  found: Found,
): void {
  let { count, previous, start } = found;
  for (let at = from; at < to; at++) {
    let ends = endsIn[words[at]! & 0xffff]! | (endsIn[words[at]! >>> 16]! << 2);
    if (ends >= foreign) {
      throw new FileError(kind, `The host names of the ${kind.name} hold letters that no host name has.`);
    }
    for (; ends !== 0; ends &= ends - 1) {
      const end = 4 * at + 31 - Math.clz32(ends & -ends);
      let letter = start;
      while (letter < end && lines[letter] === lines[previous]) {
        letter++;
        previous++;
      }
      // A line feed is less than any letter.
      if (letter === end || lines[letter]! < lines[previous]!) {
        throw new FileError(kind, `Host ${count} of the ${kind.name} is not after the one before it in the alphabet.`);
      }
      previous = start;
      start = end + 1;
      count++;
    }
  }
  Object.assign(found, { count, previous, start });
}
