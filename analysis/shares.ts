/** Many shares of one base, each for the cost of the ties it takes: the base is summed up and drawn once. */

import { drawsIn, drawsOut, interval90, sumDraws } from './draws.ts';
import { dispersionOf } from './follow-model.ts';
import { gradeOf, lowerGrade } from './grade.ts';
import type { Graph } from './graph.ts';
import { drawnInterval, exactInterval, relativeVariance } from './intervals.ts';
import type { Estimate } from './types.ts';
import { exactEvidence, type Weights } from './weights.ts';

export const unknownShare: Readonly<Estimate> = { share: null, low: null, high: null, grade: null };

/** A base that may be next to nothing can grow without bound; beyond this no gain is told from another. */
const maxGain = 1_000;

export interface Shares {
  /** Share of the base that these nodes hold; their ties are graded with the base. O(nodes). */
  of(nodes: readonly number[]): Estimate;
  /** What these nodes outside the base would add to it with these weights, over the base; may exceed 1. O(nodes). */
  gain(nodes: readonly number[], weights: readonly number[]): Estimate;
}

/** What is weighed: follows of the server's people, follows of it, or people in reach. */
export type Weighed = 'in' | 'out' | 'people';

/**
 * @param weights where the ties come from
 * @param base weight by node, the ties that stand
 */
export function measureShares(graph: Graph, weights: Weights, base: Float64Array, weighed: Weighed): Shares {
  const { evidence, exact } = weights;
  const nodes: number[] = [];
  let whole = 0;
  base.forEach((weight, node) => {
    if (weight > 0) nodes.push(node);
    whole += weight;
  });
  const draw = (some: readonly number[], values: readonly number[]) => drawTies(graph, weights, weighed, some, values);
  let drawn: Float64Array | undefined;
  const wholeDraws = () => {
    drawn ??= draw(
      nodes,
      nodes.map((node) => base[node]!),
    );
    return drawn;
  };
  const baseGrade = gradeOf(graph, base, evidence);
  const isExact = (some: readonly number[]) => exact && weighed !== 'people' && some.length >= 0;

  return {
    of(some) {
      if (whole === 0) return unknownShare;
      const values = some.map((node) => base[node]!);
      const part = sum(values);
      const grade = lowerGrade(baseGrade, gradeOf(graph, base, evidence, some));
      if (isExact(some)) return { ...exactInterval(part, whole), grade };
      if (part === 0 || part >= whole) {
        const none = new Float64Array(0);
        return { ...drawnInterval({ part, whole, partDraws: none, wholeDraws: none, ties: some.length }), grade };
      }
      const partDraws = draw(some, values);
      return { ...drawnInterval({ part, whole, partDraws, wholeDraws: wholeDraws(), ties: some.length }), grade };
    },
    gain(some, values) {
      if (whole === 0) return unknownShare;
      const share = sum(values) / whole;
      const added: Record<number, number> & { length: number } = { length: graph.order };
      for (let at = 0; at < some.length; at++) added[some[at]!] = values[at]!;
      const grade = lowerGrade(baseGrade, gradeOf(graph, added, evidence, some));
      if (isExact(some) || share === 0) return { share, low: share, high: share, grade };
      const before = wholeDraws();
      const { low, high } = interval90(draw(some, values).map((value, at) => Math.min(maxGain, value / before[at]!)));
      return { share, low: Math.min(low, share), high: Math.max(high, share), grade };
    },
  };
}

/** Σ of the values over the nodes, drawn. */
function drawTies(
  graph: Graph,
  { mask, evidence, kind }: Weights,
  weighed: Weighed,
  nodes: readonly number[],
  values: readonly number[],
): Float64Array {
  const { sigma } = graph.audience;
  const { tie, kind: kindVariance } = weighed === 'people' ? noScatter : dispersionOf(graph)[weighed];
  const relative = nodes.map((node, at) => {
    if (values[at] === 0) return 0;
    // People are counted on a server, whoever follows whom; a published count of follows says nothing about them.
    if (weighed === 'people') return Math.expm1(sigma[node]! ** 2) + (1 - mask[node]!) / mask[node]!;
    return evidence[node] === exactEvidence ? 0 : relativeVariance(values[at]!, sigma[node]!, mask[node]!, tie);
  });
  const kinds = nodes.map((node) => kind[node]!);
  const ties = { nodes, weight: values, relative, kind: kinds, kindVariance };
  return sumDraws(graph.draws, ties, weighed === 'out' ? drawsOut : drawsIn);
}

const noScatter = { tie: 0, kind: 0 };

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
