/**
 * Holes in threads: replies that people of a server no longer see, in threads they still see.
 *
 * A thread stands on a server r that stays in sight; those who follow r answer there. With x_r and ρ_r of
 * through-others.ts, ρ_r being the share of the cut servers among the readers of r (those who can read it and be read):
 * missing = Σ_r x_r ρ_r, and a thread of n replies from elsewhere has a hole with chance Σ_r x_r (1 − (1 − ρ_r)^n).
 *
 * Both are upper bounds: a server sees only replies that were delivered, forwarded or fetched, also without any cut.
 */
import { threadLengths } from './second-order-types.ts';
import { estimateMissing, type Parts, partsOf, sumOver, type ThroughOthers } from './through-others.ts';
import type { Estimate } from './types.ts';

export interface LostThreads {
  /** Share of the replies from elsewhere, in threads still seen, that are written on the servers cut. */
  missing: Estimate;
  /** Chance that a thread with so many replies from elsewhere has at least one hole. */
  holes: { replies: number; chance: Estimate }[];
  /** What of `missing` falls on each server cut. */
  parts: Parts;
}

export function loseThreads(through: ThroughOthers): LostThreads {
  const missing = estimateMissing(through, through.replies);
  return {
    missing,
    holes: threadLengths.map((replies) => ({ replies, chance: holeChance(through, missing, replies) })),
    parts: partsOf(through, through.replies),
  };
}

/** The bounds are those of the missing share, carried over: every ρ_r is scaled as that share is. */
function holeChance({ attention, replies: { part } }: ThroughOthers, missing: Estimate, replies: number): Estimate {
  const { share, low, high } = missing;
  if (share === null || low === null || high === null || share === 0) return missing;
  const chance = (scale: number) => sumOver(attention, (node) => 1 - (1 - Math.min(1, part[node]! * scale)) ** replies);
  return { ...missing, share: chance(1), low: chance(low / share), high: chance(high / share) };
}
