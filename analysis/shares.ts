/** Many shares of one base, each for the cost of the ties it takes: the base is summed up and drawn once. */
import { interval90 } from './draws.ts';
import { gradeOf, lowerGrade } from './grade.ts';
import type { Graph } from './graph.ts';
import { drawnInterval, exactInterval } from './intervals.ts';
import { sum } from './sum.ts';
import { drawTies, type Weighed } from './tie-draws.ts';
import type { Estimate } from './types.ts';
import type { Weights } from './weights.ts';

export const unknownShare: Readonly<Estimate> = { share: null, low: null, high: null, grade: null };

/** A base that may be next to nothing can grow without bound; beyond this no gain is told from another. */
const maxGain = 1_000;

export interface Shares {
  /** Share of the base that these nodes hold; their ties are graded with the base. O(nodes). */
  of(nodes: readonly number[]): Estimate;
  /** What these nodes outside the base would add to it with these weights, over the base; may exceed 1. O(nodes). */
  gain(nodes: readonly number[], weights: readonly number[]): Estimate;
  /** The same where each comes with a chance of its own, 0-1, told from elsewhere: never better known than in part. */
  likelyGain(nodes: readonly number[], weights: readonly number[], chances: readonly number[]): Estimate;
}

/**
 * @param weights where the ties come from
 * @param base weight by node, the ties that stand
 */
export function measureShares(graph: Graph, weights: Weights, base: Float64Array, weighed: Weighed): Shares {
  const exact = weights.exact && weighed !== 'people';
  const whole = base.reduce((total, weight) => total + weight, 0);
  const baseGrade = gradeOf(graph, base, weights.evidence);
  const draw = (nodes: readonly number[], values: readonly number[], chances?: readonly number[]) =>
    drawTies(graph, weights, weighed, nodes, values, chances);
  let drawn: Float64Array | undefined;
  const drawWhole = () => {
    drawn ??= draw(...heavy(base));
    return drawn;
  };
  const gradeWith = (values: ArrayLike<number>, nodes: readonly number[]) =>
    lowerGrade(baseGrade, gradeOf(graph, values, weights.evidence, nodes));

  return {
    of(nodes) {
      if (whole === 0) return unknownShare;
      const values = nodes.map((node) => base[node]!);
      const part = sum(values);
      const grade = gradeWith(base, nodes);
      if (exact) return { ...exactInterval(part, whole), grade };
      const ask = { part, whole, ties: nodes.length };
      if (part === 0 || part >= whole) return { ...drawnInterval({ ...ask, ...notDrawn }), grade };
      return { ...drawnInterval({ ...ask, partDraws: draw(nodes, values), wholeDraws: drawWhole() }), grade };
    },
    gain(nodes, values) {
      if (whole === 0) return unknownShare;
      const share = sum(values) / whole;
      const grade = gradeWith(spreadOver(graph.order, nodes, values), nodes);
      if (exact || share === 0) return { share, low: share, high: share, grade };
      return { ...gainInterval(share, draw(nodes, values), drawWhole()), grade };
    },
    likelyGain(nodes, values, chances) {
      if (whole === 0) return unknownShare;
      const expected = values.map((value, at) => value * chances[at]!);
      const share = sum(expected) / whole;
      const grade = lowerGrade('C', gradeWith(spreadOver(graph.order, nodes, expected), nodes));
      if (share === 0 || (exact && chances.every((chance) => chance === 1)))
        return { share, low: share, high: share, grade };
      const { low, high } = gainInterval(share, draw(nodes, values, chances), drawWhole());
      // Of published counts no more can come than all of them.
      return { share, low, high: exact ? Math.min(high, sum(values) / whole) : high, grade };
    },
  };
}

/** The estimate lies within its interval, also over a base that is next to nothing. */
function gainInterval(share: number, gained: Float64Array, before: Float64Array) {
  const { low, high } = interval90(
    gained.map((value, at) => (value === 0 ? 0 : Math.min(maxGain, value / before[at]!))),
  );
  return { share, low: Math.min(low, share), high: Math.max(high, share) };
}

const notDrawn = { partDraws: new Float64Array(0), wholeDraws: new Float64Array(0) };

/** @returns the nodes that weigh something, and what */
function heavy(base: Float64Array): [nodes: number[], values: number[]] {
  const nodes: number[] = [];
  const values: number[] = [];
  base.forEach((weight, node) => {
    if (weight === 0) return;
    nodes.push(node);
    values.push(weight);
  });
  return [nodes, values];
}

/** As sparse as it is given. */
function spreadOver(order: number, nodes: readonly number[], values: readonly number[]): ArrayLike<number> {
  const spread: Record<number, number> & { length: number } = { length: order };
  for (let at = 0; at < nodes.length; at++) spread[nodes[at]!] = values[at]!;
  return spread;
}
