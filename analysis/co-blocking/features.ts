/**
 * What may tell whether server k cuts server b next, as seen at one time:
 * 1, ln(1 + n_b), e_kb, ln(1 + n_k), λ_kb, ln(1 + Â_b), m_kb
 * with n_b the lists that name b, n_k the names on k's list, e_kb the share of b's blockers among the lists that resemble
 * k's, by likeness, λ_kb the surest list that names b and that k seems to follow, Â_b people on b, m_kb the tie of the two.
 */
import { noPartner } from '../kernels/partner-slots.ts';
import { contains, readTies } from '../ties.ts';
import type { ListTable } from './list-table.ts';

export const featureCount = 7;

/** Positions of the features, for a model of some of them alone. */
export const popularityOnly: readonly number[] = [0, 1];
export const allFeatures: readonly number[] = [0, 1, 2, 3, 4, 5, 6];

/** What all pairs of one server have in common. */
export interface Outlook {
  source: number;
  /** m_kb by node. */
  tie: Float64Array;
  /** Chance that it follows each shared list. */
  follows: Float64Array;
}

/** O(order + its rules). */
export function outlookOf({ graph, shared }: ListTable, source: number): Outlook {
  return { source, tie: readTies(graph.ties, source).mask, follows: shared.chancesOf(graph, source) };
}

/**
 * Writes the features of (source, target) to `into`, from `at` on.
 * @param supposed a server that is counted as if it cut the target too; undefined for what is
 */
export function writeFeatures(
  table: ListTable,
  { source, tie, follows }: Outlook,
  target: number,
  into: Float64Array,
  at: number,
  supposed?: number,
): void {
  const { rows, named, size } = table;
  into[at] = 1;
  into[at + 1] = Math.log1p(named[target]! + (supposed === undefined ? 0 : 1));
  into[at + 2] = likenessOfBlockers(table, source, target, supposed);
  into[at + 3] = Math.log1p(rows.offsets[source + 1]! - rows.offsets[source]!);
  into[at + 4] = surestList(table, target, follows);
  into[at + 5] = size[target]!;
  into[at + 6] = tie[target]!;
}

/** e_kb; 0 where no list resembles that of k. */
function likenessOfBlockers(
  { rows, nearest: { k, partners, similarity } }: ListTable,
  source: number,
  target: number,
  supposed: number | undefined,
): number {
  let all = 0;
  let blocking = 0;
  for (let slot = source * k; slot < (source + 1) * k && partners[slot] !== noPartner; slot++) {
    const other = partners[slot]!;
    all += similarity[slot]!;
    if (other === supposed || contains(rows, other, target)) blocking += similarity[slot]!;
  }
  return all === 0 ? 0 : blocking / all;
}

/** λ_kb; 0 where no list names b. */
function surestList({ listsNaming }: ListTable, target: number, follows: Float64Array): number {
  return listsNaming(target).reduce((most, list) => Math.max(most, follows[list]!), 0);
}
