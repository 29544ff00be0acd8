/** Whom each server is tied to by what is listed, one server at a time: all at once would take more memory than the lists. */
import type { RowSource } from './kernels/peer-sets.ts';
import { contains, type TieModel } from './ties.ts';

/** @returns rows as `tiedPairs` has them, one-sided and two-sided alike; each holds until the next is asked for */
export function tieRows({ peers, listedBy, tells, unlists }: TieModel): RowSource {
  const { order } = peers;
  const room = new Uint32Array(order);
  const silent = (from: number, about: number) => tells[from] === 0 || contains(unlists, from, about);
  return {
    order,
    row(node) {
      let ours = peers.offsets[node]!;
      let theirs = listedBy.offsets[node]!;
      const oursEnd = peers.offsets[node + 1]!;
      const theirsEnd = listedBy.offsets[node + 1]!;
      // Whoever tells nothing is tied to all that list it.
      if (ours === oursEnd && tells[node] === 0) return listedBy.targets.subarray(theirs, theirsEnd);
      let size = 0;
      while (ours < oursEnd || theirs < theirsEnd) {
        const listed = ours < oursEnd ? peers.targets[ours]! : order;
        const lister = theirs < theirsEnd ? listedBy.targets[theirs]! : order;
        const other = Math.min(listed, lister);
        if (listed === other) ours++;
        if (lister === other) theirs++;
        const tied = listed === lister || (listed === other ? silent(other, node) : silent(node, other));
        if (tied && other !== node) room[size++] = other;
      }
      return room.subarray(0, size);
    },
  };
}
