/** Lists as a correct crawler records them. */
import type { Disclosure, ListKind, ObservedList, ObservedLists, Outcome } from '../types.ts';

/** A list that was read to its end. */
export function shown<Entry>(entries: Entry[], rejectedCount = 0): ObservedList<Entry> {
  return { disclosure: 'published', reason: 'ok', entries, rejectedCount };
}

export function absent(disclosure: Disclosure, reason: Outcome | null = null): ObservedList<never> {
  return { disclosure, reason, entries: [], rejectedCount: 0 };
}

/** @returns the lists given, and beside them lists this software does not have */
export function listsOf(given: Partial<ObservedLists>): ObservedLists {
  return { ...everyList('unsupported', null), ...given };
}

export function everyList(disclosure: Disclosure, reason: Outcome | null): ObservedLists {
  const list = () => absent(disclosure, reason);
  return { peers: list(), blocks: list(), allows: list(), counts: list() } satisfies Record<
    ListKind,
    ObservedList<never>
  >;
}

/** Control characters and marks that turn the reading direction become spaces; nothing left is no comment. */
export function printable(comment: string | null): string | null {
  const text = comment?.replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, ' ');
  return text === undefined || text.trim() === '' ? null : text.trim();
}
