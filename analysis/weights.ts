/**
 * How much of one server's contact with the rest is with each other server: F(X→j) and F(j→X), from counts where somebody
 * publishes them, else from the model of follows times the probability of the tie.
 */
import type { SnapshotCount } from '../data/snapshot/types.ts';
import { cutEitherWay } from './effects.ts';
import { followModelOf, labelsOf } from './follow-model.ts';
import type { FollowModel } from './follows.ts';
import type { Graph } from './graph.ts';
import { estimateRow, type TieEstimates } from './tie-estimates.ts';
import { kindsOf } from './tie-kinds.ts';
import { evidenceNames } from './ties.ts';
import { standingOf } from './visibility.ts';

/** One entry a node. */
export interface Weights {
  /** F(X→j) for the server X, up to one factor; 0 where nothing is known. */
  in: Float64Array;
  /** F(j→X), up to one factor. */
  out: Float64Array;
  /** Monthly active people on j in reach over a tie: A_j · m_Xj. */
  people: Float64Array;
  /** Probability of a tie. */
  mask: Float64Array;
  /** Index into `evidenceNames`. */
  evidence: Uint8Array;
  /** Ties of one kind may be off together: the language of the other server, or the circle the two share. */
  kind: Uint8Array;
  /** All weights are counts, not estimates. */
  exact: boolean;
}

export const exactEvidence = evidenceNames.indexOf('X');

/**
 * The weights of one server towards all others. O(order + degree).
 * @param known exact counts of the server's own that stand in no snapshot; what has no row has no follows
 */
export function weighTies(graph: Graph, node: number, known?: readonly SnapshotCount[]): Weights {
  const rows = known ?? graph.counts.rowsOf(node);
  return rows === undefined ? estimateWeights(graph, followModelOf(graph), node) : countedWeights(graph, node, rows);
}

/** @returns whether a tie with this node may exist whose size nobody published */
export function isUnsized(graph: Graph, weights: Weights, other: number): boolean {
  return (
    weights.evidence[other] !== exactEvidence && weights.mask[other]! > 0 && Number.isNaN(graph.audience.people[other]!)
  );
}

/** Whatever the server itself publishes; counts that other servers publish of it are used. */
function estimateWeights(graph: Graph, model: FollowModel, node: number): Weights {
  const row = estimateRow(graph, model, node);
  if (model.kind === 'fitted') fillCounted(graph, node, row);
  return completeRow(graph, node, row);
}

/** As a model alone tells them, whatever anybody counts. */
export function weighByModel(graph: Graph, model: FollowModel, node: number): Weights {
  return completeRow(graph, node, estimateRow(graph, model, node));
}

function completeRow(graph: Graph, node: number, row: TieEstimates): Weights {
  return { ...row, kind: kindsOf(graph, labelsOf(graph), node), people: peopleOver(graph, row.mask), exact: false };
}

/** What partners count of this server replaces the estimate; not across a block, which may have deleted the follows. */
function fillCounted(graph: Graph, node: number, weights: TieEstimates): void {
  const { ours, theirs } = standingOf(graph, node);
  for (const source of graph.counts.sources) {
    const cut = ((ours[source]! | theirs[source]!) & cutEitherWay) !== 0;
    if (source === node || cut || graph.live[source] === 0) continue;
    const row = graph.counts.rowOn(source, node);
    weights.in[source] = row?.followsIn ?? 0;
    weights.out[source] = row?.followsOut ?? 0;
    weights.mask[source] = weights.in[source]! + weights.out[source]! > 0 ? 1 : 0;
    weights.evidence[source] = exactEvidence;
  }
}

/** Published counts replace the whole row, so that its units stay the same: a host without a row has no follows. */
function countedWeights(graph: Graph, node: number, rows: readonly SnapshotCount[]): Weights {
  const follows = { in: new Float64Array(graph.order), out: new Float64Array(graph.order) };
  const mask = new Float64Array(graph.order);
  for (const { target, followsOut, followsIn } of rows) {
    if (target === node) continue;
    follows.in[target]! += followsOut;
    follows.out[target]! += followsIn;
    if (followsOut + followsIn > 0) mask[target] = 1;
  }
  const evidence = new Uint8Array(graph.order).fill(exactEvidence);
  return {
    ...follows,
    people: peopleOver(graph, mask),
    mask,
    evidence,
    kind: new Uint8Array(graph.order),
    exact: true,
  };
}

function peopleOver({ audience }: Graph, mask: Float64Array): Float64Array {
  const people = new Float64Array(mask.length);
  for (let node = 0; node < people.length; node++) {
    const known = audience.people[node]!;
    if (!Number.isNaN(known)) people[node] = known * mask[node]!;
  }
  return people;
}
