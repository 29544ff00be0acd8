/**
 * Servers left out in groups: each is told of by a model of the same snapshot that lacks its counts and those of everybody in
 * its group. Nothing that was fitted or tuned, intervals included, has then seen what it is checked against.
 */
import { foldCount } from '../fit/dispersion.ts';
import { foldByLanguage } from '../fit/hold-out.ts';
import { labelsOf } from '../follow-model.ts';
import { type Graph, graphOfRows } from '../graph.ts';
import { languagesOf } from '../languages.ts';
import { type Predict, predictBy } from './predict.ts';

/** @returns the servers in a few parts, neighbours in the order of names in different ones */
export function groupEvenly(servers: readonly number[]): number[][] {
  const groups = Array.from({ length: foldCount }, (_, fold) => servers.filter((__, at) => at % foldCount === fold));
  return groups.filter((group) => group.length > 0);
}

/** @returns the servers by language (BCP 47 primary subtag), the most servers first */
export function groupByLanguage(graph: Graph, servers: readonly number[]): { language: string; servers: number[] }[] {
  const { list } = languagesOf(graph);
  const of = labelsOf(graph);
  return foldByLanguage(of, servers).map((fold) => {
    const members = [...fold];
    return { language: list[of[members[0]!]!] ?? 'not known', servers: members };
  });
}

/** @returns a function for the servers of the groups alone; those of one group are best asked one after another */
export function predictLeftOut(graph: Graph, groups: readonly (readonly number[])[]): Predict {
  const groupOf = new Map(groups.flatMap((group, at) => group.map((node) => [node, at] as const)));
  let held: { group: number; predict: Predict } | undefined;
  return (node) => {
    const group = groupOf.get(node)!;
    // One graph at a time: of a whole fediverse they are large.
    if (held?.group !== group) held = { group, predict: predictBy(leaveOut(graph, groups[group]!)) };
    return held.predict(node);
  };
}

/** As if these servers published no counts. */
function leaveOut({ snapshot, model, ties }: Graph, servers: readonly number[]): Graph {
  const left = new Set(servers);
  const counts = snapshot.counts.filter(({ source }) => !left.has(source));
  return graphOfRows({ ...snapshot, counts }, ties, { model });
}
