/** A question about one server, and what becomes of each thing it names. Part of the published contract of `types.ts`. */
import type { Estimate, Evidence } from './types.ts';

/** One name with what is done to it, in a software's word. */
export interface ListEntry {
  target: string;
  action: string;
}

/** A blocklist that is passed round. */
export interface NamedList {
  name: string;
  entries: ListEntry[];
}

/**
 * The question. Names are text as the person wrote them; each field but the host may be left out. What is lifted is
 * lifted first, then the rest is added.
 */
export interface Scenario {
  host: string;
  /** The acting software's full block: suspend, reject, blocked … */
  block?: string[];
  /** The acting software's soft limit: silence, federated timeline removal … */
  limit?: string[];
  /** Any other action, in the acting software's own word. */
  actions?: ListEntry[];
  /** Servers that declare their full block on `host`. */
  blockedBy?: string[];
  /** `host` takes away its own rules that have this very text, or that take this server. */
  lift?: string[];
  /** Servers that take away their rules on `host`. */
  liftedBy?: string[];
  /** Entries of one imported blocklist, each with its own action. */
  blocklist?: ListEntry[];
  /** Blocklists imported together: an entry is taken when `threshold` of them name it, near-copies counted once. */
  lists?: NamedList[];
  /** 1 where left out. */
  threshold?: number;
  /** Entries of imported lists with this very text, or that take this server, are not imported. */
  except?: string[];
  /** `host` goes into allowlist mode and federates only with these. */
  allowlist?: string[];
}

/**
 * cut: two-way contact is lost or narrowed by this entry · hidden: contact stays, discovery goes · opened: contact that
 * is cut today opens again · shown: hidden today, and no longer · already: cut or hidden today, so this entry changes
 * nothing · kept: the entry's action leaves contact and discovery as they are · dead: the server does not answer ·
 * unknown: never seen, or the host itself did not answer, or we hold no whole list of the rules it would lift. A server
 * that is cut and whose size nobody knows is cut, with a null audience and null shares.
 */
export type EntryStatus = 'cut' | 'hidden' | 'opened' | 'shown' | 'already' | 'kept' | 'dead' | 'unknown';

export interface ImpactEntry {
  /** The name as the scenario gives it, normalised. */
  target: string;
  /** In the acting software's word; `lift` and `lifted-by` for rules taken away, `allow` for a name on an allowlist. */
  action: string;
  status: EntryStatus;
  /** Known servers this entry matches (subdomains where the software matches them). */
  hosts: number;
  /** Share of today's R_in / R_out this entry alone takes; null when it is not known. */
  shareIn: number | null;
  shareOut: number | null;
  /** The same shares with interval and grade; what people are shown. */
  estimateIn: Estimate;
  estimateOut: Estimate;
  /** Monthly active people on the matched servers; null when none is known. */
  audience: number | null;
  evidence: Evidence | null;
  irreversible: boolean;
  assumed: boolean;
}

/**
 * deleted: some follows are · kept: all are · unknown: something cuts of which nobody read what it does to follows ·
 * null: no contact changes, so there are none to speak of.
 */
export type FollowsFate = 'deleted' | 'kept' | 'unknown' | null;

/** What opens again, over what is reached today: it may exceed 1. Follows that were deleted do not come back by themselves. */
export interface Gain {
  /** Follows of the host's people that can work again; null share where nothing is reached today. */
  in: Estimate;
  /** Followers on other servers that can be reached again. */
  out: Estimate;
  /** Of the follows that work today, those to servers that are no longer hidden. */
  shown: Estimate;
  /** Servers of which one side lifts what cuts, while the other side cuts too, so that nothing opens. */
  needsBoth: number;
  /** What became of the follows with the servers that open when they were cut. */
  follows: FollowsFate;
}

/** One of the lists that are imported together. */
export interface ImportedList {
  name: string;
  /** Different names on it. */
  entries: number;
  /** Of them, those that are imported. */
  imported: number;
  /** Lists of one group are near-copies and count as one; groups are numbered from 0, in the order of the lists. */
  group: number;
}
