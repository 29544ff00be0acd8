/**
 * How much of one server's contact with the rest is with each other server (model M0: sizes × known ties).
 * F(i→j), follows from people on i to accounts on j, is taken as proportional to A_i · A_j · m_ij; the server's own A_i
 * is the same in every term and cancels from every share, so it is left out.
 */
import type { Graph } from './graph.ts';
import { readTies } from './ties.ts';

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
  /** The weights are published counts, not estimates. */
  exact: boolean;
}

const exactEvidence = 4;

/** The weights of one server towards all others. O(order + degree). A server of unknown audience weighs nothing. */
export function weighTies(graph: Graph, node: number): Weights {
  const { mask, evidence } = readTies(graph.ties, node);
  const rows = graph.counts.rowsOf(node);
  if (rows === undefined) {
    const people = peopleOver(graph, mask);
    return { in: people, out: people, people, mask, evidence, exact: false };
  }
  // Published counts replace the whole row, so that its units stay the same: a host without a row has no follows.
  const follows = { in: new Float64Array(graph.order), out: new Float64Array(graph.order) };
  mask.fill(0);
  for (const { target, followsOut, followsIn } of rows) {
    follows.in[target]! += followsOut;
    follows.out[target]! += followsIn;
    if (followsOut + followsIn > 0) mask[target] = 1;
  }
  return { ...follows, people: peopleOver(graph, mask), mask, evidence: evidence.fill(exactEvidence), exact: true };
}

/** @returns whether a tie with this node may exist whose size nobody published */
export function isUnsized(graph: Graph, weights: Weights, other: number): boolean {
  return !weights.exact && weights.mask[other]! > 0 && Number.isNaN(graph.audience.people[other]!);
}

function peopleOver({ audience }: Graph, mask: Float64Array): Float64Array {
  const people = new Float64Array(mask.length);
  for (let node = 0; node < people.length; node++) {
    const known = audience.people[node]!;
    if (!Number.isNaN(known)) people[node] = known * mask[node]!;
  }
  return people;
}
