/**
 * Where the fediverse would come apart first: communities taken as points, joined by the pairs of people on them that
 * can talk, W_ab = Σ_{i∈a, j∈b} A_i A_j V(i←j) V(j←i). The second-smallest eigenvalue of the normalised Laplacian
 * I − D^(−½) W D^(−½) is 1 when nobody is cut and 0 when two sides cannot talk at all; the signs of its vector are the
 * two sides.
 * M. Fiedler. Algebraic connectivity of graphs. Czechoslovak Math. J. 23(2), 1973, 298–305.
 */
import { communitiesOf } from './communities.ts';
import { eachCutPair } from './cut-pairs.ts';
import type { Graph } from './graph.ts';
import { symmetricEigen } from './kernels/symmetric-eigen.ts';
import { peopleOn } from './pair-connectivity.ts';
import { perGraph } from './per-graph.ts';

export interface Seam {
  /** Second-smallest eigenvalue, 0 and up; 1 where nothing is cut. */
  connectivity: number;
  /** Positions of points on each side, ascending; the first point with weight is on the first side. */
  sides: [number[], number[]];
}

/** The largest communities; the matrix is dense. */
const maxCommunities = 40;
const roundingError = 1e-9;

/** Points are positions in the list of communities; null with fewer than two, or where nothing sets any apart. */
export const weakestSeamOf = perGraph((graph): Seam | null => {
  const { list } = communitiesOf(graph);
  const size = Math.min(list.length, maxCommunities);
  return findSeam(weighCommunities(graph, size), size);
});

/** @param weight W, symmetric, row by row */
export function findSeam(weight: Float64Array, size: number): Seam | null {
  const degrees = Float64Array.from({ length: size }, (_, a) =>
    weight.subarray(a * size, (a + 1) * size).reduce((sum, value) => sum + value, 0),
  );
  const points = [...degrees.keys()].filter((a) => degrees[a]! > 0);
  if (points.length < 2) return null;
  const { values, vectors } = symmetricEigen(shiftedLaplacian(weight, size, points, degrees), points.length);
  const connectivity = Math.max(0, values[0]!);
  if (connectivity > 1 - roundingError) return null;
  const onFirst = (at: number) => vectors[at]! >= -roundingError === vectors[0]! >= -roundingError;
  return {
    connectivity,
    sides: [points.filter((_, at) => onFirst(at)), points.filter((_, at) => !onFirst(at))],
  };
}

/**
 * The smallest eigenvalue of the Laplacian is 0, with the vector D^(½) 1. It is moved out of the way to 2, beyond all
 * others, so that also where several are 0 the next vector sets two sides apart.
 */
function shiftedLaplacian(weight: Float64Array, size: number, points: number[], degrees: Float64Array): Float64Array {
  const total = points.reduce((sum, a) => sum + degrees[a]!, 0);
  const matrix = new Float64Array(points.length ** 2);
  points.forEach((a, row) => {
    points.forEach((b, column) => {
      const scale = Math.sqrt(degrees[a]! * degrees[b]!);
      const shift = (2 * scale) / total - weight[a * size + b]! / scale;
      matrix[row * points.length + column] = (row === column ? 1 : 0) + shift;
    });
  });
  return matrix;
}

function weighCommunities(graph: Graph, size: number): Float64Array {
  const { of } = communitiesOf(graph);
  const people = new Float64Array(size);
  for (let node = 0; node < graph.order; node++) {
    if (of[node]! >= 0 && of[node]! < size) people[of[node]!]! += peopleOn(graph, node);
  }
  const weight = new Float64Array(size * size);
  for (let a = 0; a < size; a++) for (let b = 0; b < size; b++) weight[a * size + b] = people[a]! * people[b]!;
  eachCutPair(graph, (node, other) => {
    const [a, b] = [of[node]!, of[other]!];
    if (a < 0 || b < 0 || a >= size || b >= size) return;
    const apart = peopleOn(graph, node) * peopleOn(graph, other);
    weight[a * size + b]! -= apart;
    weight[b * size + a]! -= apart;
  });
  return weight.map((value) => Math.max(0, value));
}
