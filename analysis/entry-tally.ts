/** What one entry of a scenario alone would do to the servers it matches, against today. */
import { hideIn, sever } from './effects.ts';
import type { Graph } from './graph.ts';
import type { PlannedEntry } from './planned-entry.ts';
import { combined, isSpared } from './policies.ts';
import { rowLeft } from './rules-by-node.ts';
import { evidenceNames } from './ties.ts';
import type { Today } from './today.ts';
import type { Evidence } from './types.ts';
import { opensIn } from './visibility.ts';
import { isUnsized } from './weights.ts';

export interface Tally {
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
  shownNodes: number;
  severs: boolean;
  evidence: Evidence | null;
}

/** O(nodes it matches). */
export function tallyNodes(graph: Graph, entry: PlannedEntry, today: Today): Tally {
  const { weights } = today;
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
    shownNodes: 0,
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
    if (graph.live[node] === 1) tallyLive(graph, entry, today, node, tally);
  }
  return tally;
}

function tallyLive(graph: Graph, entry: PlannedEntry, today: Today, node: number, tally: Tally): void {
  const { standing: before, contact: contactBefore, weights } = today;
  tally.live++;
  if (isSpared(entry.side === 'theirs' ? today.rulesOn : today.rulesBy, node, entry.rule)) tally.spared++;
  // Nothing is cut or opened by rules while the host itself does not answer.
  if (graph.live[today.node] === 0) return;
  const { ours, theirs } = bitsAlone(graph, entry, today, node);
  const arrives = opensIn(ours, theirs);
  const leaves = opensIn(theirs, ours);
  const lostIn = contactBefore.in[node] === 1 && !arrives;
  const lostOut = contactBefore.out[node] === 1 && !leaves;
  if (lostIn) tally.cutIn.push(node);
  if (lostOut) tally.cutOut.push(node);
  if (lostIn || lostOut) {
    tally.unsized += isUnsized(graph, weights, node) ? 1 : 0;
    const newly = (ours & ~before.ours[node]!) | (theirs & ~before.theirs[node]!);
    tally.severs ||= (newly & sever) !== 0;
  } else if ((arrives && contactBefore.in[node] === 0) || (leaves && contactBefore.out[node] === 0)) {
    tally.openedNodes++;
  } else if (contactBefore.in[node] === 1 && (ours & hideIn) !== 0 && (before.ours[node]! & hideIn) === 0) {
    tally.hiddenNodes++;
  } else if (contactBefore.in[node] === 1 && (ours & hideIn) === 0 && (before.ours[node]! & hideIn) !== 0) {
    tally.shownNodes++;
  }
}

/** Bits between the host and a node if only this entry changed today's rules. */
function bitsAlone(graph: Graph, entry: PlannedEntry, today: Today, node: number): { ours: number; theirs: number } {
  const { policies } = graph;
  const { standing, rulesBy } = today;
  const ours = standing.ours[node]!;
  const theirs = standing.theirs[node]!;
  // A name on an allowlist is no longer shut out by the one that stands.
  if (entry.side === 'allow') return { ours: rulesBy.effect[node]!, theirs };
  // What an allowlist mode adds to the declared rules stays.
  if (entry.side === 'ours')
    return { ours: ownBits(graph, entry, today, node) | policies.closedTo(today.node, node), theirs };
  return { ours, theirs: theirBits(entry, today, node) | policies.closedTo(node, today.node) };
}

function ownBits(graph: Graph, { rule, length, lifted }: PlannedEntry, today: Today, node: number): number {
  const { rulesBy } = today;
  if (lifted === null) return combined(rulesBy, node, rule, length);
  return rowLeft(graph, today.ownRules().get(node) ?? [], lifted, rulesBy.spared[node]!).effect[0]!;
}

function theirBits({ rule, length, lifted }: PlannedEntry, { rulesOn }: Today, node: number): number {
  return lifted === null ? combined(rulesOn, node, rule, length) : 0;
}
