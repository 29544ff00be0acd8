/** Several runs of Leiden over one graph, which need nothing of each other: two threads do two at a time. */
import { leiden, type Partition } from './leiden.ts';
import type { Parallel, Task } from './parallel.ts';
import type { WeightedCsr } from './weighted-csr.ts';

export interface Run {
  /** γ. */
  resolution: number;
  seed: number;
  maxIterations: number;
}

/** @param graph over shared memory, where a second thread is to take some @returns in the order of `runs` */
export function runLeiden(graph: WeightedCsr, runs: readonly Run[], parallel: Parallel): Partition[] {
  const parts = runs.map((run) => ({ graph, run, labels: parallel.uint32(graph.order), told: parallel.float64(2) }));
  parallel.run(findCommunities, parts);
  return parts.map(({ labels, told }) => ({ labels, count: told[0]!, modularity: told[1]! }));
}

export const findCommunities: Task<{ graph: WeightedCsr; run: Run; labels: Uint32Array; told: Float64Array }> = {
  name: 'leiden: find communities',
  run({ graph, run, labels, told }) {
    const found = leiden(graph, run);
    labels.set(found.labels);
    told.set([found.count, found.modularity]);
  },
};
