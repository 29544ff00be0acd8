/** What each entry of a scenario would do alone, against today. */
import { assumed, cutEitherWay, hideIn } from './effects.ts';
import { type Tally, tallyNodes } from './entry-tally.ts';
import type { Graph } from './graph.ts';
import type { PlannedEntry } from './planned-entry.ts';
import type { Plan } from './scenario.ts';
import { unknownShare } from './shares.ts';
import { sum } from './sum.ts';
import type { Today } from './today.ts';
import type { EntryStatus, ImpactEntry } from './types.ts';
import type { Weights } from './weights.ts';

const roundingError = 1e-12;

/** Every entry with its share alone, the largest loss first. O(nodes they match). */
export function assessEntries(graph: Graph, plan: Plan, today: Today): ImpactEntry[] {
  return plan.entries.map((entry) => assessEntry(graph, entry, today)).sort(byLoss);
}

/** How many entries, from the largest, carry 90 % of what the entries take alone; null when they take nothing. */
export function countFor90(entries: readonly ImpactEntry[]): number | null {
  const losses = entries.map(lossOf);
  const total = sum(losses);
  if (total <= 0) return null;
  let carried = 0;
  const last = losses.findIndex((loss) => {
    carried += loss;
    return carried >= 0.9 * total - roundingError;
  });
  return last + 1;
}

export function countByStatus(entries: readonly ImpactEntry[]): Record<EntryStatus, number> {
  const counts = { cut: 0, hidden: 0, opened: 0, shown: 0, kept: 0, already: 0, dead: 0, unknown: 0 };
  for (const { status } of entries) counts[status]++;
  return counts;
}

/** How many entries match a server that is, or may be, tied to the host. */
export function countTied({ entries }: Plan, { mask }: Weights): number {
  return entries.filter(({ nodes }) => nodes.some((node) => mask[node]! > 0)).length;
}

function assessEntry(graph: Graph, entry: PlannedEntry, today: Today): ImpactEntry {
  const { weights, reach } = today;
  const tally = tallyNodes(graph, entry, today);
  const answers = graph.live[today.node] === 1;
  const status = statusOf(entry, tally, answers);
  // Zero would be wrong where all that is cut is of unknown size.
  const sizes = (nodes: readonly number[]) => nodes.some((node) => weights.in[node]! + weights.out[node]! > 0);
  const blind = tally.unsized > 0 && !sizes(tally.cutIn) && !sizes(tally.cutOut);
  const known = status !== 'unknown' && !blind;
  const estimateIn = known ? reach.in.of(tally.cutIn) : unknownShare;
  const estimateOut = known ? reach.out.of(tally.cutOut) : unknownShare;
  return {
    target: entry.target,
    action: entry.action,
    status,
    hosts: entry.nodes.length,
    shareIn: estimateIn.share,
    shareOut: estimateOut.share,
    estimateIn,
    estimateOut,
    audience: tally.sized === 0 ? null : Math.round(tally.people),
    evidence: tally.evidence,
    irreversible: tally.severs,
    assumed: (entry.rule.effect & assumed) !== 0,
  };
}

function statusOf(entry: PlannedEntry, tally: Tally, answers: boolean): EntryStatus {
  const { side, rule, nodes, namesHost, untold } = entry;
  if (nodes.length === 0) return namesHost ? 'kept' : 'unknown';
  if (!answers || untold) return 'unknown';
  if (tally.live === 0) return 'dead';
  if (tally.cutIn.length + tally.cutOut.length > 0) return 'cut';
  if (tally.openedNodes > 0) return 'opened';
  if (tally.hiddenNodes > 0) return 'hidden';
  if (tally.shownNodes > 0) return 'shown';
  const idle = side === 'allow' || (rule.effect & (cutEitherWay | hideIn)) === 0 || tally.spared === tally.live;
  return idle ? 'kept' : 'already';
}

function lossOf({ shareIn, shareOut }: ImpactEntry): number {
  return Math.max(0, shareIn ?? 0) + Math.max(0, shareOut ?? 0);
}

function byLoss(a: ImpactEntry, b: ImpactEntry): number {
  const people = (entry: ImpactEntry) => entry.audience ?? -1;
  return (
    lossOf(b) - lossOf(a) || people(b) - people(a) || compareText(a.target, b.target) || compareText(a.action, b.action)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
