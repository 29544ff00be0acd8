/**
 * The names of communities from one snapshot to the next: a group that is still the same bears the name it had, whoever
 * is largest in it by now.
 */
import type { Host } from '../data/types.ts';
import { communitiesOf } from './communities.ts';
import { type Graph, hostOf } from './graph.ts';
import type { MapFile } from './types.ts';

export interface NamedGroup {
  name: string;
  /** Ascending. */
  members: readonly Host[];
}

/** Servers in both, of those in either: below, a group is another one. Half is lost when a group falls in two. */
const sameFrom = 0.4;

/**
 * Two groups are the same when each has most in common with the other, by Jaccard's share over the servers that are in
 * some group both times; of equal shares the one with the first member in host order.
 * @param later with names of their own, no two alike
 * @returns parallel to `later`, no name twice
 */
export function carryNames(earlier: readonly NamedGroup[], later: readonly NamedGroup[]): string[] {
  const before = earlier.map(({ members }) => members);
  const after = later.map(({ members }) => members);
  const mine = bestMatches(after, before);
  const theirs = bestMatches(before, after);
  const carried = mine.map((match, at) =>
    match !== undefined && theirs[match] === at ? earlier[match]!.name : undefined,
  );
  const taken = new Set(carried);
  const names = carried.slice();
  for (const at of inHostOrder(after)) {
    if (names[at] !== undefined) continue;
    names[at] = freeName(later[at]!.name, taken);
    taken.add(names[at]);
  }
  return names as string[];
}

/** @returns the graph's communities by the names that an earlier map has for the same groups */
export function nameLike(graph: Graph, groups: readonly NamedGroup[]): void {
  const found = communitiesOf(graph);
  const names = carryNames(groups, groupsOf(graph));
  communitiesOf.tell(graph, { ...found, list: found.list.map((one, at) => ({ ...one, name: names[at]! })) });
}

export function groupsOf(graph: Graph): NamedGroup[] {
  return communitiesOf(graph).list.map(({ name, nodes }) => ({
    name,
    members: nodes.map((node) => hostOf(graph, node)),
  }));
}

export function groupsOnMap({
  hosts,
  community,
  communities,
}: Pick<MapFile, 'hosts' | 'community' | 'communities'>): NamedGroup[] {
  const members = communities.map((): Host[] => []);
  hosts.forEach((host, at) => {
    members[community[at]!]?.push(host);
  });
  return communities.map(({ name }, at) => ({ name, members: members[at]! }));
}

/** @returns per group the position of the one of `others` that it shares most with, where that is enough */
function bestMatches(
  groups: readonly (readonly Host[])[],
  others: readonly (readonly Host[])[],
): (number | undefined)[] {
  const otherOf = positionsOf(others);
  const here = positionsOf(groups);
  const known = others.map((members) => members.filter((host) => here.has(host)).length);
  return groups.map((members) => {
    const common = new Map<number, number>();
    for (const host of members) {
      const other = otherOf.get(host);
      if (other !== undefined) common.set(other, (common.get(other) ?? 0) + 1);
    }
    const size = members.filter((host) => otherOf.has(host)).length;
    const ranked = [...common]
      .map(([other, both]) => ({ other, share: both / (size + known[other]! - both) }))
      .filter(({ share }) => share >= sameFrom)
      .sort((a, b) => b.share - a.share || (others[a.other]![0]! < others[b.other]![0]! ? -1 : 1));
    return ranked[0]?.other;
  });
}

function positionsOf(groups: readonly (readonly Host[])[]): Map<Host, number> {
  return new Map(groups.flatMap((members, at) => members.map((host) => [host, at] as const)));
}

function inHostOrder(groups: readonly (readonly Host[])[]): number[] {
  return [...groups.keys()].sort((a, b) => (groups[a]![0]! < groups[b]![0]! ? -1 : 1));
}

function freeName(name: string, taken: ReadonlySet<string | undefined>): string {
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? name : `${name} · ${count}`;
    if (!taken.has(candidate)) return candidate;
  }
}
