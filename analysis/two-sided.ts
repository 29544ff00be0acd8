/** Which pairs of servers list each other: each in both rows, rows ascending. */
import { mutualPairs } from './kernels/mutual-merge.ts';
import { perGraph } from './per-graph.ts';

export const twoSidedOf = perGraph(({ ties }) => mutualPairs(ties.peers, ties.listedBy));
