/** What a scenario takes through third servers. All shares of threads and boosts are upper bounds. */
import type { Host } from '../data/types.ts';
import type { Estimate } from './types.ts';

/** Replies from elsewhere in a short and in a long thread. */
export const threadLengths = [3, 10] as const;

/** A sum over servers. */
export interface ServerSum {
  servers: number;
  /** Monthly active people on those of known size, rounded. */
  people: number;
  /** Of the servers, those whose size is not known. */
  unsized: number;
}

/** Posts of the host that still come to a server which they no longer reach. */
export interface Leak {
  host: Host;
  /** Share of the boosts people there see that carry them, at most; null figures where nothing is known of what they see. */
  boosts: Estimate;
  /** Whether such posts can be fetched there; null where it hangs on a demand for signed fetches that is not known. */
  fetch: boolean | null;
}

export interface Doorways {
  /** Servers that reach the host through the servers cut alone. */
  only: ServerSum;
  /** Servers of whose posts, as far as they come through others, at least 80 % come through the servers cut. */
  mostly: ServerSum & { top: Host[] };
}

export interface ClosedGateway {
  host: string;
  /** The network beyond it. */
  network: string;
  /** No other gateway to this network that we know of stays open. */
  last: boolean;
}

/** A relay that no longer passes on public posts. This takes discovery, and no follows. */
export interface ClosedRelay {
  host: Host;
  /** Servers that get its posts; null where it does not say. */
  members: number | null;
  /** Of them, those the host has no tie with. */
  unmet: ServerSum | null;
}

export interface SecondOrder {
  /** Share of the replies from elsewhere, in threads still seen, that are written on the servers cut. */
  threads: Estimate;
  /** Chance that a thread with so many replies from elsewhere has a hole. */
  holes: { replies: number; chance: Estimate }[];
  /** Share of the boosts arriving through others that carry posts of the servers cut. */
  boosts: Estimate;
  /** For the heaviest of the servers that no longer get the host's posts. */
  leaks: Leak[];
  doorways: Doorways | null;
  /** Why `doorways` is null; with `needs-whole-snapshot` no figure about third servers is known, but gateways and relays. */
  doorwaysSkipped: 'too-many-paths' | 'needs-whole-snapshot' | null;
  connectivity: {
    /** Chance that two people can talk, before and after; null where no size is known. */
    before: number | null;
    after: number | null;
    /** `before`, and by how much it falls, each with interval and grade: what people are shown. */
    estimate: Estimate;
    fall: Estimate;
    /** Equal islands that would give the same chance as today. */
    islands: number | null;
    /** Share of all people in the largest set of servers that hold together today. */
    largest: number | null;
    /** Where the communities would come apart first, today; null where nothing sets any apart. */
    seam: { connectivity: number; sides: [string[], string[]] } | null;
  };
  gateways: ClosedGateway[];
  relays: ClosedRelay[];
}

/** The part of it that the lists of third servers tell. */
export type AmongOthers = Omit<SecondOrder, 'gateways' | 'relays'>;
