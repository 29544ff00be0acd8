/**
 * What the analysis takes and gives. Shares are 0-1; a figure that is not known is `null`, never 0.
 * The JSON forms (`Impact`, `Blocked`) are the published contract: fields are added, never renamed.
 */

import type { MaskResolution } from '../data/snapshot/types.ts';
import type { Disclosure, Host, ListKind } from '../data/types.ts';
import type { CoBlocking } from './co-blocking/types.ts';
import type { Portability } from './portability.ts';
import type { EntryStatus, Gain, ImpactEntry, ImportedList, Scenario } from './scenario-types.ts';
import type { SecondOrder } from './second-order-types.ts';

export type * from './blocked-types.ts';
export type * from './map-types.ts';
export type * from './scenario-types.ts';
export type * from './server-types.ts';

/** What a declared action of Z on T does. in: T's posts towards Z. out: Z's posts towards T. */
export interface Effect {
  /** Content written on T is refused at Z. */
  cutIn: boolean;
  /** Z stops sending content to T. */
  cutOut: boolean;
  /** Follow rows between the two are deleted; lifting the action does not bring them back. */
  sever: boolean;
  /** T's posts are hidden at Z from people who do not follow their author. */
  hideIn: boolean;
  /** No source was read for this software and action: the generic meaning is assumed. */
  assumed: boolean;
}

/**
 * How well a tie is known. X: exact counts · E2: both sides list the other · E1: one list names it, the other
 * side cannot tell · E0: neither side can tell · E-: a list that would name it does not.
 */
export type Evidence = 'X' | 'E2' | 'E1' | 'E0' | 'E-';

/** A exact · B two-sided and trusted · C mixed · D mostly inferred. */
export type Grade = 'A' | 'B' | 'C' | 'D';

export interface Estimate {
  share: number | null;
  /** 90 % interval. */
  low: number | null;
  high: number | null;
  grade: Grade | null;
}

export interface SnapshotRef {
  id: string;
  /** ISO 8601. */
  asOf: string;
}

/** How one server stands to the host after the scenario, against before. */
export interface TouchedHost {
  host: Host;
  status: 'cut' | 'hidden' | 'opened';
  /** in: their posts no longer (or again) arrive · out: they no longer (or again) get ours · both. null for hidden. */
  direction: 'in' | 'out' | 'both' | null;
  community: number | null;
  audience: number | null;
}

/** A figure that is no share, with its 90 % interval; as `Estimate` else. */
export interface Amount {
  value: number | null;
  low: number | null;
  high: number | null;
  grade: Grade | null;
}

export interface CommunityLoss {
  id: number;
  name: string;
  /** Servers in it. */
  size: number;
  /** Share of the host's ties into this community that is lost. */
  shareLost: number;
  /** Share of the whole loss that falls on this community. */
  shareOfLoss: number;
  /** The same shares with interval and grade: what people are shown. */
  estimateLost: Estimate;
  estimateOfLoss: Estimate;
}

/** What estimates of follows rest on. */
export interface ModelNote {
  /** fitted: on published counts · plain: sizes × known ties. */
  kind: 'fitted' | 'plain';
  /** Servers whose published counts it is fitted on; 0 where plain. */
  servers: number;
  /** The language most of these servers are in. */
  mainLanguage: { language: string; servers: number } | null;
  /** Share of left-out published shares that the 90 % intervals held, each direction; null where none was left out. */
  covered: { in: number; out: number } | null;
}

/** What was seen and what was not; travels with every figure. */
export interface Coverage {
  hosts: number;
  visited: number;
  dead: number;
  unvisited: number;
  /** Hosts by state of each list; beside the five disclosures `unvisited`: nobody asked for it. */
  lists: Record<ListKind, Record<Disclosure | 'unvisited', number>>;
  /**
   * Servers whose size rests on what they publish, whose size is inferred from how many lists name them, and without a
   * size; and what a size counts: people active in a month, or registered accounts.
   */
  audience: { known: number; inferred: number; unknown: number; unit: 'active' | 'registered' };
  /** Masked names in block lists that stay unresolved: those of `masks` that are ambiguous or unknown. */
  maskedUnresolved: number;
  /** Masked names in block lists by how they were, or were not, resolved. */
  masks: Record<MaskResolution, number>;
  /** true when the snapshot holds no peer list at all, so that ties rest on sizes alone. */
  noPeerLists: boolean;
}

/** How much was seen around one server, counted over the servers its own peer list names. */
export interface Neighbours {
  listed: number;
  /** Of them, how many answered on the last visit. */
  visited: number;
  /** Of them, how many peer lists and block lists we hold, whole or in part. */
  peerLists: number;
  blockLists: number;
  /** Of the known people on them, the share on those that answered; null when no size is known. */
  peopleShare: number | null;
}

/** Coverage of an answer about one server. */
export interface HostCoverage extends Coverage {
  /** null when we do not hold the server's own peer list. */
  neighbours: Neighbours | null;
}

/** Share of one host's tie weight by how well it is known; sums to 1. */
export type EvidenceMix = Record<Evidence, number>;

/** A title above the sentence with the number `at`. */
export interface Heading {
  at: number;
  title: string;
}

export interface Impact extends SecondOrder {
  schema: 'faultline.impact/1';
  snapshot: SnapshotRef;
  host: Host;
  scenario: Scenario;
  /** Follows of the host's people to other servers that are cut, of those that work today. */
  lossIn: Estimate;
  /** Followers on other servers that are cut, of those reached today. */
  lossOut: Estimate;
  /** Monthly active people elsewhere in two-way reach. */
  people: {
    before: number | null;
    /** Interval of `before`. */
    beforeLow: number | null;
    beforeHigh: number | null;
    after: number | null;
    lost: number | null;
    /** `lost` with its interval and grade, in people. */
    lostLow: number | null;
    lostHigh: number | null;
    grade: Grade | null;
    /** Servers newly cut whose size nobody knows: with any, `lost` is a lower bound. */
    lostUnsized: number;
  };
  /** Follows that stay while strangers there become hard to discover. */
  hidden: Estimate;
  /** The same question with a limit in place of every block of the host; null without one, or where the software has no limit. */
  limitInstead: { lossIn: Estimate; lossOut: Estimate; hidden: Estimate } | null;
  /** What opens again. */
  gain: Gain;
  /** Loss against a world without any block, today's blocks included; the estimates are what people are shown. */
  cumulative: { lossIn: number | null; lossOut: number | null; estimateIn: Estimate; estimateOut: Estimate };
  irreversible: boolean;
  /** The lists that are imported together, as given. */
  lists: ImportedList[];
  /** In the order of the loss, largest first. */
  entries: ImpactEntry[];
  /** Entries by status. */
  entryCounts: Record<EntryStatus, number>;
  /** How many entries, from the largest, carry 90 % of the loss; null when nothing is lost. */
  entriesFor90: number | null;
  /** Entries that name a server which is, or may be, tied to the host. */
  tied: number;
  touched: TouchedHost[];
  communities: CommunityLoss[];
  /** Followers who would come along if people moved away, before the scenario and after. */
  portability: { before: Portability; after: Portability };
  /** How many communities of equal weight the host's ties come to: exp of their entropy. Before and after. */
  diversity: { before: Amount; after: Amount };
  evidence: EvidenceMix | null;
  model: ModelNote;
  coverage: HostCoverage;
  /** The limits text, one sentence an item. */
  limits: string[];
  /** One sentence a figure, in the fixed order. */
  sentences: string[];
  /** What `sentences` are about: each title stands above the sentence with that number, from 0. */
  headings: Heading[];
  /** Who else may block the same; there only where an earlier snapshot was compared. */
  coBlocking?: CoBlocking;
}

/** What is lost directly: what `Impact` says of the server's own ties, and nothing of what third servers pass on. */
export interface DirectLoss
  extends Pick<
    Impact,
    | 'snapshot'
    | 'host'
    | 'scenario'
    | 'lossIn'
    | 'lossOut'
    | 'people'
    | 'hidden'
    | 'entries'
    | 'entryCounts'
    | 'touched'
    | 'coverage'
  > {
  schema: 'faultline.direct-loss/1';
}
