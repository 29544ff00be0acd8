/**
 * What people of one kind of software follow among themselves, where nobody who publishes counts can see it: published
 * counts always have a Misskey server on one side. Assumed is that people follow about as much everywhere: what a forum's
 * people do not follow elsewhere, they follow on forums.
 */
import type { FollowModel } from '../follows.ts';
import type { Graph } from '../graph.ts';
import { softwareClass, softwareClassCount } from '../software-class.ts';
import { estimateRow } from '../tie-estimates.ts';
import type { CalibrationPairs } from './pairs.ts';

/** Servers a class is judged by, the largest that show their peers. */
const mostServers = 40;
/** Smaller servers follow too little to judge by. */
const fewestPeople = 20;
/** Fewer servers are no kind. */
const fewestServers = 5;
/** Sizes are not known well enough to tell smaller factors from 1. */
const leastFactor = 3;
const mostFactor = 100;

export function balanceSoftware(graph: Graph, model: FollowModel, pairs: CalibrationPairs): FollowModel {
  const { audience, ties, live } = graph;
  const perPerson = followsPerPerson(graph, pairs);
  const observed = new Set(pairs.servers.map((node) => model.group[node]! % softwareClassCount));
  const affinity = model.affinity.slice();
  for (let kind = 0; kind < softwareClassCount; kind++) {
    if (observed.has(kind)) continue;
    const isKind = graph.snapshot.hosts.map(({ software }) => softwareClass(software) === kind);
    const readers = isKind
      .flatMap((is, node) => (is && ties.tells[node] === 1 && live[node] === 1 ? [node] : []))
      .filter((node) => audience.people[node]! >= fewestPeople)
      .sort((a, b) => audience.people[b]! - audience.people[a]! || a - b)
      .slice(0, mostServers);
    if (readers.length < fewestServers) continue;
    let [within, across, people] = [0, 0, 0];
    for (const reader of readers) {
      people += audience.people[reader]!;
      const { in: row } = estimateRow(graph, model, reader);
      row.forEach((follows, author) => {
        if (live[author] === 0) return;
        if (isKind[author]) within += follows;
        else across += follows;
      });
    }
    const missing = perPerson * people - across;
    const factor = within === 0 ? 1 : missing / within;
    if (factor > leastFactor) scaleWithin(affinity, model.groupCount, kind, Math.min(mostFactor, factor));
  }
  return { ...model, affinity };
}

function followsPerPerson({ audience }: Graph, { servers, server, out }: CalibrationPairs): number {
  const people = servers.reduce((sum, node) => sum + audience.people[node]!, 0);
  return server.length === 0 ? 0 : out.reduce((sum, follows) => sum + follows, 0) / people;
}

function scaleWithin(affinity: Float64Array, groupCount: number, kind: number, factor: number): void {
  for (let a = kind; a < groupCount; a += softwareClassCount) {
    for (let b = kind; b < groupCount; b += softwareClassCount) affinity[a * groupCount + b]! *= factor;
  }
}
