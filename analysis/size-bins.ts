/** Servers by audience, so that like is compared with like: unknown, then below 10, 100, 1,000, 10,000, and above. */
export const sizeBinCount = 6;

/** @param people monthly active people, NaN where not known */
export function sizeBin(people: number): number {
  if (Number.isNaN(people)) return 0;
  return people < 10 ? 1 : people < 100 ? 2 : people < 1_000 ? 3 : people < 10_000 ? 4 : 5;
}
