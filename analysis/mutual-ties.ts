/** Which pairs of servers list each other: each in both rows, rows ascending. */
import { mutualPairs } from './kernels/mutual-merge.ts';
import { perGraph } from './per-graph.ts';

export const mutualTiesOf = perGraph(({ ties }) => mutualPairs(ties.peers.all(), ties.listedBy.all()));
