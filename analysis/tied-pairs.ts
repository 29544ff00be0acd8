/**
 * Which servers a server is tied to by what is listed alone: the skeleton, sums over third servers and doorways all walk
 * these rows. They are made when asked for: held for all servers at once they would take more memory than all lists.
 */
import type { Csr } from '../data/snapshot/types.ts';
import type { RowSource } from './kernels/peer-sets.ts';
import { contains, oneSided, type TieModel, twoSided } from './ties.ts';

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
  /** 1 where the list of a server proves that it does not know the server of the row. */
  const denies = tells.slice();

  return (node) => {
    const listed = peers.row(node);
    const listers = listedBy.row(node);
    const isSilent = tells[node] === 0;
    const leaving = unlistedBy.targets.subarray(unlistedBy.offsets[node], unlistedBy.offsets[node + 1]);
    for (let at = 0; at < leaving.length; at++) denies[leaving[at]!] = 0;
    let size = 0;
    let ours = 0;
    let theirs = 0;
    while (ours < listed.length || theirs < listers.length) {
      const ahead = ours < listed.length ? listed[ours]! : order;
      const behind = theirs < listers.length ? listers[theirs]! : order;
      if (ahead < behind) {
        ours++;
        if (denies[ahead] === 1 || ahead === node) continue;
        others[size] = ahead;
        evidence[size++] = oneSided;
      } else if (ahead > behind) {
        theirs++;
        if (!(isSilent || contains(unlists, node, behind)) || behind === node) continue;
        others[size] = behind;
        evidence[size++] = oneSided;
      } else {
        ours++;
        theirs++;
        if (ahead === node) continue;
        others[size] = ahead;
        evidence[size++] = twoSided;
      }
    }
    for (let at = 0; at < leaving.length; at++) denies[leaving[at]!] = tells[leaving[at]!]!;
    row.size = size;
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
