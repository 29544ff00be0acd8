/** The best k partners of each node, kept in k slots while candidates come in any order. */

/** What an unused slot holds. */
export const noPartner = 0xffff_ffff;

/**
 * Puts a candidate among the best of `node`, largest value first, equal values by the lower node number; a value of 0 or
 * less takes no slot.
 * @param partners k slots a node, `noPartner` where unused
 * @param values parallel to `partners`
 */
export function insertPartner(
  partners: Uint32Array,
  values: Float64Array,
  k: number,
  node: number,
  partner: number,
  value: number,
): void {
  if (value <= 0) return;
  const start = node * k;
  let slot = start + k;
  while (slot > start && goesBefore(value, partner, values[slot - 1]!, partners[slot - 1]!)) {
    slot--;
    if (slot + 1 < start + k) {
      values[slot + 1] = values[slot]!;
      partners[slot + 1] = partners[slot]!;
    }
  }
  if (slot === start + k) return;
  values[slot] = value;
  partners[slot] = partner;
}

function goesBefore(value: number, partner: number, otherValue: number, other: number): boolean {
  return value > otherValue || (value === otherValue && partner < other);
}
