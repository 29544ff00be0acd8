/**
 * Counts how many columns two rows of a bit matrix have in common: by the vector instructions of WebAssembly where they
 * are to be had, which is some eight times as fast; else, or where the policy of a page forbids it, word by word. The
 * counts are the same.
 */
import { openModule } from '../machine/open-module.ts';
import { mostRowBytes, stepBytes, vectorCode } from './machine-code.ts';

export interface BitMatrix {
  /** Rows; each takes `words` words of `bits`. */
  order: number;
  words: number;
  bits: Uint32Array;
}

export interface CommonBits {
  /** @returns parallel to `others`, bits that stand in both rows; to be read before the next call */
  count(row: number, others: Uint32Array): Uint32Array;
}

/** Rows are filled up to whole steps of the vector code. @param columns at most half a million */
export function wordsFor(columns: number): number {
  const steps = Math.max(1, Math.ceil(columns / 8 / stepBytes));
  if (steps * stepBytes > mostRowBytes)
    throw new RangeError(`Expected at most ${mostRowBytes * 8} columns: ${columns}.`);
  return (steps * stepBytes) / 4;
}

export function openCommonBits(matrix: BitMatrix): CommonBits {
  return openVectors(matrix) ?? openWords(matrix);
}

export function openWords({ order, words, bits }: BitMatrix): CommonBits {
  const counts = new Uint32Array(order);
  return {
    count(row, others) {
      for (let at = 0; at < others.length; at++) {
        const start = row * words;
        const other = others[at]! * words;
        let common = 0;
        for (let word = 0; word < words; word++) common += popcount(bits[start + word]! & bits[other + word]!);
        counts[at] = common;
      }
      return counts;
    },
  };
}

/** H. S. Warren. Hacker's Delight, 2nd ed., 2012, fig. 5-2. */
function popcount(word: number): number {
  let bits = word - ((word >>> 1) & 0x5555_5555);
  bits = (bits & 0x3333_3333) + ((bits >>> 2) & 0x3333_3333);
  return (((bits + (bits >>> 4)) & 0x0f0f_0f0f) * 0x0101_0101) >>> 24;
}

/** @returns undefined where WebAssembly, its vectors or so much memory are not to be had */
export function openVectors({ order, words, bits }: BitMatrix): CommonBits | undefined {
  const rowBytes = 4 * words;
  const othersAt = order * rowBytes;
  const countsAt = othersAt + 4 * order;
  const opened = openModule('common', vectorCode, countsAt + 4 * order);
  if (opened === undefined) return undefined;
  const { buffer, run } = opened;
  new Uint32Array(buffer, 0, bits.length).set(bits);
  const others = new Uint32Array(buffer, othersAt, order);
  const counts = new Uint32Array(buffer, countsAt, order);
  return {
    count(row, targets) {
      others.set(targets);
      run(row * rowBytes, othersAt, targets.length, countsAt, rowBytes);
      return counts;
    },
  };
}
