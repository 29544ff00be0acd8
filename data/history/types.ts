/**
 * What became of the lists between two times, in three values: changed, unchanged, not observed. A crawl that failed, a
 * list that is hidden now, a version that cannot be read is never an unblock.
 */
import type { ListState } from '../snapshot/manifest.ts';
import type { EpochMs, Host, ListKind, RuleText } from '../types.ts';

/** Two times: what was known at the first, and what was known at the second. */
export interface Span {
  from: EpochMs;
  to: EpochMs;
}

/**
 * Entries of lists of one kind.
 * At `from` stood removed + changed + unchanged + notObserved; at `to` added + firstSeen + changed + unchanged + notObserved.
 */
export interface EntryChanges {
  /** In a list that was held whole at `from` and lacked it. */
  added: number;
  /** Missing from a whole list read since. */
  removed: number;
  /** Stands with other words: another action, other numbers. */
  changed: number;
  /** Stands, and a whole list read since confirms it. */
  unchanged: number;
  /** Stood at `from`, and no whole list was read since: it may stand or not. */
  notObserved: number;
  /** In a list that was not held whole at `from`: it may have stood before. */
  firstSeen: number;
  /** The not observed ones by what the last answer for their list came to since; not-asked: nobody asked. */
  notObservedBy: Partial<Record<ListState, number>>;
}

/** An entry of a list that changed. */
export interface NamedChange {
  /** Who declares it, or the name of the imported list. */
  source: string;
  /** As published: a masked name stays masked. */
  target: RuleText;
  change: 'added' | 'removed' | 'changed';
  /** The actions at `from` and at `to`, in order of words; an allowlist has the empty word for all of them. */
  before: string[];
  after: string[];
  /** The last whole list that did not show the change, and the one that did; it happened between. */
  notBefore: EpochMs | null;
  seenAt: EpochMs;
}

/** Entries of one imported list, by targets, as in `EntryChanges`. */
export interface BlocklistChanges extends Omit<EntryChanges, 'notObservedBy'> {
  name: string;
  /** Those that were added, removed or changed; by target. */
  entries: NamedChange[];
}

/** A list whose state is another one. */
export interface ListChange {
  host: Host;
  kind: ListKind;
  before: ListState;
  after: ListState;
}

export interface HostChanges {
  /** Names that were not known at `from`. */
  added: number;
  /** Alive at `from` and dead at `to`. */
  fellSilent: Host[];
  /** Dead at `from` and alive at `to`. */
  answersAgain: Host[];
}

export interface Diff extends Span {
  entries: Record<ListKind, EntryChanges>;
  /** By source, then target. */
  blocks: NamedChange[];
  allows: NamedChange[];
  /** Of lists asked for at both times or one; by host, then kind. */
  lists: ListChange[];
  hosts: HostChanges;
  /** Of imported lists, which no server declares by that; by name. */
  blocklists: BlocklistChanges[];
}
