/**
 * What a server no longer gets when it stays silent: others give up on one that does not answer for some days.
 *
 * gone_in(X, d) = Σ F(X→j) 1[d ≥ days of j] / Σ F(X→j), over servers that answer and whose posts no rule keeps out,
 * whether or not X itself answers today. Others send again once they hear from X; what was missed is not sent again.
 */
import type { Graph } from './graph.ts';
import { akkoma, mastodon, mbin, misskey, pleroma } from './rules/families.ts';
import { measureShares } from './shares.ts';
import { sizedShare } from './sized-share.ts';
import type { Estimate } from './types.ts';
import { opensIn, standingOf } from './visibility.ts';
import { isUnsized, type Weights, weighTies } from './weights.ts';

export interface Outage {
  /** Share of the follows of its people that has stopped arriving after so many days of silence. */
  after: { days: number; gone: Estimate }[];
  /** Days after which the first server that is, or may be, tied gives up; null when none is. */
  firstDay: number | null;
  /** Share of those follows on servers whose software nobody has read: the usual number of days is assumed. */
  assumed: Estimate;
}

export interface Patience {
  /** Days of failed delivery after which a server stops sending. */
  days: number;
  assumed: boolean;
}

// biome-ignore format: a table is read by columns
const table: readonly (readonly [software: readonly string[], days: number, source: string])[] = [
  [mastodon, 7, 'Mastodon 4.6, app/lib/delivery_failure_tracker.rb: seven different days on which delivery failed'],
  [misskey, 7, 'Misskey 2025.10, DeliverProcessorService.ts: a week without an answer; at once when told 410 Gone'],
  [[...pleroma, ...akkoma], 7, 'Pleroma 2.7, config.exs: federation_reachability_timeout_days, unless set otherwise'],
  [['lemmy'], 3, 'Lemmy 0.19, crates/db_schema/src/impls/instance.rs: three days since it was last seen'],
  [mbin, 7, 'Mbin, src/Entity/Instance.php, read 2026: ten failures and nothing sent or received for a week'],
];
const usualDays = 7;
const shownDays = [2, 4, 7];

const daysOf = new Map(table.flatMap(([software, days]) => software.map((name) => [name, days] as const)));

/** @param software NodeInfo name, lower-case; null where not known */
export function patienceOf(software: string | null): Patience {
  const days = daysOf.get(software ?? '');
  return { days: days ?? usualDays, assumed: days === undefined };
}

/** @param weights the ties of the node */
export function assessOutage(
  graph: Graph,
  node: number,
  { weights = weighTies(graph, node), days = shownDays }: { weights?: Weights; days?: readonly number[] } = {},
): Outage {
  const { ours, theirs } = standingOf(graph, node);
  const base = new Float64Array(graph.order);
  const patience = graph.snapshot.hosts.map(({ software }) => patienceOf(software));
  const tied: number[] = [];
  for (let other = 0; other < graph.order; other++) {
    if (other === node || graph.live[other] === 0 || !opensIn(ours[other]!, theirs[other]!)) continue;
    base[other] = weights.in[other]!;
    if (base[other]! > 0 || isUnsized(graph, weights, other)) tied.push(other);
  }
  const shares = measureShares(graph, weights, base, 'in');
  const share = (nodes: readonly number[]) => sizedShare(graph, weights, shares, nodes);
  return {
    after: days.map((day) => ({ days: day, gone: share(tied.filter((other) => day >= patience[other]!.days)) })),
    firstDay:
      tied.length === 0 ? null : tied.reduce((first, other) => Math.min(first, patience[other]!.days), usualDays),
    assumed: share(tied.filter((other) => patience[other]!.assumed)),
  };
}
