/**
 * Several blocklists imported as one: an entry is taken when enough of them name it, independently of each other, with
 * the action most of them give.
 *
 * Near-copies count as one list, with one opinion. What several actions of one list do to a name together is its
 * opinion; opinions agree when they have the same effect on the software that imports, whatever the words.
 */
import type { RuleText } from '../data/types.ts';
import { cutIn, cutOut, hideIn, sever } from './effects.ts';
import { append } from './multimap.ts';
import { groupNearCopies } from './near-copies.ts';
import { ruleFor } from './rules.ts';
import type { ImportedList } from './types.ts';

/** One name on a list, or one that is imported. */
export interface MergedEntry {
  target: RuleText;
  action: string;
}

export interface Import {
  /** By first mention, the actions on one name in alphabetical order. */
  entries: MergedEntry[];
  lists: ImportedList[];
  /** How many lists there are when near-copies count once. */
  independent: number;
}

/**
 * @param options.software of the server that imports
 * @param options.threshold fewest independent lists that name what is imported
 * @param options.isExcepted entries that are not imported, whoever names them
 */
export function mergeLists(
  lists: readonly { name: string; entries: readonly MergedEntry[] }[],
  options: { software: string | null; threshold: number; isExcepted: (entry: MergedEntry) => boolean },
): Import {
  const { software, threshold, isExcepted } = options;
  const opinions = lists.map(({ entries }) => readOpinions(entries));
  const groups = groupNearCopies(opinions.map((named) => new Set(named.keys())));
  const naming = new Map<RuleText, number[]>();
  opinions.forEach((named, list) => {
    for (const target of named.keys()) append(naming, target, list);
  });

  const entries: MergedEntry[] = [];
  const imported = new Set<RuleText>();
  for (const [target, namedBy] of naming) {
    const byGroup = new Map<number, string[][]>();
    for (const list of namedBy) append(byGroup, groups[list]!, opinions[list]!.get(target)!);
    if (byGroup.size < threshold) continue;
    const voices = [...byGroup.values()].map((voice) => prevailing(software, voice));
    for (const action of prevailing(software, voices)) {
      if (isExcepted({ target, action })) continue;
      entries.push({ target, action });
      imported.add(target);
    }
  }
  return {
    entries,
    lists: lists.map(({ name }, list) => ({
      name,
      entries: opinions[list]!.size,
      imported: [...opinions[list]!.keys()].filter((target) => imported.has(target)).length,
      group: groups[list]!,
    })),
    independent: new Set(groups).size,
  };
}

/** The actions of a list on each name it names, sorted. */
function readOpinions(entries: readonly MergedEntry[]): Map<RuleText, string[]> {
  const opinions = new Map<RuleText, string[]>();
  for (const { target, action } of entries) append(opinions, target, action);
  for (const [target, actions] of opinions) {
    if (actions.length > 1) opinions.set(target, [...new Set(actions)].sort());
  }
  return opinions;
}

/** The opinion with the effect that most have; of several such effects the mildest, in the words most use for it. */
function prevailing(software: string | null, opinions: readonly string[][]): string[] {
  if (opinions.length === 1) return opinions[0]!;
  const agreeing = mostAgreed(opinions, (actions) => takenBy(software, actions));
  return mostAgreed(agreeing, (actions) => JSON.stringify(actions))[0]!;
}

/** The opinions with the key that most have; of several such keys the smallest. */
function mostAgreed<Key extends string | number>(
  opinions: readonly string[][],
  keyOf: (actions: string[]) => Key,
): string[][] {
  const byKey = new Map<Key, string[][]>();
  for (const actions of opinions) append(byKey, keyOf(actions), actions);
  const [first, ...rest] = [...byKey];
  const isBefore = ([a, as]: [Key, string[][]], [b, bs]: [Key, string[][]]) =>
    as.length > bs.length || (as.length === bs.length && a < b);
  return rest.reduce((kept, next) => (isBefore(next, kept) ? next : kept), first!)[1];
}

/** A number for what actions take together, larger for more: contact first, then follows, then discovery. */
function takenBy(software: string | null, actions: readonly string[]): number {
  const effect = actions.reduce((bits, action) => bits | ruleFor(software, action).effect, 0);
  const order = [hideIn, sever, cutOut, cutIn];
  return order.reduce((sum, bit, place) => sum + ((effect & bit) === 0 ? 0 : 2 ** place), 0);
}
