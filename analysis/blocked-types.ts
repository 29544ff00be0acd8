/** Who cuts one server off, and what each of them costs it. Part of the published contract of `types.ts`. */
import type { Host } from '../data/types.ts';
import type { Outage } from './outage.ts';
import type { Portability } from './portability.ts';
import type { RepairList } from './repair-lists.ts';
import type { Estimate, Evidence, HostCoverage, SnapshotRef } from './types.ts';

/** One server that cuts the host by a published action. */
export interface BlockedBy {
  source: Host;
  action: string;
  /** No person decided on the host: the software of the source set it, because the host did not answer or for what it runs. */
  automatic: boolean;
  /** Share of the block-free followers / follows that this server's action takes. */
  costOut: number | null;
  costIn: number | null;
  /** Share of today's follower reach that returns if only this server lifts its action. */
  repair: number | null;
  /** The same shares with interval and grade: what people are shown. */
  estimateOut: Estimate;
  estimateIn: Estimate;
  estimateRepair: Estimate;
  evidence: Evidence | null;
  /** The host blocks it too, so that nothing returns until both lift. */
  needsBoth: boolean;
  irreversible: boolean;
  audience: number | null;
}

/** Servers and the people on them that contact is impossible with. */
export interface CutTotals {
  hosts: number;
  users: number;
  mau: number;
  /** Of these hosts, how many publish a number that is believed, which is summed; the others count as 0. */
  usersKnown: number;
  mauKnown: number;
}

/** The answer to who cuts the host today. */
export interface Blocked {
  schema: 'faultline.blocked/1';
  snapshot: SnapshotRef;
  host: Host;
  /** Published full or partial actions on the host, those that software sets by itself included, dearest first. */
  by: BlockedBy[];
  /** Published actions that only hide the host. */
  limitedBy: { source: Host; action: string; audience: number | null }[];
  /**
   * Further share of today's follower reach that is lost if servers with private lists block about as often as similar ones
   * that publish; low if none does, high if they do twice as often. `servers` keep such a list; below 20 there is no figure.
   */
  hiddenLists: Estimate & { servers: number };
  /** Follower reach that stands today, of that in a world without blocks; the low end with private lists at their worst. */
  reachOut: Estimate;
  /** Lists passed round, of those that were given: those that bring most back if they leave the host out come first. */
  lists: RepairList[];
  /** What its people no longer get when it falls silent, and who would come along if they moved. */
  outage: Outage;
  portability: Portability;
  /** Other hosts with which two-way contact is impossible because of an action of either side. */
  cutNow: { byBlocks: CutTotals; withAllowlists: CutTotals };
  coverage: HostCoverage;
  limits: string[];
  sentences: string[];
}
