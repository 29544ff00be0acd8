/** What is said of a server by something that has not seen its counts. */
import { followModelOf } from '../follow-model.ts';
import type { Graph } from '../graph.ts';
import type { Interval } from '../intervals.ts';
import { measureShares } from '../shares.ts';
import { weighByModel } from '../weights.ts';
import type { Direction, PerDirection } from './counted-rows.ts';

/** One entry a node, up to one factor a direction. */
export interface Told extends PerDirection<Float64Array> {
  /** 90 % intervals of the shares that some nodes hold of a base, the weights that stand; not there where nothing is said of error. */
  measure?: (direction: Direction, base: Float64Array) => (nodes: readonly number[]) => Interval;
}

export type Predict = (node: number) => Told;

/**
 * The model of a graph, which must not hold the counts of the servers asked about. What their partners count of them is left
 * out as well: most servers have fewer partners that publish counts than those who publish have.
 */
export function predictBy(graph: Graph): Predict {
  const model = followModelOf(graph);
  return (node) => {
    const weights = weighByModel(graph, model, node);
    return {
      in: weights.in,
      out: weights.out,
      measure: (direction, base) => measureShares(graph, weights, base, direction).of,
    };
  };
}
