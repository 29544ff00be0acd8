/**
 * Random multiples of single ties, the same for every question to a snapshot (common random numbers): a larger set of
 * ties has a larger sum in every draw, so that bounds are monotone, and before and after differ by what changed alone.
 *
 * One draw multiplies a tie of weight μ by a gamma number of mean 1 whose relative variance is that of everything that
 * is not known about it. For the follows of a tie that is 1/μ + c (a gamma–Poisson mixture, continued to real numbers).
 */
import { gammaQuantiles } from './kernels/gamma-table.ts';
import { outerRanks } from './kernels/outer-ranks.ts';

export const drawCount = 201;
/** Ten bits: every 32-bit number that is hashed gives three draws. */
const quantileBits = 10;
const quantileCount = 1 << quantileBits;
const drawsPerHash = 3;
/** Relative variances that have a table: a quarter power of two each, from 2⁻¹⁰ to 2¹⁴. */
const binsPerOctave = 4;
const lowestOctave = -10;
const highestOctave = 14;

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
export function sumDraws({ seeds }: Draws, ties: DrawnTies, set: number): Float64Array {
  const { nodes, weight, relative, kind, kindVariance = 0 } = ties;
  const sums = new Float64Array(drawCount);
  const byKind: Float64Array[] = [];
  for (let at = 0; at < nodes.length; at++) {
    const mu = weight[at]!;
    if (mu === 0) continue;
    const variance = relative[at]!;
    if (variance <= 0) {
      for (let draw = 0; draw < drawCount; draw++) sums[draw]! += mu;
      continue;
    }
    const own = kind?.[at] ?? 0;
    byKind[own] ??= new Float64Array(drawCount);
    addDraws(byKind[own], mu, tableFor(variance), startOf(seeds[nodes[at]!]!, set));
  }
  byKind.forEach((drawn, at) => {
    const together = drawKind(at, kindVariance, set);
    for (let draw = 0; draw < drawCount; draw++) sums[draw]! += drawn[draw]! * together[draw]!;
  });
  return sums;
}

/**
 * The same of several weights of the same ties, all of one kind that is not off together: their random numbers are made once.
 * @param weights each parallel to `nodes`
 * @returns a sum a weight, to the last digit that of `sumDraws`
 */
export function sumDrawsTogether(
  { seeds }: Draws,
  { nodes, relative }: Omit<DrawnTies, 'weight'>,
  weights: readonly Float64Array[],
  set: number,
): Float64Array[] {
  const sums = weights.map(() => new Float64Array(drawCount));
  const exact = weights.map(() => 0);
  for (let at = 0; at < nodes.length; at++) {
    const variance = relative[at]!;
    if (variance <= 0) {
      weights.forEach((weight, one) => {
        exact[one]! += weight[at]!;
      });
      continue;
    }
    drawOnce(tableFor(variance), startOf(seeds[nodes[at]!]!, set));
    for (let one = 0; one < weights.length; one++) addMultiples(sums[one]!, weights[one]![at]!);
  }
  sums.forEach((sum, one) => {
    for (let draw = 0; draw < drawCount; draw++) sum[draw]! += exact[one]!;
  });
  return sums;
}

/** What the ties of one kind are multiplied by in every draw. */
export function drawKind(kind: number, variance: number, set: number): Float64Array {
  const together = new Float64Array(drawCount);
  if (variance > 0) addDraws(together, 1, tableFor(variance), startOf(Math.imul(kind + 1, 0x85ebca77), set));
  else together.fill(1);
  return together;
}

/** Adds a tie of weight `mu` to the sums; `start` is that of its stream of random numbers. */
export function addDraws(sums: Float64Array, mu: number, table: Float32Array, start: number): void {
  let state = start;
  for (let draw = 0; draw < drawCount; draw += drawsPerHash) {
    state = (state + step) | 0;
    const bits = mix(state);
    sums[draw]! += mu * table[bits & (quantileCount - 1)]!;
    sums[draw + 1]! += mu * table[(bits >>> quantileBits) & (quantileCount - 1)]!;
    sums[draw + 2]! += mu * table[(bits >>> (2 * quantileBits)) & (quantileCount - 1)]!;
  }
}

/** A number a draw of one tie, read as soon as they are made. */
const multiples = new Float32Array(drawCount);

function drawOnce(table: Float32Array, start: number): void {
  let state = start;
  for (let draw = 0; draw < drawCount; draw += drawsPerHash) {
    state = (state + step) | 0;
    const bits = mix(state);
    multiples[draw] = table[bits & (quantileCount - 1)]!;
    multiples[draw + 1] = table[(bits >>> quantileBits) & (quantileCount - 1)]!;
    multiples[draw + 2] = table[(bits >>> (2 * quantileBits)) & (quantileCount - 1)]!;
  }
}

function addMultiples(sums: Float64Array, mu: number): void {
  if (mu === 0) return;
  for (let draw = 0; draw < drawCount; draw++) sums[draw]! += mu * multiples[draw]!;
}

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
    const table = relative[at]! > 0 ? tableFor(relative[at]!) : undefined;
    let carried = startOf(seeds[nodes[at]!]!, set);
    let there = startOf(seeds[nodes[at]!]!, set + presence);
    let bits = 0;
    for (let draw = 0; draw < drawCount; draw++) {
      if (draw % drawsPerHash === 0) {
        carried = (carried + step) | 0;
        bits = mix(carried);
      }
      there = (there + step) | 0;
      if (p < 1 && (mix(there) >>> 0) / 0x1_0000_0000 >= p) continue;
      const slot = (bits >>> (quantileBits * (draw % drawsPerHash))) & (quantileCount - 1);
      sums[draw]! += table === undefined ? mu : mu * table[slot]!;
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

/** A counter that is mixed at each step is a stream of random numbers (SplitMix: G. Steele et al., OOPSLA 2014). */
const step = 0x6d2b79f5;

/** @returns where the random numbers of a seed begin, apart for each set of draws */
export function startOf(seed: number, set: number): number {
  return mix(seed ^ Math.imul(set, 0x9e3779b1));
}

const tables: (Float32Array | undefined)[] = [];

/** @returns quantiles of a number of mean 1 and about this variance */
export function tableFor(relativeVariance: number): Float32Array {
  const octave = Math.min(Math.max(Math.log2(relativeVariance), lowestOctave), highestOctave);
  const bin = Math.round((octave - lowestOctave) * binsPerOctave);
  tables[bin] ??= gammaQuantiles(2 ** (lowestOctave + bin / binsPerOctave), quantileCount);
  return tables[bin];
}

/** FNV-1a, 32 bits. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** The finaliser of MurmurHash3 (A. Appleby, 2011): every bit of the input moves every bit of the output. */
function mix(value: number): number {
  let bits = value;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
