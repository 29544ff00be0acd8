/** What each entry of a scenario would do alone, against today. */
import type { Change } from './change.ts';
import { assumed, cutEitherWay, hideIn, sever } from './effects.ts';
import type { Graph } from './graph.ts';
import { combined, isSpared } from './policies.ts';
import type { Plan, PlannedEntry } from './scenario.ts';
import { type Shares, unknownShare } from './shares.ts';
import { evidenceNames } from './ties.ts';
import type { EntryStatus, Evidence, ImpactEntry } from './types.ts';
import { opensIn } from './visibility.ts';
import { isUnsized, type Weights } from './weights.ts';

const roundingError = 1e-12;

/** Shares of today's reach, each direction. */
export interface Reach {
  in: Shares;
  out: Shares;
}

/** Every entry with its share alone, the largest loss first. */
export function assessEntries(graph: Graph, plan: Plan, change: Change, weights: Weights, reach: Reach): ImpactEntry[] {
  return plan.entries.map((entry) => assessEntry(graph, entry, change, weights, reach)).sort(byLoss);
}

/** How many entries, from the largest, carry 90 % of what the entries take alone; null when they take nothing. */
export function countFor90(entries: readonly ImpactEntry[]): number | null {
  const losses = entries.map(lossOf);
  const total = losses.reduce((sum, loss) => sum + loss, 0);
  if (total <= 0) return null;
  let carried = 0;
  const last = losses.findIndex((loss) => {
    carried += loss;
    return carried >= 0.9 * total - roundingError;
  });
  return last + 1;
}

export function countByStatus(entries: readonly ImpactEntry[]): Record<EntryStatus, number> {
  const counts = { cut: 0, hidden: 0, opened: 0, kept: 0, already: 0, dead: 0, unknown: 0 };
  for (const { status } of entries) counts[status]++;
  return counts;
}

function assessEntry(graph: Graph, entry: PlannedEntry, change: Change, weights: Weights, reach: Reach): ImpactEntry {
  const tally = tallyNodes(graph, entry, change, weights);
  const answers = graph.live[change.before.node] === 1;
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

interface Tally {
  live: number;
  /** Servers that answer and that an exception keeps from the entry's action. */
  spared: number;
  sized: number;
  people: number;
  /** Nodes the entry alone would cut. */
  cutIn: number[];
  cutOut: number[];
  /** Of these, servers that may be tied and whose size is not known. */
  unsized: number;
  openedNodes: number;
  hiddenNodes: number;
  severs: boolean;
  evidence: Evidence | null;
}

function tallyNodes(graph: Graph, entry: PlannedEntry, change: Change, weights: Weights): Tally {
  const tally: Tally = {
    live: 0,
    spared: 0,
    sized: 0,
    people: 0,
    cutIn: [],
    cutOut: [],
    unsized: 0,
    openedNodes: 0,
    hiddenNodes: 0,
    severs: false,
    evidence: null,
  };
  let heaviest = -1;
  for (const node of entry.nodes) {
    const people = graph.audience.people[node]!;
    if (!Number.isNaN(people)) {
      tally.sized++;
      tally.people += people;
    }
    const weight = weights.in[node]! + weights.out[node]!;
    if (weight > heaviest) {
      heaviest = weight;
      tally.evidence = evidenceNames[weights.evidence[node]!]!;
    }
    if (graph.live[node] === 1) tallyLive(graph, entry, change, weights, node, tally);
  }
  return tally;
}

function tallyLive(
  graph: Graph,
  entry: PlannedEntry,
  change: Change,
  weights: Weights,
  node: number,
  tally: Tally,
): void {
  const { before, contactBefore } = change;
  tally.live++;
  if (isSpared(entry.side === 'theirs' ? change.rulesOn : change.rulesBy, node, entry.rule)) tally.spared++;
  // Nothing is cut or opened by rules while the host itself does not answer.
  if (graph.live[before.node] === 0) return;
  const { ours, theirs } = bitsAlone(graph, entry, change, node);
  const arrives = opensIn(ours, theirs);
  const leaves = opensIn(theirs, ours);
  const lostIn = contactBefore.in[node] === 1 && !arrives;
  const lostOut = contactBefore.out[node] === 1 && !leaves;
  if (lostIn) tally.cutIn.push(node);
  if (lostOut) tally.cutOut.push(node);
  if (lostIn || lostOut) {
    tally.unsized += isUnsized(graph, weights, node) ? 1 : 0;
    tally.severs ||= (entry.rule.effect & sever) !== 0;
  } else if ((arrives && contactBefore.in[node] === 0) || (leaves && contactBefore.out[node] === 0)) {
    tally.openedNodes++;
  } else if (contactBefore.in[node] === 1 && (ours & hideIn) !== 0 && (before.ours[node]! & hideIn) === 0) {
    tally.hiddenNodes++;
  }
}

/** Bits between the host and a node if only this entry were added to today's rules. */
function bitsAlone(
  { policies }: Graph,
  { side, rule, length }: PlannedEntry,
  { rulesBy, rulesOn, before }: Change,
  node: number,
) {
  const ours = before.ours[node]!;
  const theirs = before.theirs[node]!;
  // A name on an allowlist is no longer shut out by the one that stands.
  if (side === 'allow') return { ours: rulesBy.effect[node]!, theirs };
  // What an allowlist mode adds to the declared rules stays.
  if (side === 'ours')
    return { ours: combined(rulesBy, node, rule, length) | policies.closedTo(before.node, node), theirs };
  return { ours, theirs: combined(rulesOn, node, rule, length) | policies.closedTo(node, before.node) };
}

function statusOf({ side, rule, nodes, namesHost }: PlannedEntry, tally: Tally, answers: boolean): EntryStatus {
  if (nodes.length === 0) return namesHost ? 'kept' : 'unknown';
  if (!answers) return 'unknown';
  if (tally.live === 0) return 'dead';
  if (tally.cutIn.length + tally.cutOut.length > 0) return 'cut';
  if (tally.openedNodes > 0) return 'opened';
  if (tally.hiddenNodes > 0) return 'hidden';
  const idle = side === 'allow' || (rule.effect & (cutEitherWay | hideIn)) === 0 || tally.spared === tally.live;
  return idle ? 'kept' : 'already';
}

function lossOf({ shareIn, shareOut }: ImpactEntry): number {
  return Math.max(0, shareIn ?? 0) + Math.max(0, shareOut ?? 0);
}

function byLoss(a: ImpactEntry, b: ImpactEntry): number {
  const people = (entry: ImpactEntry) => entry.audience ?? -1;
  return lossOf(b) - lossOf(a) || people(b) - people(a) || (a.target < b.target ? -1 : a.target > b.target ? 1 : 0);
}
