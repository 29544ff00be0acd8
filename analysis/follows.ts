/**
 * F̂(i→j): how many follows people on server i have to accounts on server j, as a product of what is known of each side
 * and of the pair: reader_i · author_j · affinity[group_i, group_j] · kinship[circles] · evidence[class] · m_ij.
 */
import type { PairModel } from './kernels/pair-sums/pair-sums.ts';

/** Indices into `FollowModel.kinship`: the circles of the two servers differ, agree, or one of them has none. */
export const differs = 0;
export const agrees = 1;
export const untold = 2;

export interface FollowModel extends PairModel {
  /** fitted: in follows, from published counts · plain: sizes × known ties, up to one factor for the whole snapshot. */
  kind: 'fitted' | 'plain';
}

/**
 * @param evidence index into `evidenceNames`
 * @returns F̂(reader→author) if the two are tied; the caller weighs it with the probability of the tie
 */
export function followsIfTied(model: FollowModel, reader: number, author: number, evidence: number): number {
  return model.reader[reader]! * model.author[author]! * pairFactor(model, reader, author, evidence);
}

/** The part of F̂ that belongs to the pair and to neither side alone. */
export function pairFactor(model: FollowModel, reader: number, author: number, evidence: number): number {
  const { group, groupCount, affinity, circle, kinship } = model;
  return (
    affinity[group[reader]! * groupCount + group[author]!]! *
    kinship[relationOf(circle[reader]!, circle[author]!)]! *
    model.evidence[evidence]!
  );
}

/** @param a @param b numbers of circles, or -1 */
export function relationOf(a: number, b: number): number {
  return a === -1 || b === -1 ? untold : a === b ? agrees : differs;
}
