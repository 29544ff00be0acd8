/**
 * For each list, the lists that resemble it most: shared names count the more the fewer lists hold them.
 *
 * w_b = 1 / ln(2 + n_b) with n_b the lists that name b, sim(k, l) = Σ_b w_b Y_kb Y_lb / √(Σ_b w_b Y_kb · Σ_b w_b Y_lb):
 * the cosine of the lists under weights as of K. Spärck Jones. A statistical interpretation of term specificity and its
 * application in retrieval. J. Documentation 28(1), 1972, 11–21.
 * Walks from names to lists, so that only pairs with a name in common cost anything: O(Σ_b n_b²).
 */
import type { Csr } from '../../data/snapshot/types.ts';
import { insertPartner, noPartner } from './partner-slots.ts';

export interface NearestLists {
  /** Slots a list. */
  k: number;
  /** k slots a list, most similar first, equal ones by number; unused slots hold `noPartner`. */
  partners: Uint32Array;
  /** In (0, 1]; 0 in unused slots. */
  similarity: Float64Array;
}

/**
 * @param rows what each list names
 * @param columns the same turned around: which lists name each
 * @param named n_b
 */
export function nearestLists(rows: Csr, columns: Csr, named: ArrayLike<number>, k: number): NearestLists {
  const { order } = rows;
  const weight = Float64Array.from({ length: order }, (_, name) => 1 / Math.log(2 + named[name]!));
  const length = new Float64Array(order);
  for (let list = 0; list < order; list++) {
    for (let at = rows.offsets[list]!; at < rows.offsets[list + 1]!; at++) length[list]! += weight[rows.targets[at]!]!;
  }
  const nearest: NearestLists = {
    k,
    partners: new Uint32Array(order * k).fill(noPartner),
    similarity: new Float64Array(order * k),
  };
  const shared = new Float64Array(order);
  const met = new Uint32Array(order);
  for (let list = 0; list < order; list++) {
    let count = 0;
    for (let at = rows.offsets[list]!; at < rows.offsets[list + 1]!; at++) {
      const name = rows.targets[at]!;
      for (let edge = columns.offsets[name]!; edge < columns.offsets[name + 1]!; edge++) {
        const other = columns.targets[edge]!;
        if (shared[other] === 0) met[count++] = other;
        shared[other]! += weight[name]!;
      }
    }
    for (let at = 0; at < count; at++) {
      const other = met[at]!;
      const similarity = shared[other]! / Math.sqrt(length[list]! * length[other]!);
      if (other !== list) insertPartner(nearest.partners, nearest.similarity, k, list, other, similarity);
      shared[other] = 0;
    }
  }
  return nearest;
}
