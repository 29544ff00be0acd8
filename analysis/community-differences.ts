/**
 * Where servers that are compared differ: communities whose people one reaches and another does not. A difference counts
 * only where the intervals of the two do not overlap, so that none is told that the estimates leave open.
 */
import { communitiesOf } from './communities.ts';
import type { CommunityDifference, ComparedHost } from './comparison.ts';
import type { Graph } from './graph.ts';

/** Differences below one point say nothing to somebody who chooses. */
const leastDifference = 0.01;
const mostShown = 20;

/** @returns most people first; ties by community */
export function listDifferences(graph: Graph, hosts: readonly ComparedHost[]): CommunityDifference[] {
  const { list } = communitiesOf(graph);
  const differences = list.flatMap(({ name, size, audience }, id) => {
    const reached = hosts.map(({ host, communities }) => ({ host, reached: communities[id]!.reached }));
    const known = reached.filter(({ reached: { share } }) => share !== null);
    const ordered = known.sort((a, b) => b.reached.share! - a.reached.share!);
    const [most, least] = [ordered[0], ordered.at(-1)];
    if (most === undefined || least === undefined || audience === null) return [];
    const difference = most.reached.share! - least.reached.share!;
    if (difference < leastDifference || most.reached.low! <= least.reached.high!) return [];
    return [{ id, name, size, people: Math.round(difference * audience), most, least }];
  });
  return differences.sort((a, b) => b.people - a.people || a.id - b.id).slice(0, mostShown);
}
