/**
 * One question asked of every server at once: what a list would cut, what published lists cut today, what went since. Answered
 * from two-sided ties alone (two-sided.ts), so that a few passes over all of them tell; who follows whom is for `assess`.
 */
import { UserError } from '../data/errors.ts';
import type { Graph } from './graph.ts';
import { diffEdges } from './kernels/csr-diff.ts';
import { alone, type Parallel } from './kernels/parallel.ts';
import { reachSums } from './kernels/reach-sums.ts';
import { noNumber, renumberRows } from './kernels/renumber.ts';
import { withoutEdges } from './kernels/without-edges.ts';
import { sumOwnCuts } from './survey-declared.ts';
import { readGiven, sumListCuts } from './survey-list.ts';
import { assembleSurvey } from './survey-rows.ts';
import type { Survey } from './survey-types.ts';
import { eachMeasure, tieWeights } from './tie-sums.ts';
import { twoSidedTies } from './two-sided.ts';
import type { NamedList } from './types.ts';

/**
 * @param given names to block, and lists with an action an entry; read as an import of each server would
 * @throws UserError when nothing is given, or for a name that can name nothing
 */
export function surveyList(
  graph: Graph,
  given: { block: readonly string[]; lists: readonly NamedList[] },
  parallel: Parallel = alone,
): Survey {
  const list = readGiven(given);
  const { block, lists } = list;
  if (block.length + lists.length === 0) {
    throw new UserError('The survey has no question: expected names to block, a list, or declared lists.', {
      hint: 'For example: faultline survey --block other.example',
    });
  }
  const twoSided = twoSidedTies(graph, parallel);
  const weights = tieWeights(graph);
  const reach = eachMeasure((measure) => reachSums(twoSided.open, weights[measure], parallel));
  const { cut, listed } = sumListCuts(graph, list, twoSided, weights);
  const nodes = nodesOf(graph, (node) => graph.live[node] === 1 && reach.servers[node]! > 0);
  return assembleSurvey(graph, nodes, reach, cut, {
    question: { kind: 'list', block, lists: lists.map(({ name, entries }) => ({ name, entries: entries.length })) },
    listed: {
      servers: listed.length,
      people: Math.round(listed.reduce((sum, node) => sum + weights.people[node]!, 0)),
    },
  });
}

/** What each published list cuts today of the reach its server would have without it. */
export function surveyDeclared(graph: Graph, parallel: Parallel = alone): Survey {
  const twoSided = twoSidedTies(graph, parallel);
  const weights = tieWeights(graph);
  const { cut, declarers } = sumOwnCuts(graph, twoSided, weights, parallel);
  const reach = eachMeasure((measure) => {
    const sums = reachSums(twoSided.open, weights[measure], parallel);
    return sums.map((sum, node) => sum + cut[measure][node]!);
  });
  return assembleSurvey(graph, Uint32Array.from(declarers), reach, cut, {
    question: { kind: 'declared' },
    listed: null,
  });
}

/**
 * What went out of each server's reach since an earlier snapshot: ties that one of the two lists no longer states, that a rule
 * cuts now, or whose other side no longer answers. In the people of the earlier time.
 * @throws UserError when the other snapshot is not the earlier one
 */
export function surveySince(graph: Graph, earlier: Graph, parallel: Parallel = alone): Survey {
  if (earlier.snapshot.asOf > graph.snapshot.asOf) {
    throw new UserError(`Expected an earlier snapshot, but that of ${earlier.ref.asOf} is after ${graph.ref.asOf}.`, {
      hint: 'Name an earlier one with --since, or a later one with --snapshot.',
    });
  }
  const numbers = numbersIn(graph, earlier);
  const before = renumberRows(twoSidedTies(earlier, parallel).open, numbers, graph.order, parallel);
  const { removed } = diffEdges(before, twoSidedTies(graph, parallel).open, parallel);
  const kept = withoutEdges(before, removed, parallel);
  const own = tieWeights(earlier);
  const weights = eachMeasure((measure) => {
    const weight = new Float64Array(graph.order);
    for (const [node, number] of numbers.entries()) if (number !== noNumber) weight[number] = own[measure][node]!;
    return weight;
  });
  const reach = eachMeasure((measure) => reachSums(before, weights[measure], parallel));
  const cut = eachMeasure((measure) => {
    const silent = weights[measure].map((weight, node) => (graph.live[node] === 1 ? 0 : weight));
    const withSilent = reachSums(kept, silent, parallel);
    return reachSums(removed, weights[measure], parallel).map((sum, node) => sum + withSilent[node]!);
  });
  const nodes = nodesOf(graph, (node) => {
    return graph.live[node] === 1 && weights.servers[node] === 1 && reach.servers[node]! > 0;
  });
  return assembleSurvey(graph, nodes, reach, cut, { question: { kind: 'since', from: earlier.ref }, listed: null });
}

/** @returns for each node of `earlier` its number in `graph`, by its own name; ascending, as both are in the order of names */
function numbersIn(graph: Graph, earlier: Graph): Uint32Array {
  const { hosts } = graph.snapshot;
  return Uint32Array.from(earlier.snapshot.hosts, ({ host }) => {
    const node = graph.names.find(host);
    return node !== undefined && hosts[node]!.host === host ? node : noNumber;
  });
}

function nodesOf({ order }: Graph, keep: (node: number) => boolean): Uint32Array {
  return Uint32Array.from({ length: order }, (_, node) => node).filter(keep);
}
