/**
 * Modularity of a partition: Q = Σ_c (w_c / 2m − γ (K_c / 2m)²), with w_c twice the weight within c and K_c the strength
 * of its nodes.
 * M. E. J. Newman, M. Girvan. Finding and evaluating community structure in networks. Phys. Rev. E 69, 026113, 2004;
 * γ: J. Reichardt, S. Bornholdt. Statistical mechanics of community detection. Phys. Rev. E 74, 016110, 2006.
 */
import type { WeightedCsr } from './weighted-csr.ts';

/**
 * @param labels per node its community, below the order
 * @returns Q; 0 where there is no edge
 */
export function modularity(graph: WeightedCsr, labels: Uint32Array, resolution = 1): number {
  const { order, offsets, targets, weights } = graph;
  const sums = new Float64Array(order);
  let within = 0;
  let total = 0;
  for (let node = 0; node < order; node++) {
    const label = labels[node]!;
    const end = offsets[node + 1]!;
    let strength = 0;
    if (weights === undefined) {
      strength = end - offsets[node]!;
      for (let edge = offsets[node]!; edge < end; edge++) within += Number(labels[targets[edge]!] === label);
    } else {
      for (let edge = offsets[node]!; edge < end; edge++) {
        strength += weights[edge]!;
        if (labels[targets[edge]!] === label) within += weights[edge]!;
      }
    }
    sums[label]! += strength;
    total += strength;
  }
  if (total === 0) return 0;
  let expected = 0;
  for (const sum of sums) expected += (sum / total) ** 2;
  return within / total - resolution * expected;
}
