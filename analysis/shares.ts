/** Many shares of one base, each for the cost of the ties it takes: the base is summed up once. */
import { gradeOf, lowerGrade } from './grade.ts';
import type { Graph } from './graph.ts';
import { addTie, estimatePart, exactPart, type Interval, noTies, type TieSum } from './intervals.ts';
import type { Estimate } from './types.ts';
import type { Weights } from './weights.ts';

export const unknownShare: Readonly<Estimate> = { share: null, low: null, high: null, grade: null };

/** A base that may be next to nothing can grow without bound; beyond this no gain is told from another. */
const maxGain = 1_000;

export interface Shares {
  /** Share of the base that these nodes hold; their ties are graded with the base. O(nodes). */
  of(nodes: readonly number[]): Estimate;
  /** What one node outside the base would add to it with this weight, over the base; may exceed 1. O(1). */
  gain(node: number, weight: number): Estimate;
}

/**
 * @param weights where the ties come from
 * @param base weight by node, the ties that stand
 */
export function measureShares(graph: Graph, weights: Weights, base: Float64Array): Shares {
  const { sigma } = graph.audience;
  const { mask, evidence, exact } = weights;
  const add = (sum: TieSum, node: number, weight: number) => addTie(sum, weight, sigma[node]!, mask[node]!);
  const estimate: (part: TieSum, all: TieSum) => Interval = exact ? exactPart : estimatePart;
  const all = noTies();
  for (let node = 0; node < graph.order; node++) add(all, node, base[node]!);
  const baseGrade = gradeOf(graph, base, evidence);

  return {
    of(nodes) {
      if (all.weight === 0) return unknownShare;
      const part = noTies();
      for (const node of nodes) add(part, node, base[node]!);
      return { ...estimate(part, all), grade: lowerGrade(baseGrade, gradeOf(graph, base, evidence, nodes)) };
    },
    gain(node, weight) {
      if (all.weight === 0) return unknownShare;
      const part = noTies();
      add(part, node, weight);
      const both = { ...all, weight: all.weight + part.weight, variance: all.variance + part.variance };
      const share = part.weight / all.weight;
      const { low, high } = exact ? { low: share, high: share } : gainInterval(estimatePart(part, both));
      const own = gradeOf(graph, { [node]: weight, length: node + 1 }, evidence, [node]);
      return { share, low, high, grade: lowerGrade(baseGrade, own) };
    },
  };
}

/** From a share s of base and gain together to the gain over the base, s / (1 − s). */
function gainInterval({ low, high }: Interval): Omit<Interval, 'share'> {
  const odds = (share: number) => Math.min(share / (1 - share), maxGain);
  return { low: low === null ? null : odds(low), high: high === null ? null : odds(high) };
}
