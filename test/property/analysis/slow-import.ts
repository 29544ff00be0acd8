/** Several blocklists as one, once more: every list asked about every name, and the copies found by walking from list to list. */
import type { ListEntry, NamedList } from '../../../analysis/types.ts';
import { effectOf, type SlowEffect, type SlowRule, union } from './slow-rules.ts';

interface SlowImport {
  entries: SlowRule[];
  lists: { name: string; entries: number; imported: number; group: number }[];
}

const namesOn = ({ entries }: NamedList) => [...new Set(entries.map(({ target }) => target))];

/** One holds nine tenths of the other, and both together are mostly in common; short lists are copies of nothing. */
export function slowCopies(a: readonly string[], b: readonly string[]): boolean {
  const common = a.filter((name) => b.includes(name)).length;
  const all = new Set([...a, ...b]).size;
  const fewest = Math.min(a.length, b.length);
  return fewest >= 10 && common / fewest >= 0.9 && common / all >= 0.7;
}

/** The number of each list's group: all that can be reached from a list by steps from copy to copy. */
export function slowGroups(lists: readonly (readonly string[])[]): number[] {
  const groups: number[] = [];
  let count = 0;
  const walk = (at: number, group: number) => {
    if (groups[at] !== undefined) return;
    groups[at] = group;
    lists.forEach((other, next) => {
      if (slowCopies(lists[at]!, other)) walk(next, group);
    });
  };
  lists.forEach((_, at) => {
    if (groups[at] === undefined) walk(at, count++);
  });
  return groups;
}

export function slowImport(
  software: string,
  lists: readonly NamedList[],
  threshold: number,
  isExcepted: (entry: ListEntry) => boolean,
): SlowImport {
  const groups = slowGroups(lists.map(namesOn));
  const said = (list: NamedList, name: string) =>
    [...new Set(list.entries.filter(({ target }) => target === name).map(({ action }) => action))].sort();
  const entries: SlowRule[] = [];
  for (const name of new Set(lists.flatMap(namesOn))) {
    const voices = [...new Set(groups)].flatMap((group) => {
      const opinions = lists
        .filter((_, at) => groups[at] === group)
        .map((list) => said(list, name))
        .filter((actions) => actions.length > 0);
      return opinions.length === 0 ? [] : [agree(software, opinions)];
    });
    if (voices.length < threshold) continue;
    for (const action of agree(software, voices)) {
      if (!isExcepted({ target: name, action })) entries.push({ text: name, action });
    }
  }
  const counted = lists.map((list, at) => ({
    name: list.name,
    entries: namesOn(list).length,
    imported: namesOn(list).filter((name) => entries.some(({ text }) => text === name)).length,
    group: groups[at]!,
  }));
  return { entries, lists: counted };
}

function agree(software: string, opinions: readonly string[][]): string[] {
  const effect = (actions: string[]) => union(actions.map((action) => effectOf(software, action)));
  const alike = (a: string[], b: string[]) => sizeOf(effect(a)) === sizeOf(effect(b));
  const same = (a: string[], b: string[]) => JSON.stringify(a) === JSON.stringify(b);
  const sorted = [...opinions].sort(
    (a, b) =>
      opinions.filter((other) => alike(other, b)).length - opinions.filter((other) => alike(other, a)).length ||
      sizeOf(effect(a)) - sizeOf(effect(b)) ||
      opinions.filter((other) => same(other, b)).length - opinions.filter((other) => same(other, a)).length ||
      (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1),
  );
  return sorted[0]!;
}

/** What is milder is smaller: first what still arrives, then what is still sent, then follows, then discovery. */
function sizeOf({ cutIn, cutOut, sever, hideIn }: SlowEffect): number {
  return Number([cutIn, cutOut, sever, hideIn].map(Number).join(''));
}
