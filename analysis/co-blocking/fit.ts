/**
 * Learns from two times how lists grow: logit P(k cuts b by then | not now) = η0 + Σ η · features (features.ts).
 *
 * All new blocks are kept and, of each group of pairs without one, a sample. That a row is there at all is then likelier for
 * a block, by the inverse of the sampled share: its logarithm is an offset, and what is left are the coefficients of all pairs
 * (G. King, L. Zeng. Logistic regression in rare events data. Polit. Anal. 9(2), 2001, 137–163). The intercept is then
 * shifted so that the chances of that time add up to the blocks that came.
 * The fit says what goes together and not what brings about what: who resembles whom and who copies whom cannot be told
 * apart from outside (C. R. Shalizi, A. C. Thomas. Homophily and contagion are generically confounded in observational
 * social network studies. Sociol. Methods Res. 40(2), 2011, 211–239).
 */
import { fitLogistic, type LogisticData, linearPredictor, logistic, shiftToMatch } from '../kernels/ridge-logistic.ts';
import { allFeatures, featureCount, outlookOf, writeFeatures } from './features.ts';
import type { ListTable } from './list-table.ts';
import type { Observation, ObservedPairs } from './pairs.ts';

/** Fewer new blocks than this carry no seven coefficients. */
export const minNewBlocks = 30;
/** λ of the ridge: as if each coefficient had a normal prior of variance 1. */
const ridge = 1;

export interface CoBlockModel {
  /** η, in the order of features.ts; 0 for a feature that was left out. */
  coefficients: Float64Array;
}

export type CoBlockFit =
  | { model: CoBlockModel; newBlocks: number }
  | { model: null; reason: 'few-new-blocks' | 'not-converged'; newBlocks: number };

/** @param features positions of the features that are used; the first must be 0, the intercept */
export function fitCoBlocking({ table, pairs }: Observation, features: readonly number[] = allFeatures): CoBlockFit {
  const { newBlocks, sampledShare, outcome, weight } = pairs;
  if (newBlocks < minNewBlocks) return { model: null, reason: 'few-new-blocks', newBlocks };
  const offset = sampledShare.map((share) => -Math.log(share));
  const all = { features: featuresOf(table, pairs), width: featureCount, outcome };
  const data = { ...selectColumns(all, features), offset };
  const fit = fitLogistic(data, ridge);
  if (!fit.converged) return { model: null, reason: 'not-converged', newBlocks };
  const predictors = Float64Array.from(outcome, (_, at) => linearPredictor(data, fit.coefficients, at));
  const coefficients = new Float64Array(featureCount);
  features.forEach((position, column) => {
    coefficients[position] = fit.coefficients[column]!;
  });
  coefficients[0]! += shiftToMatch(predictors, weight, newBlocks);
  return { model: { coefficients }, newBlocks };
}

/** @returns P for each pair */
export function chancesOf({ coefficients }: CoBlockModel, { table, pairs }: Observation): Float64Array {
  const data = { features: featuresOf(table, pairs), width: featureCount };
  return Float64Array.from(pairs.source, (_, at) => logistic(linearPredictor(data, coefficients, at)));
}

/** Row by row, in the order of the pairs; what pairs of one source have in common is read once. */
function featuresOf(table: ListTable, { source, target }: ObservedPairs): Float64Array {
  const features = new Float64Array(source.length * featureCount);
  const order = Uint32Array.from(source, (_, at) => at).sort((a, b) => source[a]! - source[b]! || a - b);
  let outlook = source.length === 0 ? undefined : outlookOf(table, source[order[0]!]!);
  for (const at of order) {
    if (outlook?.source !== source[at]!) outlook = outlookOf(table, source[at]!);
    writeFeatures(table, outlook, target[at]!, features, at * featureCount);
  }
  return features;
}

function selectColumns({ features, width, outcome }: LogisticData, columns: readonly number[]): LogisticData {
  const selected = new Float64Array(outcome.length * columns.length);
  for (let row = 0; row < outcome.length; row++) {
    columns.forEach((column, position) => {
      selected[row * columns.length + position] = features[row * width + column]!;
    });
  }
  return { features: selected, width: columns.length, outcome };
}
