/** The first list of a crawl may name the whole network: such names are put in order in parts, so that others have their turns. */
import { Pause } from './pause.ts';

const sortedAtOnce = 1 << 12;

/** In the order of code units; each name once. */
export async function sorted<Name extends string>(names: readonly Name[]): Promise<Name[]> {
  const pause = new Pause();
  let parts: Name[][] = [];
  for (let start = 0; start < names.length; start += sortedAtOnce) {
    parts.push(names.slice(start, start + sortedAtOnce).sort());
    await pause.after(sortedAtOnce);
  }
  while (parts.length > 1) {
    const merged: Name[][] = [];
    for (let at = 0; at < parts.length; at += 2) merged.push(await merge(parts[at]!, parts[at + 1] ?? [], pause));
    parts = merged;
  }
  return parts[0] ?? [];
}

async function merge<Name extends string>(one: Name[], other: Name[], pause: Pause): Promise<Name[]> {
  const merged: Name[] = [];
  const { length } = one;
  const total = length + other.length;
  for (let at = 0, taken = 0; at < total; ) {
    const end = Math.min(at + sortedAtOnce, total);
    for (; at < end; at++) {
      const rest = at - taken;
      const isNext = rest >= other.length || (taken < length && one[taken]! < other[rest]!);
      merged.push(isNext ? one[taken++]! : other[rest]!);
    }
    await pause.after(sortedAtOnce);
  }
  return merged;
}
