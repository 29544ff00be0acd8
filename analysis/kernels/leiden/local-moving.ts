/**
 * Fast local moving: each node goes to the community where it adds most to the modularity, and only the neighbours of a
 * node that moved are asked again.
 * V. A. Traag, L. Waltman, N. J. van Eck. From Louvain to Leiden. Sci. Rep. 9, 5233, 2019, algorithm A.2, lines 13–27.
 */

import { type Level, shuffled, sumByLabel } from './level.ts';
import { addTowards, makeTowards } from './towards.ts';

/** A gain below this is the rounding of sums, and would have nodes go to and fro. */
const leastGain = 1e-9;

/**
 * @param labels per node its community, below the order; changed
 * @returns how many moves there were
 */
export function moveNodes(level: Level, labels: Uint32Array, random: () => number): number {
  const { graph, strengths, scale } = level;
  const { order, offsets, targets, weights } = graph;
  const sums = sumByLabel(labels, strengths);
  const sizes = new Uint32Array(order);
  for (let node = 0; node < order; node++) sizes[labels[node]!]!++;
  const free = freeLabels(sizes);
  const towards = makeTowards(graph);
  const touched = new Uint32Array(order);
  const leads = new Float64Array(order);
  const queue = shuffled(order, random);
  const queued = new Uint8Array(order).fill(1);
  let head = 0;
  let waiting = order;
  let moves = 0;
  while (waiting > 0) {
    const node = queue[head]!;
    head = head + 1 === order ? 0 : head + 1;
    waiting--;
    queued[node] = 0;
    const from = offsets[node]!;
    const end = offsets[node + 1]!;
    if (from === end) continue;
    const count = addTowards(graph, node, labels, towards, touched);
    const own = labels[node]!;
    const strength = strengths[node]!;
    const expected = scale * strength;
    let best = own;
    let bestGain = towards[own]! - expected * (sums[own]! - strength) + leastGain;
    // To be alone gains nothing and costs nothing.
    let nextGain = 0;
    for (let at = 0; at < count; at++) {
      const label = touched[at]!;
      const gain = towards[label]! - expected * sums[label]!;
      towards[label] = 0;
      if (label === own || gain <= nextGain) continue;
      if (gain > bestGain) {
        nextGain = bestGain;
        best = label;
        bestGain = gain;
      } else nextGain = gain;
    }
    leads[node] = Math.abs(bestGain - nextGain);
    if (bestGain < 0 && sizes[own]! > 1) best = free.labels[--free.count]!;
    if (best === own) continue;
    moves++;
    sums[own]! -= strength;
    sums[best]! += strength;
    if (--sizes[own]! === 0) free.labels[free.count++] = own;
    if (sizes[best]!++ === 0 && free.labels[free.count] !== best) throw new Error('expected an empty community');
    labels[node] = best;
    for (let edge = from; edge < end; edge++) {
      const other = targets[edge]!;
      const there = labels[other]!;
      if (queued[other] === 1 || there === best) continue;
      const weight = weights === undefined ? 1 : weights[edge]!;
      leads[other]! -= there === own ? 2 * weight : weight;
      if (leads[other]! > 0) continue;
      queued[other] = 1;
      const tail = head + waiting;
      queue[tail >= order ? tail - order : tail] = other;
      waiting++;
    }
  }
  return moves;
}

/** Labels nobody bears, as a stack. */
function freeLabels(sizes: Uint32Array): { labels: Uint32Array; count: number } {
  const labels = new Uint32Array(sizes.length);
  let count = 0;
  for (let label = sizes.length - 1; label >= 0; label--) if (sizes[label] === 0) labels[count++] = label;
  return { labels, count };
}
