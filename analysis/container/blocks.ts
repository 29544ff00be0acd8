/**
 * Long arrays a block at a time. A file is read once a page: a short loop that is called often is compiled sooner than
 * a long one that is called once, and stays so.
 */

/** Divisible by the strides of all loops. */
export const blockLength = 1024;

export function eachBlock(length: number, work: (from: number, to: number) => void): void {
  for (let from = 0; from < length; from += blockLength) work(from, Math.min(from + blockLength, length));
}
