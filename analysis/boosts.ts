/**
 * Posts that reach a server by boosts of third servers, two steps away.
 *
 * People on r boost what they follow. With x_r and ρ_r of through-others.ts, ρ_r being the share of the cut servers in
 * what r reads, Σ_r x_r ρ_r is the share of the boosts arriving through others that carry posts of the cut servers.
 *
 * The same figure seen from a server that is cut off by Z tells how much of Z still comes through to it (the leak):
 * what it is before the cut is the most it can be after it, and 0 where nothing of Z can be fetched there.
 */
import type { Graph } from './graph.ts';
import { perGraph } from './per-graph.ts';
import {
  estimateMissing,
  lookThrough,
  type Parts,
  partsOf,
  type Scatter,
  type ThroughOthers,
} from './through-others.ts';
import type { Estimate } from './types.ts';
import { contactOf, standingOf } from './visibility.ts';
import { weighTies } from './weights.ts';

export interface LostBoosts {
  /** Share of the boosts arriving through others that carry posts of the servers cut. */
  missing: Estimate;
  /** What of `missing` falls on each server cut. */
  parts: Parts;
}

export function loseBoosts(through: ThroughOthers): LostBoosts {
  return { missing: estimateMissing(through, through.boosts), parts: partsOf(through, through.boosts) };
}

/**
 * @param reader the server that would no longer get what `author` writes
 * @param fetch whether it could still fetch posts of the author (`pullOut` of visibility.ts)
 * @returns share of the boosts its people see that carry posts of the author: an upper bound, and 0 where nothing can
 * be fetched; null where nothing is known of what it reads
 */
export function leakTo(
  graph: Graph,
  reader: number,
  author: number,
  fetch: 0 | 1 | null,
  scatter?: Scatter,
): Estimate | null {
  if (fetch === 0) return { share: 0, low: 0, high: 0, grade: null };
  if (scatter !== undefined) return measureLeak(graph, reader, author, scatter);
  const held = lastLeaks(graph);
  if (held.author !== author) Object.assign(held, { author, byReader: new Map() });
  const known = held.byReader.get(reader);
  if (known !== undefined) return known;
  const leak = measureLeak(graph, reader, author);
  held.byReader.set(reader, leak);
  return leak;
}

/** A scenario that grows asks about the same readers again, so those of the last author are kept. */
const lastLeaks = perGraph((): { author: number; byReader: Map<number, Estimate | null> } => {
  return { author: -1, byReader: new Map() };
});

function measureLeak(graph: Graph, reader: number, author: number, scatter?: Scatter): Estimate | null {
  const contact = contactOf(graph, standingOf(graph, reader));
  const through = lookThrough(graph, weighTies(graph, reader), contact, [author], scatter);
  return through === null ? null : loseBoosts(through).missing;
}
