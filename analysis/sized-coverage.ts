/** Sizes and coverage of a snapshot alone, without the graph: what a peer list says is only counted. */
import type { Csr, Snapshot } from '../data/snapshot/types.ts';
import { type Audience, estimateAudience } from './audience.ts';
import { summariseCoverage } from './coverage.ts';
import type { Coverage } from './types.ts';

export function sizedCoverage(snapshot: Snapshot): { audience: Audience; coverage: Coverage } {
  const { peers } = snapshot;
  const listed = countListers(peers);
  const audience = estimateAudience(snapshot, { degree: (node) => listed[node]! });
  return { audience, coverage: summariseCoverage(snapshot, peers.targets.length, audience) };
}

/** @returns for each node, how many rows hold it */
function countListers({ order, targets }: Csr): Uint32Array {
  const counts = new Uint32Array(order);
  for (let edge = 0; edge < targets.length; edge++) counts[targets[edge]!]!++;
  return counts;
}
