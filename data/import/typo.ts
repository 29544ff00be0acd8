/**
 * A slip of the pen in a column that knows few words: `fale`, `ture`, `susped`. It is taken for a word only where one
 * reading is possible, and always told of.
 *
 * The rule: an exact word of the column is no slip, whatever else is near. Otherwise the nearest word within reach is
 * meant, if only one is that near. Within reach is one edit for words of 4 to 7 letters, two for longer ones, none for
 * shorter ones: an edit for every four letters, at most two. Three of four letters still say what was meant, and `no`
 * is never made of `on`.
 */
import { readText } from './cell.ts';

export interface Typo {
  /** Line in the file, from 1. */
  line: number;
  column: string;
  /** Shortened and printable. */
  written: string;
  taken: string;
}

export interface ReadWord {
  word: string;
  isTypo: boolean;
}

const longestWritten = 40;

/** @returns undefined when the text is no word of the column, or might be several. @param words each once */
export function readWord(text: string, words: readonly string[]): ReadWord | undefined {
  const written = text.trim().toLowerCase();
  if (words.includes(written)) return { word: written, isTypo: false };
  if (written.length > longestWritten) return undefined;
  const edits = words.map((word) => editsWithinReach(written, word));
  const least = Math.min(...edits);
  const isOnly = edits.indexOf(least) === edits.lastIndexOf(least);
  return least !== tooFar && isOnly ? { word: words[edits.indexOf(least)]!, isTypo: true } : undefined;
}

export function noteTypo(line: number, column: string, text: string, taken: string): Typo {
  return { line, column, written: readText(text.trim(), longestWritten) ?? '', taken };
}

const tooFar = Number.POSITIVE_INFINITY;

function editsWithinReach(written: string, word: string): number {
  const reach = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
  if (Math.abs(written.length - word.length) > reach) return tooFar;
  const edits = editDistance(written, word);
  return edits > reach ? tooFar : edits;
}

/**
 * Letters added, left out, changed, or swapped with their neighbour (Damerau–Levenshtein distance, in the form in which
 * no letter is edited twice: optimal string alignment).
 * F. J. Damerau. A technique for computer detection and correction of spelling errors. CACM 7(3), 1964, 171–176.
 */
export function editDistance(left: string, right: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let at = 1; at <= right.length; at++) {
      const changed = last[at - 1]! + (left[row - 1] === right[at - 1] ? 0 : 1);
      let least = Math.min(changed, last[at]! + 1, current[at - 1]! + 1);
      const isSwap = row > 1 && at > 1 && left[row - 1] === right[at - 2] && left[row - 2] === right[at - 1];
      if (isSwap) least = Math.min(least, beforeLast[at - 2]! + 1);
      current.push(least);
    }
    beforeLast = last;
    last = current;
  }
  return last[right.length]!;
}
