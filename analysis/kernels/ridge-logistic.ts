/**
 * Logistic regression with a ridge penalty, by iteratively reweighted least squares: Newton's method on
 * Σ_i [ y_i η_i − ln(1 + e^{η_i}) ] − ½ λ Σ_{j>0} β_j² with η_i = β · x_i + offset_i, with steps halved until that grows.
 *
 * P. McCullagh, J. A. Nelder. Generalized Linear Models, 2nd ed., 1989, ch. 2.5 and 4.4.
 * S. le Cessie, J. C. van Houwelingen. Ridge estimators in logistic regression. Appl. Statist. 41(1), 1992, 191–201.
 */

export interface LogisticData {
  /** Row by row, `width` numbers each; the first of each is the constant 1, which is not penalised. */
  features: Float64Array;
  width: number;
  /** 0 or 1, one a row. */
  outcome: Uint8Array;
  /** Added to the linear predictor of each row, with no coefficient of its own; none when left out. */
  offset?: Float64Array;
}

/** What does not converge has no coefficients: a plausible number would be none. */
export type LogisticFit =
  | { converged: true; coefficients: Float64Array; iterations: number }
  | { converged: false; iterations: number };

const maxIterations = 50;
const maxHalvings = 30;
/** Largest step, in any coefficient, at which the fit is done. */
const tolerance = 1e-10;
/** By so much, relative, a sum over many rows may be wrong: no reason to shorten a step. */
const rounding = 1e-12;
/** A coefficient beyond this tells 0 from 1 by more than any number can say: the classes are apart, and nothing holds it. */
const maxCoefficient = 500;

/** @param ridge λ; 0 for none */
export function fitLogistic(data: LogisticData, ridge: number): LogisticFit {
  const { width } = data;
  let coefficients = new Float64Array(width);
  let objective = objectiveOf(data, coefficients, ridge);
  for (let iterations = 1; iterations <= maxIterations; iterations++) {
    const { gradient, curvature } = derivativesOf(data, coefficients, ridge);
    if (!solveInPlace(curvature, gradient, width)) return { converged: false, iterations };
    let scale = 1;
    let next = added(coefficients, gradient, scale);
    let value = objectiveOf(data, next, ridge);
    const least = objective - rounding * (1 + Math.abs(objective));
    for (let halving = 0; halving < maxHalvings && !(value >= least); halving++) {
      scale /= 2;
      next = added(coefficients, gradient, scale);
      value = objectiveOf(data, next, ridge);
    }
    const step = scale * gradient.reduce((most, part) => Math.max(most, Math.abs(part)), 0);
    coefficients = next;
    objective = value;
    if (coefficients.some((value) => !(Math.abs(value) < maxCoefficient))) return { converged: false, iterations };
    if (step < tolerance) return { converged: true, coefficients, iterations };
  }
  return { converged: false, iterations: maxIterations };
}

/** @returns β · x for the row at `at` */
export function linearPredictor(
  { features, width }: Pick<LogisticData, 'features' | 'width'>,
  coefficients: ArrayLike<number>,
  at: number,
): number {
  let sum = 0;
  for (let column = 0; column < width; column++) sum += features[at * width + column]! * coefficients[column]!;
  return sum;
}

/**
 * How far to shift every linear predictor so that the chances add up to what was observed, by bisection.
 * @param weight of each row
 * @param observed a sum of weights between 0 and all of them
 */
export function shiftToMatch(predictors: Float64Array, weight: ArrayLike<number>, observed: number): number {
  let low = -maxShift;
  let high = maxShift;
  for (let step = 0; step < shiftSteps; step++) {
    const middle = (low + high) / 2;
    let expected = 0;
    for (let at = 0; at < predictors.length; at++) expected += weight[at]! * logistic(predictors[at]! + middle);
    if (expected < observed) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

const maxShift = 50;
const shiftSteps = 60;

export function logistic(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

function objectiveOf(data: LogisticData, coefficients: Float64Array, ridge: number): number {
  let sum = 0;
  for (let at = 0; at < data.outcome.length; at++) {
    const eta = linearPredictor(data, coefficients, at) + (data.offset?.[at] ?? 0);
    // ln(1 + e^η), without overflow.
    sum += data.outcome[at]! * eta - (Math.max(eta, 0) + Math.log1p(Math.exp(-Math.abs(eta))));
  }
  for (let column = 1; column < data.width; column++) sum -= (ridge / 2) * coefficients[column]! ** 2;
  return sum;
}

/** Gradient of the objective, and its negative second derivative, of which the lower triangle is filled. */
function derivativesOf(data: LogisticData, coefficients: Float64Array, ridge: number) {
  const { features, width, outcome, offset } = data;
  const gradient = new Float64Array(width);
  const curvature = new Float64Array(width * width);
  for (let at = 0; at < outcome.length; at++) {
    const chance = logistic(linearPredictor(data, coefficients, at) + (offset?.[at] ?? 0));
    const residual = outcome[at]! - chance;
    const spread = chance * (1 - chance);
    for (let row = 0; row < width; row++) {
      const value = features[at * width + row]!;
      if (value === 0) continue;
      gradient[row]! += residual * value;
      const scaled = spread * value;
      for (let column = 0; column <= row; column++) {
        curvature[row * width + column]! += scaled * features[at * width + column]!;
      }
    }
  }
  for (let column = 1; column < width; column++) {
    gradient[column]! -= ridge * coefficients[column]!;
    curvature[column * width + column]! += ridge;
  }
  return { gradient, curvature };
}

/**
 * Solves A x = b for a symmetric A by Cholesky's method (lower triangle; overwritten), leaving x in b.
 * @returns false when A is not positive definite
 */
function solveInPlace(matrix: Float64Array, vector: Float64Array, width: number): boolean {
  for (let row = 0; row < width; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * width + column]!;
      for (let at = 0; at < column; at++) sum -= matrix[row * width + at]! * matrix[column * width + at]!;
      if (row !== column) matrix[row * width + column] = sum / matrix[column * width + column]!;
      else if (sum > 0) matrix[row * width + row] = Math.sqrt(sum);
      else return false;
    }
  }
  for (let row = 0; row < width; row++) {
    for (let at = 0; at < row; at++) vector[row]! -= matrix[row * width + at]! * vector[at]!;
    vector[row]! /= matrix[row * width + row]!;
  }
  for (let row = width - 1; row >= 0; row--) {
    for (let at = row + 1; at < width; at++) vector[row]! -= matrix[at * width + row]! * vector[at]!;
    vector[row]! /= matrix[row * width + row]!;
  }
  return true;
}

function added(base: Float64Array, step: Float64Array, scale: number): Float64Array<ArrayBuffer> {
  return Float64Array.from(base, (value, at) => value + scale * step[at]!);
}
