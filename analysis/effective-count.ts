/** How many parts there are in effect. */
import { sum } from './sum.ts';

/** exp(−Σ p ln p): as many parts of equal weight as give the same entropy. M. O. Hill. Ecology 54(2), 1973, 427–432. */
export function countEffective(weights: ArrayLike<number>): number | null {
  const total = sum(weights);
  if (!(total > 0)) return null;
  let entropy = 0;
  for (let at = 0; at < weights.length; at++) {
    const share = weights[at]! / total;
    if (share > 0) entropy -= share * Math.log(share);
  }
  return Math.exp(entropy);
}
