/** Reading counts in compressed sparse rows. */
import type { CountRows } from './types.ts';

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
