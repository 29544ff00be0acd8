/**
 * The k largest of many numbers, without sorting all: a heap of the best so far, its worst on top.
 * J. W. J. Williams. Algorithm 232: Heapsort. Commun. ACM 7(6), 1964, 347–348.
 */

/**
 * @param values one a node; no NaN
 * @param nodes which of them count; all where left out
 * @returns node numbers, the largest value first; equal values by node number. O(nodes + found × log k)
 */
export function topRanks(values: Float64Array, k: number, nodes?: ArrayLike<number>): Uint32Array {
  const count = nodes?.length ?? values.length;
  const heap = new Uint32Array(Math.min(k, count));
  const worse = (a: number, b: number) => values[a]! < values[b]! || (values[a] === values[b] && a > b);
  const sink = (size: number) => {
    const node = heap[0]!;
    let at = 0;
    for (let child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && worse(heap[child + 1]!, heap[child]!)) child++;
      if (!worse(heap[child]!, node)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = node;
  };
  for (let index = 0; index < count; index++) {
    const node = nodes === undefined ? index : nodes[index]!;
    if (index >= heap.length) {
      if (heap.length === 0 || !worse(heap[0]!, node)) continue;
      heap[0] = node;
      sink(heap.length);
      continue;
    }
    let at = index;
    for (let parent = (at - 1) >> 1; at > 0 && worse(node, heap[parent]!); parent = (at - 1) >> 1) {
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = node;
  }
  // The worst goes to the end, and so on.
  for (let size = heap.length; size > 1; size--) {
    const worst = heap[0]!;
    heap[0] = heap[size - 1]!;
    sink(size - 1);
    heap[size - 1] = worst;
  }
  return heap;
}
