/** The ties of one server as a model of follows tells them, whatever anybody counts. */
import { type FollowModel, pairFactor } from './follows.ts';
import type { Graph } from './graph.ts';
import { readTies, type TieRow } from './ties.ts';

/** One entry a node. */
export interface TieEstimates {
  /** F̂(X→j) for the server X; of the plain model A_j · m_Xj. */
  in: Float64Array;
  /** F̂(j→X). */
  out: Float64Array;
  /** Probability of a tie. */
  mask: Float64Array;
  /** Index into `evidenceNames`. */
  evidence: Uint8Array;
}

/** Weights by a model alone. */
export function estimateRow(graph: Graph, model: FollowModel, node: number): TieEstimates {
  return estimateTies(graph, model, node, readTies(graph.ties, node));
}

/** The same for ties that were read before. */
export function estimateTies(graph: Graph, model: FollowModel, node: number, { mask, evidence }: TieRow): TieEstimates {
  if (model.kind === 'plain') {
    // Sizes alone have no unit: the server's own is left out, so that it need not be known.
    const people = mask.map((tied, other) => tied * model.author[other]!);
    return { in: people, out: people, mask, evidence };
  }
  const weights = { in: new Float64Array(graph.order), out: new Float64Array(graph.order) };
  const reader = model.reader[node]! || 1;
  const author = model.author[node]! || 1;
  for (let other = 0; other < graph.order; other++) {
    if (mask[other] === 0) continue;
    const [theirs, ours] = [model.author[other]!, model.reader[other]!];
    weights.in[other] = mask[other]! * reader * theirs * pairFactor(model, node, other, evidence[other]!);
    weights.out[other] = mask[other]! * ours * author * pairFactor(model, other, node, evidence[other]!);
  }
  return { ...weights, mask, evidence };
}
