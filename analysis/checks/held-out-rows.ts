/**
 * V3: one server's follows with every other, server by server, as a model tells them that has not seen its counts: are the
 * large ones large, in the right order, by the right factor? Asked are ties that the lists allow, with servers of known size;
 * told numbers are brought to the counted sum, as only shares are ever shown.
 */

import { sum } from '../sum.ts';
import { meanOf } from './answers.ts';
import { type Bins, binByExpected, poissonDeviance, slopeOf, sumBins } from './calibration.ts';
import { above, below, type Check, restOn, within } from './check.ts';
import { type CountedRow, type Direction, fewestFollows, fewestServers } from './counted-rows.ts';
import type { Told } from './predict.ts';
import { overlapOfLargest, spearman } from './ranks.ts';

const topPartners = 20;

export interface RowScore {
  spearman: number | null;
  /** Share of the 20 largest partners, of all there are, that are among the 20 told to be largest. */
  overlap: number | null;
  deviance: number;
  /** Ties. */
  cells: number;
  bins: Bins;
}

/** @returns null for a row with too few follows on such ties */
export function scoreRow({ follows, contact, tied }: CountedRow, told: Told, direction: Direction): RowScore | null {
  const counted = Float64Array.from(tied[direction], (node) => follows[direction][node]!);
  const weights = Float64Array.from(tied[direction], (node) => told[direction][node]!);
  const [all, guessed] = [sum(counted), sum(weights)];
  if (all < fewestFollows || guessed === 0) return null;
  const expected = weights.map((weight) => (weight * all) / guessed);
  const standing = told[direction].map((weight, node) => weight * contact[direction][node]!);
  return {
    spearman: spearman(counted, expected),
    overlap: overlapOfLargest(follows[direction], standing, topPartners),
    deviance: poissonDeviance(counted, expected),
    cells: counted.length,
    bins: binByExpected(counted, expected),
  };
}

export interface RowsScore {
  rows: number;
  spearman: number | null;
  overlap: number | null;
  /** A tie. */
  deviance: number | null;
  slope: number | null;
  bins: Bins;
}

export function scoreRows(scores: readonly (RowScore | null)[]): RowsScore {
  const known = scores.filter((score) => score !== null);
  const cells = known.reduce((sum, score) => sum + score.cells, 0);
  const bins = sumBins(known.map((score) => score.bins));
  return {
    rows: known.length,
    spearman: meanOf(known.map((score) => score.spearman)),
    overlap: meanOf(known.map((score) => score.overlap)),
    deviance: cells === 0 ? null : known.reduce((sum, score) => sum + score.deviance, 0) / cells,
    slope: slopeOf(bins),
    bins,
  };
}

/** @param without why there is no figure, where there is none */
export function checkRows(model: RowsScore, plain: RowsScore, direction: Direction, without: string): Check[] {
  const basis = { id: 'V3', rows: model.rows, unit: 'server', fewest: fewestServers, without } as const;
  const whose = 'sizes × ties';
  return restOn(basis, [
    above(`Spearman within a server, ${direction}`, model.spearman, plain.spearman, whose),
    above(`overlap of the 20 largest partners, ${direction}`, model.overlap, plain.overlap, whose),
    below(`Poisson deviance of a tie, ${direction}`, model.deviance, plain.deviance, whose),
    within(`slope of counted over expected, ${direction}`, model.slope, 0.9, 1.1),
  ]);
}
