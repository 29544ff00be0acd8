/**
 * Several servers side by side, as somebody sees them who chooses where to be. Part of the published contract of types.ts:
 * fields are added, never renamed. Servers stand in the order they were asked for; nothing here ranks them.
 */
import type { Disclosure, Host, Liveness } from '../data/types.ts';
import type { Outage } from './outage.ts';
import type { Between, PeopleReach } from './people-reach.ts';
import type { Coverage, Estimate, Neighbours, SnapshotRef } from './types.ts';

export interface Comparison {
  schema: 'faultline.compare/1';
  snapshot: SnapshotRef;
  hosts: ComparedHost[];
  differences: {
    /** Communities whose people some of the servers reach and others do not, most people first; at most 20. */
    communities: CommunityDifference[];
    /** People on other servers than these whom none of them reaches. */
    noneReaches: PeopleReach;
  };
  coverage: Coverage;
  /** The limits text, one sentence an item. */
  limits: string[];
  /** One sentence a figure, in the fixed order. */
  sentences: string[];
}

export interface ComparedHost {
  host: Host;
  software: string | null;
  language: string | null;
  liveness: Liveness;
  /** Monthly active people on it; null when not known. */
  audience: number | null;
  /** Of the people on other servers that answer, those in two-way reach. */
  reach: PeopleReach;
  /** Of the same people, those on servers with which a published rule of either side cuts contact; the rest never met. */
  cut: PeopleReach;
  /** Those in reach by community, in the order of their ids; id -1 gathers servers in none. */
  communities: CommunityReach[];
  /** e to the entropy of the people in reach over communities: how many of one size would be as varied; null without any. */
  effectiveCommunities: Between | null;
  /** Servers whose published action on it cuts, or hides without cutting, of those that publish a list. */
  blocksAgainst: { cut: number; hide: number; ofPublished: number };
  /** What became of its own list of actions. */
  blockList: Disclosure | 'unvisited';
  /** Different names on that list, by what its action does to them; null when it is not published. */
  declares: { cut: number; hide: number } | null;
  /** It federates only with servers on a list; null when not known. */
  allowlistMode: boolean | null;
  openRegistrations: boolean | null;
  /** It hands posts only to servers that sign their request. */
  signedFetch: boolean | null;
  /** Of the followers its people have elsewhere, those who come along when people move away. */
  portable: Estimate;
  /** What stops arriving when it falls silent. */
  outage: Outage;
  /** How much was seen around it; null when we do not hold its peer list. */
  neighbours: Neighbours | null;
}

export interface CommunityReach {
  id: number;
  name: string;
  /** Servers in it. */
  size: number;
  /** Share of the people on them, without the server itself, in two-way reach. */
  reached: Estimate;
}

export interface CommunityDifference {
  id: number;
  name: string;
  size: number;
  /** The difference in people: the two shares apart, times the people there. */
  people: number;
  most: { host: Host; reached: Estimate };
  least: { host: Host; reached: Estimate };
}
