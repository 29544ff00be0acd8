/**
 * Random multiples of single ties, the same for every question to a snapshot (common random numbers): a larger set of
 * ties has a larger sum in every draw, so that bounds are monotone, and before and after differ by what changed alone.
 *
 * One draw multiplies a tie of weight μ by a gamma number of mean 1 whose relative variance is that of everything that
 * is not known about it. For the follows of a tie that is 1/μ + c (a gamma–Poisson mixture, continued to real numbers).
 */
import { type DrawSums, openDrawSums, openPlainDrawSums } from './kernels/draw-sums/draw-sums.ts';
import { drawCount, drawMultiples, mix, quantileCount, step } from './kernels/draw-sums/stream.ts';
import { gammaQuantiles } from './kernels/gamma-table.ts';
import { worthCompiling } from './kernels/machine/open-module.ts';
import { outerRanks } from './kernels/outer-ranks.ts';

/** Relative variances that have a table: a quarter power of two each, from 2⁻¹⁰ to 2¹⁴. */
const binsPerOctave = 4;
const lowestOctave = -10;
const highestOctave = 14;
const tableCount = (highestOctave - lowestOctave) * binsPerOctave + 1;

export interface Draws {
  /** One number a node, from its host name: neither node numbers nor the time of a crawl move a bound. */
  seeds: Uint32Array;
}

/** @param names host names in node order */
export function seedDraws(names: readonly string[]): Draws {
  return { seeds: Uint32Array.from(names, hashText) };
}

/** Independent sets of draws for one node: what its ties carry to it, from it, and what stands between others. */
export const drawsIn = 1;
export const drawsOut = 2;
export const drawsBetween = 3;
/** Whether a tie is there is drawn apart from what it carries. */
const presence = 0x10;

/** Ties to be drawn, as parallel arrays. */
export interface DrawnTies {
  nodes: ArrayLike<number>;
  weight: ArrayLike<number>;
  /** Relative variance of each tie; 0 for what is exact. */
  relative: ArrayLike<number>;
  /** Kind of each tie, 0 or more, all of which may be off together; the whole is of one kind when left out. */
  kind?: ArrayLike<number>;
  /** Relative variance of a kind. */
  kindVariance?: number;
}

/**
 * Σ_j weight_j · g_dj · h_d,kind(j) for each draw d; what is exact is multiplied by neither.
 * @param set one of `drawsIn`, `drawsOut`, `drawsBetween`
 */
export function sumDraws(draws: Draws, ties: DrawnTies, set: number): Float64Array {
  return sumDrawsTogether(draws, ties, undefined, set)[0];
}

/**
 * The same beside that of another weight of each tie: their random numbers are made once.
 * @param other parallel to the ties
 */
export function sumDrawsTogether(
  { seeds }: Draws,
  { nodes, weight, relative, kind, kindVariance = 0 }: DrawnTies,
  other: ArrayLike<number> | undefined,
  set: number,
): [Float64Array, Float64Array] {
  const drawn = drawSums(nodes.length);
  let [exact, otherExact] = [0, 0];
  for (let at = 0; at < nodes.length; at++) {
    const mu = weight[at]!;
    const nu = other?.[at] ?? 0;
    const variance = relative[at]!;
    if (variance <= 0) {
      exact += mu;
      otherExact += nu;
    } else if (mu !== 0 || nu !== 0) {
      drawn.add(kind?.[at] ?? 0, startOf(seeds[nodes[at]!]!, set), tableOf(variance), mu, nu);
    }
  }
  const sums = new Float64Array(drawCount).fill(exact);
  const otherSums = new Float64Array(drawCount).fill(otherExact);
  drawn.each((own, ofKind, ofKindToo) => {
    const together = drawKind(own, kindVariance, set);
    for (let draw = 0; draw < drawCount; draw++) {
      sums[draw]! += ofKind[draw]! * together[draw]!;
      otherSums[draw]! += ofKindToo[draw]! * together[draw]!;
    }
  });
  return [sums, otherSums];
}

const plainSums = openPlainDrawSums(tableAt);
let opened: DrawSums | undefined;

/** One for all sums, since each is formed in one go. */
function drawSums(ties: number): DrawSums {
  if (ties >= worthCompiling) opened ??= openDrawSums(tableAt, tableCount);
  const drawn = ties >= worthCompiling ? opened! : plainSums;
  drawn.begin();
  return drawn;
}

/** What the ties of one kind are multiplied by in every draw. */
export function drawKind(kind: number, variance: number, set: number): Float64Array {
  const together = new Float64Array(drawCount);
  if (variance > 0) addDraws(together, 1, variance, startOf(Math.imul(kind + 1, 0x85ebca77), set));
  else together.fill(1);
  return together;
}

/** Adds a tie of weight `mu` to the sums; `start` is that of its stream of random numbers. */
export function addDraws(sums: Float64Array, mu: number, relativeVariance: number, start: number): void {
  drawMultiples(multiples, tableAt(tableOf(relativeVariance)), start);
  for (let draw = 0; draw < drawCount; draw++) sums[draw]! += mu * multiples[draw]!;
}

/** A number a draw of one tie, read as soon as they are made. */
const multiples = new Float32Array(drawCount);

/**
 * Σ_j weight_j · g_dj · [u_dj < chance_j] for each draw d: as `sumDraws`, of ties that are there or are not. A tie with a
 * larger chance is there in every draw in which it is with a smaller one.
 * @param chance 0-1, parallel to the ties
 */
export function sumPossibleTies(
  { seeds }: Draws,
  { nodes, weight, relative }: DrawnTies,
  chance: ArrayLike<number>,
  set: number,
): Float64Array {
  const sums = new Float64Array(drawCount);
  for (let at = 0; at < nodes.length; at++) {
    const mu = weight[at]!;
    const p = chance[at]!;
    if (mu === 0 || p === 0) continue;
    const start = startOf(seeds[nodes[at]!]!, set);
    if (relative[at]! > 0) drawMultiples(multiples, tableAt(tableOf(relative[at]!)), start);
    else multiples.fill(1);
    let there = startOf(seeds[nodes[at]!]!, set + presence);
    for (let draw = 0; draw < drawCount; draw++) {
      there = (there + step) | 0;
      if (p < 1 && (mix(there) >>> 0) / 0x1_0000_0000 >= p) continue;
      sums[draw]! += mu * multiples[draw]!;
    }
  }
  return sums;
}

/** @returns the 5th and the 95th percentile of the draws */
export function interval90(values: Float64Array): { low: number; high: number } {
  const last = values.length - 1;
  const at = (share: number) => Math.min(last, Math.floor(share * values.length));
  const { below, above } = outerRanks(values, at(0.05), last - at(0.95));
  return { low: below, high: above };
}

/** @returns where the random numbers of a seed begin, apart for each set of draws */
export function startOf(seed: number, set: number): number {
  return mix(seed ^ Math.imul(set, 0x9e3779b1));
}

/** @returns the number of the table for numbers of mean 1 and about this variance */
function tableOf(relativeVariance: number): number {
  const octave = Math.min(Math.max(Math.log2(relativeVariance), lowestOctave), highestOctave);
  return Math.round((octave - lowestOctave) * binsPerOctave);
}

const tables: (Float32Array | undefined)[] = [];

function tableAt(number: number): Float32Array {
  tables[number] ??= gammaQuantiles(2 ** (lowestOctave + number / binsPerOctave), quantileCount);
  return tables[number];
}

/** FNV-1a, 32 bits. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
