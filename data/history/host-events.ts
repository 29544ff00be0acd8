/** What became of one server, as events in the order of their time. */
import type { ListState } from '../snapshot/manifest.ts';
import type { Disclosure, EpochMs, InstanceFacts, ListKind, Outcome, RuleText, VisitStatus } from '../types.ts';

/** Visits that came to the same, one after the other. */
export interface AnswerEvent {
  kind: 'answer';
  at: EpochMs;
  /** The last of them. */
  until: EpochMs;
  visits: number;
  status: VisitStatus;
  reason: Outcome;
}

/** Answers for one list that left it in the same state, one after the other. */
export interface ListEvent {
  kind: 'list';
  at: EpochMs;
  until: EpochMs;
  observations: number;
  list: ListKind;
  state: ListState;
  /** As in the database; `state` tells robots.txt apart. */
  disclosure: Disclosure;
}

/** The server said other things of itself than before; at first sight `before` is null for everything it says. */
export interface FactsEvent {
  kind: 'facts';
  at: EpochMs;
  changes: {
    field: keyof InstanceFacts;
    before: InstanceFacts[keyof InstanceFacts];
    after: InstanceFacts[keyof InstanceFacts];
  }[];
}

/** Its own peer list changed. */
export interface PeersEvent {
  kind: 'peers';
  at: EpochMs;
  /** The last whole list before; null when there was none, and the entries are only seen for the first time. */
  notBefore: EpochMs | null;
  added: number;
  removed: number;
}

/**
 * A declared action or an allowlist entry, by it or naming it; listed: an entry of an imported list. first-seen: no whole list was held before, so that it may
 * be older · reworded: only its comment is another one.
 */
export interface EntryEvent {
  kind: 'block' | 'allow' | 'listed';
  at: EpochMs;
  /** The last whole list before, which did not show this; null when there was none. */
  notBefore: EpochMs | null;
  change: 'added' | 'first-seen' | 'removed' | 'changed' | 'reworded';
  /** Who declares it, or the name of the imported list. */
  source: string;
  /** As published: a masked name stays masked. */
  target: RuleText;
  before: string[];
  after: string[];
}

export type HostEvent = AnswerEvent | ListEvent | FactsEvent | PeersEvent | EntryEvent;
