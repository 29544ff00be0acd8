import type { Csr } from '../../data/snapshot/types.ts';

/** An undirected graph: every edge stands in the rows of both its ends, with one weight; none joins a node to itself. */
export interface WeightedCsr extends Csr {
  /** Parallel to `targets`, above 0; absent where every edge weighs 1. */
  weights?: Float64Array;
}
