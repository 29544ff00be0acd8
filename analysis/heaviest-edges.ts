/** Which edges are drawn where there are more than a picture, or a page, can hold. */
import type { WeightedPairs } from './graphology.ts';

/**
 * The heaviest `maxEdges`, ties by position; and the heaviest of each node, whatever their number, so that no server
 * stands there without any.
 * @returns edges that stay, ascending
 */
export function heaviestEdges({ order, source, target, weight }: WeightedPairs, maxEdges: number): Uint32Array {
  const byWeight = Uint32Array.from(weight, (_, edge) => edge);
  if (weight.length <= maxEdges) return byWeight;
  byWeight.sort((a, b) => weight[b]! - weight[a]! || a - b);
  const chosen = new Set<number>();
  const reached = new Uint8Array(order);
  for (const edge of byWeight) {
    const [from, to] = [source[edge]!, target[edge]!];
    if (reached[from] === 0 || reached[to] === 0) chosen.add(edge);
    reached[from] = 1;
    reached[to] = 1;
  }
  for (const edge of byWeight) {
    if (chosen.size >= maxEdges) break;
    chosen.add(edge);
  }
  return Uint32Array.from(chosen).sort();
}
