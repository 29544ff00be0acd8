/**
 * Which servers a server is tied to by what is listed alone: the skeleton, sums over third servers and doorways all walk
 * these rows. They are made when asked for: held for all servers at once they would take more memory than all lists.
 */
import type { Csr } from '../data/snapshot/types.ts';
import { isAmong, placeAmong } from './kernels/ascending.ts';
import { openMeeting } from './kernels/meet-lists/meet-lists.ts';
import type { RowSource } from './kernels/peer-sets.ts';
import { oneSided, type TieModel, twoSided } from './ties.ts';

/** Parallel arrays, of which the first `size` hold. */
export interface TiedRow {
  size: number;
  /** Ascending. */
  others: Uint32Array;
  /** Index into `evidenceNames`, parallel to `others`: one-sided or two-sided. */
  evidence: Uint8Array;
}

/**
 * A pair stands in the rows of both. O(listed peers of both sides) a row.
 * @param row where rows are put, with room for all servers
 * @returns a reader of rows, all in this one piece of memory: each reading fills it anew, whoever reads
 */
export function tiedRows<Row extends TiedRow = TiedRow>(
  { peers, listedBy, tells, unlists, unlistedBy }: TieModel,
  row: Row = roomFor(peers.order) as Row,
): (node: number) => Row {
  const { order } = peers;
  const { others, evidence } = row;
  const { denies, isLister, meet } = openMeeting(order, row, oneSided);
  denies.set(tells);

  const readTelling = (node: number, listed: Uint32Array, listers: Uint32Array) => {
    const size = meet(node, listed, listers);
    const leftOut = unlists.targets.subarray(unlists.offsets[node], unlists.offsets[node + 1]);
    return putAmong(
      leftOut.filter((other) => isLister[other] === 1 && !isAmong(listed, other)),
      size,
    );
  };
  /** Puts those that list the server alone, ascending, into their places in the row. @returns its new size */
  const putAmong = (alone: Uint32Array, size: number) => {
    let end = size;
    for (let last = alone.length - 1; last >= 0; last--) {
      const at = placeAmong(others, alone[last]!, 0, end);
      others.copyWithin(at + last + 1, at, end);
      evidence.copyWithin(at + last + 1, at, end);
      others[at + last] = alone[last]!;
      evidence[at + last] = oneSided;
      end = at;
    }
    return size + alone.length;
  };
  /** Whoever lists a server that tells nothing is tied to it. */
  const readSilent = (node: number, listed: Uint32Array, listers: Uint32Array) => {
    let size = 0;
    let ours = 0;
    let theirs = 0;
    while (ours < listed.length || theirs < listers.length) {
      const ahead = ours < listed.length ? listed[ours]! : order;
      const behind = theirs < listers.length ? listers[theirs]! : order;
      const other = Math.min(ahead, behind);
      if (ahead === other) ours++;
      if (behind === other) theirs++;
      if (other === node || (behind > other && denies[other] === 1)) continue;
      others[size] = other;
      evidence[size++] = ahead === behind ? twoSided : oneSided;
    }
    return size;
  };

  return (node) => {
    const leaving = unlistedBy.targets.subarray(unlistedBy.offsets[node], unlistedBy.offsets[node + 1]);
    for (let at = 0; at < leaving.length; at++) denies[leaving[at]!] = 0;
    const readRow = tells[node] === 1 ? readTelling : readSilent;
    row.size = readRow(node, peers.row(node), listedBy.row(node));
    for (let at = 0; at < leaving.length; at++) denies[leaving[at]!] = tells[leaving[at]!]!;
    return row;
  };
}

function roomFor(order: number): TiedRow {
  return { size: 0, others: new Uint32Array(order), evidence: new Uint8Array(order) };
}

/** The same without the evidence; each row holds until the next is asked for. */
export function tiedNodes(ties: TieModel): RowSource {
  const read = tiedRows(ties);
  return {
    order: ties.peers.order,
    row: (node) => {
      // Whoever tells nothing is tied to all that list it.
      if (ties.tells[node] === 0 && ties.peers.degree(node) === 0) return ties.listedBy.row(node);
      const { others, size } = read(node);
      return others.subarray(0, size);
    },
  };
}

/** All rows at once, for graphs of which they fit into memory; symmetric. */
export function tiedPairs(ties: TieModel): Csr {
  const { order } = ties.peers;
  const { row } = tiedNodes(ties);
  const offsets = new Uint32Array(order + 1);
  for (let node = 0; node < order; node++) offsets[node + 1] = offsets[node]! + row(node).length;
  const targets = new Uint32Array(offsets[order]!);
  for (let node = 0; node < order; node++) targets.set(row(node), offsets[node]);
  return { order, offsets, targets };
}
