/** The graph of the next level: each group of nodes becomes one node, and the edges between two groups one edge. */
import { groupsOf } from '../groups.ts';
import type { WeightedCsr } from '../weighted-csr.ts';
import type { Level } from './level.ts';

/** @param groups per node its group, all of 0 … count − 1 */
export function aggregate({ graph, strengths, scale }: Level, groups: Uint32Array, count: number): Level {
  const summed = new Float64Array(count);
  for (let node = 0; node < groups.length; node++) summed[groups[node]!]! += strengths[node]!;
  return { graph: joinRows(graph, groups, count), strengths: summed, scale };
}

function joinRows({ offsets, targets, weights }: WeightedCsr, groups: Uint32Array, count: number): WeightedCsr {
  const members = groupsOf(groups, count);
  const towards = new Float64Array(count);
  const touched = new Uint32Array(count);
  const joined = new Uint32Array(count + 1);
  let ends = new Uint32Array(Math.max(count, 1 << 16));
  let sums = new Float64Array(ends.length);
  let size = 0;
  for (let group = 0; group < count; group++) {
    let met = 0;
    for (let at = members.offsets[group]!; at < members.offsets[group + 1]!; at++) {
      const node = members.targets[at]!;
      const end = offsets[node + 1]!;
      for (let edge = offsets[node]!; edge < end; edge++) {
        const other = groups[targets[edge]!]!;
        const before = towards[other]!;
        if (before === 0) touched[met++] = other;
        towards[other] = before + (weights === undefined ? 1 : weights[edge]!);
      }
    }
    if (size + met > ends.length) {
      ends = grown(ends, new Uint32Array(2 * ends.length + met));
      sums = grown(sums, new Float64Array(ends.length));
    }
    for (let at = 0; at < met; at++) {
      const other = touched[at]!;
      if (other !== group) {
        ends[size] = other;
        sums[size++] = towards[other]!;
      }
      towards[other] = 0;
    }
    joined[group + 1] = size;
  }
  return { order: count, offsets: joined, targets: ends.subarray(0, size), weights: sums.subarray(0, size) };
}

function grown<Values extends Uint32Array | Float64Array>(from: Values, to: Values): Values {
  to.set(from);
  return to;
}
