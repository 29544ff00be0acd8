/** How large a drawn world is. `full` is today's fediverse as crawls count it; `next` is what it may grow into. */

/** Raised whenever the same size and seed come to mean another world: files planted before are then drawn anew. */
export const largeWorldForm = 3;

export interface LargeScale {
  hosts: number;
  /** Servers that publish their list of peers. */
  lists: number;
  /** Peer entries on a day, about. */
  edges: number;
  /** Declared blocks, about, and how many servers declare them. */
  blocks: number;
  declarers: number;
  /** Servers that count follows to every peer. */
  counters: number;
  /** Servers that federate only with hosts they list. */
  allowlists: number;
}

export const largeScales = {
  small: { hosts: 2000, lists: 1600, edges: 1e6, blocks: 17_000, declarers: 150, counters: 20, allowlists: 3 },
  medium: { hosts: 20_000, lists: 10_000, edges: 20e6, blocks: 380_000, declarers: 1500, counters: 120, allowlists: 5 },
  full: {
    hosts: 60_000,
    lists: 25_000,
    edges: 130e6,
    blocks: 1_464_000,
    declarers: 4000,
    counters: 300,
    allowlists: 8,
  },
  next: { hosts: 200_000, lists: 80_000, edges: 1e9, blocks: 6e6, declarers: 12_000, counters: 1000, allowlists: 20 },
} as const satisfies Record<string, LargeScale>;

export type LargeSize = keyof typeof largeScales;

export const largeSizes = Object.keys(largeScales) as LargeSize[];
