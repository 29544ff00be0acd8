/**
 * What people of one kind of software follow among themselves, where nobody who publishes counts can see it: published
 * counts always have a Misskey server on one side. Assumed is that people follow about as much everywhere: what a forum's
 * people do not follow elsewhere, they follow on forums.
 */
import type { FollowModel } from '../follows.ts';
import type { Graph } from '../graph.ts';
import { perGraph } from '../per-graph.ts';
import { softwareClass, softwareClassCount } from '../software-class.ts';
import { sum } from '../sum.ts';
import { estimateTies } from '../tie-estimates.ts';
import { readTies } from '../ties.ts';
import type { CalibrationPairs } from './pairs.ts';

/** Servers a class is judged by, the largest that show their peers. */
const mostServers = 20;
/** Smaller servers follow too little to judge by. */
const fewestPeople = 20;
/** Fewer servers are no kind. */
const fewestServers = 5;
/** Sizes are not known well enough to tell smaller factors from 1. */
const leastFactor = 3;
const mostFactor = 100;

export function balanceSoftware(graph: Graph, model: FollowModel, pairs: CalibrationPairs): FollowModel {
  const { audience, live } = graph;
  const perPerson = followsPerPerson(graph, pairs);
  const observed = new Set(pairs.servers.map((node) => model.group[node]! % softwareClassCount));
  const affinity = model.affinity.slice();
  readersOf(graph).forEach(({ isKind, readers }, kind) => {
    if (observed.has(kind) || readers.length < fewestServers) return;
    let [within, across, people] = [0, 0, 0];
    for (const { node, ties } of readers) {
      people += audience.people[node]!;
      const { in: row } = estimateTies(graph, model, node, ties);
      for (let author = 0; author < graph.order; author++) {
        if (live[author] === 0) continue;
        if (isKind[author] === 1) within += row[author]!;
        else across += row[author]!;
      }
    }
    const missing = perPerson * people - across;
    const factor = within === 0 ? 1 : missing / within;
    if (factor > leastFactor) scaleWithin(affinity, model.groupCount, kind, Math.min(mostFactor, factor));
  });
  return { ...model, affinity };
}

/** The servers each class is judged by, with their ties: they are read anew for every model that is tried. */
const readersOf = perGraph(({ snapshot, ties, live, audience, order }: Graph) =>
  Array.from({ length: softwareClassCount }, (_, kind) => {
    const isKind = Uint8Array.from(snapshot.hosts, ({ software }) => Number(softwareClass(software) === kind));
    const largest = Array.from({ length: order }, (__, node) => node)
      .filter((node) => isKind[node] === 1 && ties.tells[node] === 1 && live[node] === 1)
      .filter((node) => audience.people[node]! >= fewestPeople)
      .sort((a, b) => audience.people[b]! - audience.people[a]! || a - b)
      .slice(0, mostServers);
    return { isKind, readers: largest.map((node) => ({ node, ties: readTies(ties, node) })) };
  }),
);

function followsPerPerson({ audience }: Graph, { servers, server, out }: CalibrationPairs): number {
  const people = servers.reduce((sum, node) => sum + audience.people[node]!, 0);
  return server.length === 0 ? 0 : sum(out) / people;
}

function scaleWithin(affinity: Float64Array, groupCount: number, kind: number, factor: number): void {
  for (let a = kind; a < groupCount; a += softwareClassCount) {
    for (let b = kind; b < groupCount; b += softwareClassCount) affinity[a * groupCount + b]! *= factor;
  }
}
