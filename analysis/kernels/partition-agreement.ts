/**
 * How far two partitions of the same nodes agree, from the counts of nodes that two groups have in common.
 * NMI: L. Danon, A. Díaz-Guilera, J. Duch, A. Arenas. Comparing community structure identification. J. Stat. Mech.
 * P09008, 2005. ARI: L. Hubert, P. Arabie. Comparing partitions. J. Classif. 2, 1985, 193–218.
 */
import { groupsOf, renumber } from './groups.ts';

export interface Agreement {
  /** Normalised mutual information, 2 I(A; B) / (H(A) + H(B)), 0–1. */
  nmi: number;
  /** Adjusted Rand index: 1 for the same partition, about 0 for unrelated ones. */
  ari: number;
}

/** @param a per node its group, and so b; below the number of nodes. Two partitions that say nothing are the same: 1. */
export function comparePartitions(a: Uint32Array, b: Uint32Array): Agreement {
  const left = a.slice();
  const right = b.slice();
  const leftSizes = new Float64Array(renumber(left));
  const rightSizes = new Float64Array(renumber(right));
  for (const group of left) leftSizes[group]!++;
  for (const group of right) rightSizes[group]!++;
  const order = a.length;
  let joint = 0;
  let pairsTogether = 0;
  for (const common of commonSizes(left, leftSizes.length, right, rightSizes.length)) {
    joint += entropyOf(common, order);
    pairsTogether += pairsOf(common);
  }
  const entropies =
    sumOf(leftSizes, (size) => entropyOf(size, order)) + sumOf(rightSizes, (size) => entropyOf(size, order));
  const [pairsLeft, pairsRight] = [sumOf(leftSizes, pairsOf), sumOf(rightSizes, pairsOf)];
  const expected = order < 2 ? 0 : (pairsLeft * pairsRight) / pairsOf(order);
  const most = (pairsLeft + pairsRight) / 2;
  return {
    nmi: entropies === 0 ? 1 : Math.min(1, Math.max(0, (2 * (entropies - joint)) / entropies)),
    ari: most === expected ? 1 : (pairsTogether - expected) / (most - expected),
  };
}

/** Every number of nodes that a group of one has in common with a group of the other, but none that is 0. */
function commonSizes(left: Uint32Array, leftCount: number, right: Uint32Array, rightCount: number): number[] {
  const members = groupsOf(left, leftCount);
  const met = new Uint32Array(rightCount);
  const sizes: number[] = [];
  for (let group = 0; group < leftCount; group++) {
    const nodes = members.targets.subarray(members.offsets[group], members.offsets[group + 1]);
    for (const node of nodes) met[right[node]!]!++;
    for (const node of nodes) {
      if (met[right[node]!]! > 0) sizes.push(met[right[node]!]!);
      met[right[node]!] = 0;
    }
  }
  return sizes;
}

function sumOf(sizes: Float64Array, of: (size: number) => number): number {
  return sizes.reduce((sum, size) => sum + of(size), 0);
}

function entropyOf(size: number, order: number): number {
  return (-size / order) * Math.log(size / order);
}

function pairsOf(size: number): number {
  return (size * (size - 1)) / 2;
}
