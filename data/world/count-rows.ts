/** Counts in compressed sparse rows: making, turning and reading them. */
import type { CountRows } from './types.ts';

export interface Row {
  /** Ascending. */
  targets: Uint32Array;
  counts: Uint32Array;
}

/** @returns the count in a row's column, 0 where the rows hold none */
export function countIn({ offsets, targets, counts }: CountRows, row: number, target: number): number {
  let low = offsets[row]!;
  let high = offsets[row + 1]!;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (targets[middle]! < target) low = middle + 1;
    else high = middle;
  }
  return low < offsets[row + 1]! && targets[low] === target ? counts[low]! : 0;
}

/** @returns the columns a row holds, ascending */
export function targetsOf({ offsets, targets }: CountRows, row: number): number[] {
  return [...targets.subarray(offsets[row]!, offsets[row + 1]!)];
}

/** @returns the sum of a row */
export function totalOf({ offsets, counts }: CountRows, row: number): number {
  return counts.subarray(offsets[row]!, offsets[row + 1]!).reduce((sum, count) => sum + count, 0);
}

/** @returns the rows one behind the other */
export function packRows(rows: readonly Row[]): CountRows {
  const size = rows.reduce((sum, { targets }) => sum + targets.length, 0);
  const packed = {
    offsets: new Uint32Array(rows.length + 1),
    targets: new Uint32Array(size),
    counts: new Uint32Array(size),
  };
  rows.forEach(({ targets, counts }, row) => {
    const at = packed.offsets[row]!;
    packed.targets.set(targets, at);
    packed.counts.set(counts, at);
    packed.offsets[row + 1] = at + targets.length;
  });
  return packed;
}

/** @returns the rows as columns: row j holds what stood in column j */
export function turnRows({ offsets, targets, counts }: CountRows, order: number): CountRows {
  const turned = {
    offsets: new Uint32Array(order + 1),
    targets: new Uint32Array(targets.length),
    counts: new Uint32Array(targets.length),
  };
  for (const target of targets) turned.offsets[target + 1]! += 1;
  for (let row = 0; row < order; row += 1) turned.offsets[row + 1]! += turned.offsets[row]!;
  const next = turned.offsets.slice();
  for (let row = 0; row < order; row += 1) {
    for (let at = offsets[row]!; at < offsets[row + 1]!; at += 1) {
      const place = next[targets[at]!]!++;
      turned.targets[place] = row;
      turned.counts[place] = counts[at]!;
    }
  }
  return turned;
}
