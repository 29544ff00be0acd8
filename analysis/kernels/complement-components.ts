/**
 * Connected components of the graph whose edges are all pairs that are not given: a dense graph told by what it lacks.
 * Each step looks through the nodes nobody reached yet; a node stays there only for a pair that is given.
 * H. Ito, M. Yokoyama. Linear time algorithms for graph search and connectivity determination on complement graphs.
 * Inf. Process. Lett. 66(4), 1998, 209–213.
 */
import type { Csr } from '../../data/snapshot/types.ts';

/**
 * @param pairs symmetric
 * @param present 1 for the nodes that are in the graph
 * @returns for each node the smallest node number in its component; for absent nodes its own. O(order + pairs)
 */
export function complementComponents({ order, offsets, targets }: Csr, present: Uint8Array): Uint32Array {
  const component = Uint32Array.from({ length: order }, (_, node) => node);
  const unreached = component.filter((node) => present[node] === 1);
  const queue = new Uint32Array(order);
  const apartFrom = new Int32Array(order).fill(-1);
  let left = unreached.length;
  while (left > 0) {
    const first = unreached[0]!;
    queue[0] = first;
    let queued = 1;
    unreached.copyWithin(0, 1, left--);
    for (let at = 0; at < queued; at++) {
      const node = queue[at]!;
      for (let pair = offsets[node]!; pair < offsets[node + 1]!; pair++) apartFrom[targets[pair]!] = node;
      let kept = 0;
      for (let candidate = 0; candidate < left; candidate++) {
        const other = unreached[candidate]!;
        if (apartFrom[other] === node) {
          unreached[kept++] = other;
          continue;
        }
        component[other] = first;
        queue[queued++] = other;
      }
      left = kept;
    }
  }
  return component;
}
