/** The one order of names and words: by code unit, the same on every machine and in every language. */
export function byCodeUnit(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
