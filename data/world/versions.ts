/** Comparing the dotted numbers a server's version starts with. */

/** @returns true when `version` is `wanted` or later; a suffix such as `+glitch` counts for nothing */
export function isAtLeast(version: string, wanted: string): boolean {
  const have = numbersOf(version);
  const need = numbersOf(wanted);
  for (const [position, number] of need.entries()) {
    const difference = (have[position] ?? 0) - number;
    if (difference !== 0) return difference > 0;
  }
  return true;
}

function numbersOf(version: string): number[] {
  return (/^\d+(\.\d+)*/.exec(version)?.[0] ?? '').split('.').map(Number);
}
