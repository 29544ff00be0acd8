/** Members sorted into groups, and drawn within a group by weight. */
import { type Draw, weightedDraw } from './draw.ts';

export interface Groups {
  /** Sum of the weights, by group; 0 where it has no members. */
  totals: Float64Array;
  /** @returns a member of the group, which must have some */
  draw(group: number, random: () => number): number;
}

/**
 * @param groupOf the group of each member, below `count`
 * @param weights of the members, all above 0
 */
export function groupMembers(groupOf: Uint8Array, count: number, weights: Float64Array): Groups {
  const members = membersOf(groupOf, count);
  const totals = Float64Array.from(members, (group) => group.reduce((sum, member) => sum + weights[member]!, 0));
  const draws = members.map((group): Draw | null => {
    return group.length === 0 ? null : weightedDraw(Float64Array.from(group, (member) => weights[member]!));
  });
  return { totals, draw: (group, random) => members[group]![draws[group]!(random)]! };
}

/** Members by group, ascending. */
function membersOf(groupOf: Uint8Array, count: number): Uint32Array[] {
  const sizes = new Uint32Array(count);
  for (const group of groupOf) sizes[group]!++;
  const groups = Array.from(sizes, (size) => new Uint32Array(size));
  sizes.fill(0);
  groupOf.forEach((group, member) => {
    groups[group]![sizes[group]!++] = member;
  });
  return groups;
}
