/** What each entry of a scenario would do alone, against today. */
import type { Change } from './change.ts';
import { assumed, hideIn, sever } from './effects.ts';
import type { Graph } from './graph.ts';
import { combined } from './policies.ts';
import type { Plan, PlannedEntry } from './scenario.ts';
import { evidenceNames } from './ties.ts';
import type { EntryStatus, Evidence, ImpactEntry } from './types.ts';
import { opensIn } from './visibility.ts';
import { isUnsized, type Weights } from './weights.ts';

const roundingError = 1e-12;

/** Every entry with its share alone, the largest loss first. */
export function assessEntries(graph: Graph, plan: Plan, change: Change, weights: Weights): ImpactEntry[] {
  const reach = { in: 0, out: 0 };
  for (let node = 0; node < graph.order; node++) {
    reach.in += weights.in[node]! * change.contactBefore.in[node]!;
    reach.out += weights.out[node]! * change.contactBefore.out[node]!;
  }
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
  const counts = { cut: 0, hidden: 0, kept: 0, already: 0, dead: 0, unknown: 0 };
  for (const { status } of entries) counts[status]++;
  return counts;
}

function assessEntry(
  graph: Graph,
  entry: PlannedEntry,
  change: Change,
  weights: Weights,
  reach: { in: number; out: number },
): ImpactEntry {
  const tally = tallyNodes(graph, entry, change, weights);
  const known = tally.cutNodes === 0 || tally.lostIn + tally.lostOut > 0 || tally.unsized === 0;
  const status = statusOf(entry, tally);
  const share = (lost: number, of: number) => (status === 'unknown' || !known || of === 0 ? null : lost / of);
  return {
    target: entry.target,
    action: entry.action,
    status,
    hosts: entry.nodes.length,
    shareIn: share(tally.lostIn, reach.in),
    shareOut: share(tally.lostOut, reach.out),
    audience: tally.sized === 0 ? null : Math.round(tally.people),
    evidence: tally.evidence,
    irreversible: tally.severs,
    assumed: (entry.rule.effect & assumed) !== 0,
  };
}

interface Tally {
  live: number;
  sized: number;
  unsized: number;
  people: number;
  cutNodes: number;
  hiddenNodes: number;
  lostIn: number;
  lostOut: number;
  severs: boolean;
  evidence: Evidence | null;
}

function tallyNodes(graph: Graph, entry: PlannedEntry, change: Change, weights: Weights): Tally {
  const tally: Tally = {
    live: 0,
    sized: 0,
    unsized: 0,
    people: 0,
    cutNodes: 0,
    hiddenNodes: 0,
    lostIn: 0,
    lostOut: 0,
    severs: false,
    evidence: null,
  };
  const { before, contactBefore } = change;
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
    if (graph.live[node] === 0) continue;
    tally.live++;
    const { ours, theirs } = bitsAlone(entry, change, node);
    const lostIn = contactBefore.in[node] === 1 && !opensIn(ours, theirs);
    const lostOut = contactBefore.out[node] === 1 && !opensIn(theirs, ours);
    if (lostIn || lostOut) {
      tally.cutNodes++;
      tally.lostIn += lostIn ? weights.in[node]! : 0;
      tally.lostOut += lostOut ? weights.out[node]! : 0;
      tally.unsized += isUnsized(graph, weights, node) ? 1 : 0;
      tally.severs ||= (entry.rule.effect & sever) !== 0;
    } else if (contactBefore.in[node] === 1 && (ours & hideIn) !== 0 && (before.ours[node]! & hideIn) === 0) {
      tally.hiddenNodes++;
    }
  }
  return tally;
}

/** Bits between the host and a node if only this entry were added to today's rules. */
function bitsAlone({ side, rule, length }: PlannedEntry, { rulesBy, rulesOn, before }: Change, node: number) {
  const ours = before.ours[node]!;
  const theirs = before.theirs[node]!;
  if (side === 'allow') return { ours, theirs };
  // What an allowlist mode adds to the declared rules stays.
  if (side === 'ours') return { ours: combined(rulesBy, node, rule, length) | (ours & ~rulesBy.effect[node]!), theirs };
  return { ours, theirs: combined(rulesOn, node, rule, length) | (theirs & ~rulesOn.effect[node]!) };
}

function statusOf({ side, rule, nodes, namesHost }: PlannedEntry, tally: Tally): EntryStatus {
  if (nodes.length === 0) return namesHost ? 'kept' : 'unknown';
  if (tally.live === 0) return 'dead';
  if (side === 'allow') return 'kept';
  const changes = tally.cutNodes + tally.hiddenNodes > 0;
  if (!changes) return (rule.effect & ~assumed) === 0 ? 'kept' : 'already';
  if (tally.sized === 0) return 'unknown';
  return tally.cutNodes > 0 ? 'cut' : 'hidden';
}

function lossOf({ shareIn, shareOut }: ImpactEntry): number {
  return Math.max(0, shareIn ?? 0) + Math.max(0, shareOut ?? 0);
}

function byLoss(a: ImpactEntry, b: ImpactEntry): number {
  const people = (entry: ImpactEntry) => entry.audience ?? -1;
  return lossOf(b) - lossOf(a) || people(b) - people(a) || (a.target < b.target ? -1 : a.target > b.target ? 1 : 0);
}
