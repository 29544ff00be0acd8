/**
 * Rows in the order of several columns, by one counting sort a column, the least important first.
 * H. H. Goldstine, J. von Neumann. Planning and coding of problems for an electronic computing instrument II(2), 1948;
 * as "radix sort" in D. E. Knuth, The Art of Computer Programming 3, section 5.2.5.
 */
import { byCodeUnit } from '../../order.ts';

/** What is sorted by: row `r` stands at `ranks[codes[r]]`. */
export interface SortColumn {
  codes: Uint32Array;
  ranks: Uint32Array;
}

/**
 * @param columns the most important first
 * @returns the rows; those that are equal in every column stay in the order in which they came
 */
export function sortRows(rows: Uint32Array, columns: readonly SortColumn[]): Uint32Array {
  let from = rows.slice();
  let to = new Uint32Array(rows.length);
  for (const { codes, ranks } of columns.toReversed()) {
    let most = 0;
    for (let at = 0; at < from.length; at++) most = Math.max(most, ranks[codes[from[at]!]!]!);
    const next = new Uint32Array(most + 2);
    for (let at = 0; at < from.length; at++) next[ranks[codes[from[at]!]!]! + 1]!++;
    for (let rank = 1; rank < next.length; rank++) next[rank]! += next[rank - 1]!;
    for (let at = 0; at < from.length; at++) to[next[ranks[codes[from[at]!]!]!]!++] = from[at]!;
    [from, to] = [to, from];
  }
  return from;
}

/** Where each word stands among all by code unit; null stands where the empty text stands. */
export function ranksOf(words: readonly (string | null)[]): Uint32Array {
  const texts = words.map((word) => word ?? '');
  const order = [...texts.keys()].sort((a, b) => byCodeUnit(texts[a]!, texts[b]!));
  const ranks = new Uint32Array(words.length);
  for (let at = 1; at < order.length; at++) {
    const [before, here] = [order[at - 1]!, order[at]!];
    ranks[here] = ranks[before]! + (texts[here] === texts[before] ? 0 : 1);
  }
  return ranks;
}
