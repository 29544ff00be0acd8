/**
 * Refinement: the nodes of each community start alone and join, where that adds to the modularity, parts of the same
 * community that hang together well. Of several such parts one is drawn, the better the likelier. What is joined has an
 * edge between, so that every part is connected.
 * V. A. Traag, L. Waltman, N. J. van Eck. From Louvain to Leiden. Sci. Rep. 9, 5233, 2019, algorithm A.2, lines 28–48.
 */
import type { WeightedCsr } from '../weighted-csr.ts';
import { type Level, shuffled, sumByLabel } from './level.ts';

/** θ of the paper, in units of edge weight: small, so that a much worse part is hardly ever drawn. */
const randomness = 0.01;
/** A chance of exp(−40) is none. */
const unlikely = 40;

/** @returns per node the number of its part; every part lies within one community of `labels` */
export function refine({ graph, strengths, scale }: Level, labels: Uint32Array, random: () => number): Uint32Array {
  const { order } = graph;
  const parts = Uint32Array.from({ length: order }, (_, node) => node);
  const communities = sumByLabel(labels, strengths);
  const sums = strengths.slice();
  const cuts = weightWithin(graph, labels);
  const joined = new Uint8Array(order);
  const towards = new Float64Array(order);
  const touched = new Uint32Array(order);
  const gains = new Float64Array(order);
  const met = new Uint32Array(order);
  const metWeights = new Float64Array(order).fill(1);
  for (const node of shuffled(order, random)) {
    const label = labels[node]!;
    const strength = strengths[node]!;
    const others = communities[label]!;
    const holds = (part: number) => cuts[part]! >= scale * sums[part]! * (others - sums[part]!);
    if (joined[node] === 1 || cuts[node] === 0 || !holds(node)) continue;
    const inside = gather(graph, node, labels, parts, met, metWeights);
    let count = 0;
    for (let at = 0; at < inside; at++) {
      const part = met[at]!;
      const before = towards[part]!;
      if (before === 0) touched[count++] = part;
      towards[part] = before + metWeights[at]!;
    }
    let most = -1;
    for (let at = 0; at < count; at++) {
      const part = touched[at]!;
      const gain = towards[part]! - scale * strength * sums[part]!;
      const isLikely = gain >= 0 && gain > most - unlikely * randomness;
      gains[at] = isLikely && holds(part) ? gain : -1;
      if (gains[at]! > most) most = gains[at]!;
    }
    const chosen = most < 0 ? node : touched[drawGain(gains, count, most, random)]!;
    if (chosen !== node) {
      parts[node] = chosen;
      joined[chosen] = 1;
      sums[chosen]! += strength;
      cuts[chosen]! += cuts[node]! - 2 * towards[chosen]!;
    }
    for (let at = 0; at < count; at++) towards[touched[at]!] = 0;
  }
  return parts;
}

/**
 * Reads the parts of a node's neighbours in its community, without a branch for those outside.
 * @param weightsMet is given the weights of the edges there, unless all weigh 1
 * @returns how many there are
 */
function gather(
  { offsets, targets, weights }: WeightedCsr,
  node: number,
  labels: Uint32Array,
  parts: Uint32Array,
  met: Uint32Array,
  weightsMet: Float64Array,
): number {
  const label = labels[node]!;
  const end = offsets[node + 1]!;
  let count = 0;
  for (let edge = offsets[node]!; edge < end; edge++) {
    const other = targets[edge]!;
    met[count] = parts[other]!;
    if (weights !== undefined) weightsMet[count] = weights[edge]!;
    count += oneIfSame(labels[other]!, label);
  }
  return count;
}

/** @returns per node the weight of its edges to others of its community */
function weightWithin({ order, offsets, targets, weights }: WeightedCsr, labels: Uint32Array): Float64Array {
  const within = new Float64Array(order);
  for (let node = 0; node < order; node++) {
    const label = labels[node]!;
    const end = offsets[node + 1]!;
    let count = 0;
    let sum = 0;
    for (let edge = offsets[node]!; edge < end; edge++) {
      const same = oneIfSame(labels[targets[edge]!]!, label);
      if (weights === undefined) count += same;
      else sum += same * weights[edge]!;
    }
    within[node] = count + sum;
  }
  return within;
}

/** 1 or 0, in arithmetic: half of all neighbours are in the community and half are not, which no branch can foresee. */
function oneIfSame(a: number, b: number): number {
  return ((a ^ b) - 1) >>> 31;
}

/** Draws a position with a chance of exp(gain / θ); the largest gain is taken off, so that nothing overflows. */
function drawGain(gains: Float64Array, count: number, most: number, random: () => number): number {
  const least = Math.max(0, most - unlikely * randomness);
  const chance = (at: number) => (gains[at]! < least ? 0 : Math.exp((gains[at]! - most) / randomness));
  let total = 0;
  for (let at = 0; at < count; at++) total += chance(at);
  let left = random() * total;
  let last = 0;
  for (let at = 0; at < count && left >= 0; at++) {
    if (gains[at]! < least) continue;
    last = at;
    left -= chance(at);
  }
  return last;
}
