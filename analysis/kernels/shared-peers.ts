/**
 * For each node, the partners whose ties resemble its own most: the top k by the φ coefficient of the two tie sets
 * (each with the node itself), measured over a sample of columns.
 * φ: G. U. Yule. On the methods of measuring association between two attributes. J. R. Stat. Soc. 75(6), 1912, 579–652.
 * Degree plays no part in it, so that large servers do not become everybody's nearest.
 */
import type { Csr } from '../../data/snapshot/types.ts';
import { insertPartner, noPartner } from './partner-slots.ts';

export interface NearestPartners {
  /** k slots a node, nearest first; unused slots hold `noPartner`. */
  partners: Uint32Array;
  phi: Float64Array;
}

/**
 * @param ties symmetric, rows ascending
 * @param columns the nodes over which sets are compared, ascending
 * @returns partners with φ > 0 only; equal φ go to the lower node number
 */
export function nearestBySharedPeers(
  { order, offsets, targets }: Csr,
  columns: Uint32Array,
  k: number,
): NearestPartners {
  const words = Math.ceil(columns.length / 32);
  const { bits, counts } = packSets({ order, offsets, targets }, columns, words);
  const nearest: NearestPartners = {
    partners: new Uint32Array(order * k).fill(noPartner),
    phi: new Float64Array(order * k),
  };
  for (let node = 0; node < order; node++) {
    for (let edge = offsets[node]!; edge < offsets[node + 1]!; edge++) {
      const other = targets[edge]!;
      if (other <= node) continue;
      let shared = 0;
      for (let word = 0; word < words; word++)
        shared += popcount(bits[node * words + word]! & bits[other * words + word]!);
      const phi = phiCoefficient(columns.length, counts[node]!, counts[other]!, shared);
      insertPartner(nearest.partners, nearest.phi, k, node, other, phi);
      insertPartner(nearest.partners, nearest.phi, k, other, node, phi);
    }
  }
  return nearest;
}

/** @returns φ of two sets of sizes a and b, of which `shared` is common, among `total`; 0 when one is empty or full */
export function phiCoefficient(total: number, a: number, b: number, shared: number): number {
  const spread = a * b * (total - a) * (total - b);
  return spread === 0 ? 0 : (total * shared - a * b) / Math.sqrt(spread);
}

function packSets({ order, offsets, targets }: Csr, columns: Uint32Array, words: number) {
  const position = new Int32Array(order).fill(-1);
  columns.forEach((node, at) => {
    position[node] = at;
  });
  const bits = new Uint32Array(order * words);
  const counts = new Uint32Array(order);
  const add = (node: number, member: number) => {
    const at = position[member]!;
    if (at === -1) return;
    bits[node * words + (at >>> 5)]! |= 1 << (at & 31);
    counts[node]!++;
  };
  for (let node = 0; node < order; node++) {
    add(node, node);
    for (let edge = offsets[node]!; edge < offsets[node + 1]!; edge++) add(node, targets[edge]!);
  }
  return { bits, counts };
}

/** H. S. Warren. Hacker's Delight, 2nd ed., 2012, fig. 5-2. */
function popcount(word: number): number {
  let bits = word - ((word >>> 1) & 0x5555_5555);
  bits = (bits & 0x3333_3333) + ((bits >>> 2) & 0x3333_3333);
  return (((bits + (bits >>> 4)) & 0x0f0f_0f0f) * 0x0101_0101) >>> 24;
}
