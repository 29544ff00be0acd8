/**
 * Eigenvalues and eigenvectors of a small symmetric matrix, by cyclic Jacobi rotations: each sets one pair of entries
 * off the diagonal to 0, and sweeps over all pairs until nothing is left there.
 * G. H. Golub, C. F. Van Loan. Matrix Computations, 4th ed., 2013, §8.5.
 */

const maxSweeps = 60;

export interface Eigen {
  /** Ascending. */
  values: Float64Array;
  /** Unit vectors, one a row, in the order of the values. */
  vectors: Float64Array;
}

/**
 * @param matrix symmetric, row by row; not changed
 * @throws Error where an entry is no number, and when it does not converge: then it is not symmetric
 */
export function symmetricEigen(matrix: Float64Array, size: number): Eigen {
  const a = matrix.slice();
  const basis = new Float64Array(size * size);
  for (let at = 0; at < size; at++) basis[at * size + at] = 1;
  const squares = a.reduce((sum, value) => sum + value * value, 0);
  if (!Number.isFinite(squares)) throw new Error('expected a matrix of numbers, got an entry that is none');
  for (let sweep = 0; offDiagonal(a, size) > 1e-28 * squares; sweep++) {
    if (sweep === maxSweeps) throw new Error('expected a symmetric matrix, got one that rotations do not settle');
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, basis, size, p, q);
  }
  const ranks = [...Array(size).keys()].sort((p, q) => a[p * size + p]! - a[q * size + q]! || p - q);
  const vectors = new Float64Array(size * size);
  ranks.forEach((rank, at) => {
    vectors.set(basis.subarray(rank * size, (rank + 1) * size), at * size);
  });
  return { values: Float64Array.from(ranks, (rank) => a[rank * size + rank]!), vectors };
}

/** @returns the sum of squares off the diagonal */
function offDiagonal(a: Float64Array, size: number): number {
  let sum = 0;
  for (let p = 0; p < size; p++) for (let q = 0; q < size; q++) if (p !== q) sum += a[p * size + q]! ** 2;
  return sum;
}

/** Turns the plane of p and q so that their common entry becomes 0; `basis` holds the vectors row by row. */
function rotate(a: Float64Array, basis: Float64Array, size: number, p: number, q: number): void {
  const common = a[p * size + q]!;
  if (common === 0) return;
  const slope = (a[q * size + q]! - a[p * size + p]!) / (2 * common);
  const tangent = (slope >= 0 ? 1 : -1) / (Math.abs(slope) + Math.hypot(1, slope));
  const cosine = 1 / Math.hypot(1, tangent);
  const sine = tangent * cosine;
  const turn = (values: Float64Array, first: number, second: number) => {
    const [x, y] = [values[first]!, values[second]!];
    values[first] = cosine * x - sine * y;
    values[second] = sine * x + cosine * y;
  };
  for (let k = 0; k < size; k++) turn(a, p * size + k, q * size + k);
  for (let k = 0; k < size; k++) turn(a, k * size + p, k * size + q);
  for (let k = 0; k < size; k++) turn(basis, p * size + k, q * size + k);
  a[p * size + q] = a[q * size + p] = 0;
}
