/** What the store records: a visit, or a part of one that files brought. */
import type {
  Block,
  Disclosure,
  EpochMs,
  FollowCount,
  HeldRobots,
  Host,
  InstanceFacts,
  ListKind,
  ObservedList,
  OptOut,
  Outcome,
  RequestRecord,
  RuleText,
  Visit,
  VisitStatus,
} from '../types.ts';

/** What the observations of a batch have in common. */
export interface Pass {
  crawlId: number;
  kind: 'crawl' | 'import';
  /** Of the program; null when it is not noted. */
  version: string | null;
}

export interface Observation {
  host: Host;
  /** Time of the facts. */
  observedAt: EpochMs;
  /** null when nobody visited: a file brought facts or lists of a server that was not asked. */
  visit: ObservedVisit | null;
  facts: InstanceFacts | null;
  aliases: readonly Host[];
  /** Lists that were asked for. At most one per kind has entries; what is not here was never asked. */
  lists: readonly ListObservation[];
}

export interface ObservedVisit {
  /** The number it had in the file that it is read again from; the next one unless given. */
  id?: number;
  startedAt: EpochMs;
  finishedAt: EpochMs;
  status: VisitStatus;
  reason: Outcome;
  requests: readonly RequestRecord[];
  notBefore: EpochMs | null;
  optOut: OptOut | null;
  consent: boolean;
  robots: HeldRobots | null;
}

interface ListEntries {
  peers: Host;
  blocks: Block;
  allows: RuleText;
  counts: FollowCount;
}

export type ListObservation = {
  [Kind in ListKind]: { kind: Kind; observedAt: EpochMs } & ObservedList<ListEntries[Kind]>;
}[ListKind];

/** Only these two bring entries; the other three say why there are none. */
export function hasEntries(disclosure: Disclosure): boolean {
  return disclosure === 'published' || disclosure === 'partial';
}

/** A visit that was cut short observed nothing; its requests were sent all the same. */
export function toObservation(visit: Visit): Observation {
  const observedAt = visit.finishedAt;
  if (visit.reason === 'aborted') return { host: visit.host, observedAt, visit, facts: null, aliases: [], lists: [] };
  return {
    host: visit.host,
    observedAt,
    visit,
    facts: visit.facts,
    aliases: visit.aliases,
    lists: [
      { kind: 'peers', observedAt, ...visit.peers },
      { kind: 'blocks', observedAt, ...visit.blocks },
      { kind: 'allows', observedAt, ...visit.allows },
      { kind: 'counts', observedAt, ...visit.counts },
    ],
  };
}

/** Intervals need every host at most once at a time; a host seen twice goes into a later round. */
export function distinctHosts(observations: readonly Observation[]): Observation[][] {
  const rounds: { hosts: Set<Host>; observations: Observation[] }[] = [];
  const times = new Map<Host, number>();
  for (const observation of observations) {
    const round = times.get(observation.host) ?? 0;
    times.set(observation.host, round + 1);
    rounds[round] ??= { hosts: new Set(), observations: [] };
    rounds[round].observations.push(observation);
  }
  return rounds.map((round) => round.observations);
}
