/** The members of each group, by counting sort. */
import type { Csr } from '../../data/snapshot/types.ts';

/**
 * @param groups per node its group, below `count`
 * @returns rows of nodes, ascending, one a group
 */
export function groupsOf(groups: Uint32Array, count: number): Csr {
  const offsets = new Uint32Array(count + 1);
  for (let node = 0; node < groups.length; node++) offsets[groups[node]! + 1]!++;
  for (let group = 0; group < count; group++) offsets[group + 1]! += offsets[group]!;
  const next = offsets.slice(0, count);
  const targets = new Uint32Array(groups.length);
  for (let node = 0; node < groups.length; node++) targets[next[groups[node]!]!++] = node;
  return { order: count, offsets, targets };
}

/** Renumbers labels in place by their lowest node: the label of node 0 becomes 0. @returns how many there are */
export function renumber(labels: Uint32Array): number {
  const numbers = new Int32Array(labels.length).fill(-1);
  let count = 0;
  for (let node = 0; node < labels.length; node++) {
    const label = labels[node]!;
    if (numbers[label] === -1) numbers[label] = count++;
    labels[node] = numbers[label]!;
  }
  return count;
}
