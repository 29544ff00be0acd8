/**
 * Which pairs of servers are tied by what is listed alone, found once a snapshot: the skeleton, sums over third servers and
 * doorways all walk them.
 */
import type { Csr } from '../data/snapshot/types.ts';
import { perGraph } from './per-graph.ts';
import { contains, oneSided, type TieModel, twoSided } from './ties.ts';

/** Symmetric; rows ascending. */
export interface TiedPairs extends Csr {
  /** Index into `evidenceNames`, parallel to `targets`: one-sided or two-sided. */
  evidence: Uint8Array;
}

export const tiedPairsOf = perGraph(({ ties }) => tiedPairs(ties));

/** Each pair in both rows. O(listed peers). */
export function tiedPairs({ peers, listedBy, tells, unlists }: TieModel): TiedPairs {
  const { order } = peers;
  const offsets = new Uint32Array(order + 1);
  const targets = new Uint32Array(peers.targets.length * 2);
  const evidence = new Uint8Array(targets.length);
  const silent = (from: number, about: number) => tells[from] === 0 || contains(unlists, from, about);
  let size = 0;
  for (let node = 0; node < order; node++) {
    let ours = peers.offsets[node]!;
    let theirs = listedBy.offsets[node]!;
    const oursEnd = peers.offsets[node + 1]!;
    const theirsEnd = listedBy.offsets[node + 1]!;
    while (ours < oursEnd || theirs < theirsEnd) {
      const listed = ours < oursEnd ? peers.targets[ours]! : Number.POSITIVE_INFINITY;
      const lister = theirs < theirsEnd ? listedBy.targets[theirs]! : Number.POSITIVE_INFINITY;
      const other = Math.min(listed, lister);
      if (listed === other) ours++;
      if (lister === other) theirs++;
      const tied = listed === lister || (listed === other ? silent(other, node) : silent(node, other));
      if (!tied || other === node) continue;
      targets[size] = other;
      evidence[size++] = listed === lister ? twoSided : oneSided;
    }
    offsets[node + 1] = size;
  }
  return { order, offsets, targets: targets.slice(0, size), evidence: evidence.slice(0, size) };
}
