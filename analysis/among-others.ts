/**
 * What a scenario takes of what third servers do among themselves: replies and boosts that came through them, servers
 * that are met through others alone, and how much less of the fediverse can talk. It takes the lists of all servers.
 */
import { leakTo, loseBoosts } from './boosts.ts';
import type { Change } from './change.ts';
import { communitiesOf } from './communities.ts';
import { collectDoors, findDoorways } from './doorways.ts';
import { audienceOf, type Graph, hostOf } from './graph.ts';
import { largestComponentOf } from './mutual-component.ts';
import { nodesWhere } from './nodes-where.ts';
import { connectivityAfter, estimateConnectivity, estimateFall, pairConnectivityOf } from './pair-connectivity.ts';
import { weakestSeamOf } from './seam.ts';
import { type AmongOthers, type Leak, threadLengths } from './second-order-types.ts';
import { unknownShare } from './shares.ts';
import { loseThreads } from './threads.ts';
import { lookThrough, type Scatter } from './through-others.ts';
import { pullOut } from './visibility.ts';
import type { Weights } from './weights.ts';

const maxLeaks = 5;
/** A share on a server of fewer people would be about single persons. */
const fewestPeople = 5;

/** @param scatter relative variance of the follows of a server's ties; the usual one when left out */
export function lookAmongOthers(graph: Graph, change: Change, weights: Weights, scatter?: Scatter): AmongOthers {
  const cut = listCut(change, 'in');
  // The rows of the servers cut are long: what looks at them does so in one walk.
  const doors = collectDoors(graph, weights, change.contactBefore, cut);
  const through = lookThrough(graph, weights, change.contactBefore, cut, scatter, doors.visit);
  const threads = through === null ? null : loseThreads(through);
  const visited = through === null ? undefined : doors;
  const doorways = findDoorways(graph, weights, change.contactBefore, cut, visited);
  return {
    threads: threads?.missing ?? unknownShare,
    holes: threads?.holes ?? threadLengths.map((replies) => ({ replies, chance: unknownShare })),
    boosts: through === null ? unknownShare : loseBoosts(through).missing,
    leaks: findLeaks(graph, change, weights, scatter),
    doorways,
    doorwaysSkipped: doorways === null ? 'too-many-paths' : null,
    connectivity: describeConnectivity(graph, change),
  };
}

/** Servers whose posts stop arriving (in), or that stop getting the host's (out), ascending. */
function listCut({ contactBefore, contactAfter }: Change, direction: 'in' | 'out'): number[] {
  const [before, after] = [contactBefore[direction], contactAfter[direction]];
  return nodesWhere(before.length, (node) => before[node]! > after[node]!);
}

function findLeaks(graph: Graph, change: Change, weights: Weights, scatter?: Scatter): Leak[] {
  const { node } = change.before;
  const readers = listCut(change, 'out')
    .filter((reader) => (audienceOf(graph, reader) ?? 0) >= fewestPeople)
    .sort((a, b) => weights.out[b]! - weights.out[a]! || a - b);
  return readers.slice(0, maxLeaks).map((reader) => {
    const fetch = pullOut(graph, change.after, reader);
    return {
      host: hostOf(graph, reader),
      boosts: leakTo(graph, reader, node, fetch, scatter) ?? unknownShare,
      fetch: fetch === null ? null : fetch === 1,
    };
  });
}

function describeConnectivity(graph: Graph, change: Change): AmongOthers['connectivity'] {
  const today = pairConnectivityOf(graph);
  const after = connectivityAfter(graph, change);
  const seam = weakestSeamOf(graph);
  const { list } = communitiesOf(graph);
  const name = (points: number[]) => points.map((point) => list[point]!.name);
  return {
    before: today?.share ?? null,
    after: after?.share ?? null,
    estimate: today === null ? unknownShare : estimateConnectivity(graph, today),
    fall: today === null || after === null ? unknownShare : estimateFall(graph, today, after),
    islands: today?.islands ?? null,
    largest: largestComponentOf(graph),
    seam: seam && { connectivity: seam.connectivity, sides: [name(seam.sides[0]), name(seam.sides[1])] },
  };
}
