/**
 * Puts servers side by side: whom people on each can talk with, which communities, what published lists do to each, and
 * how much was seen. Nothing is ranked: the servers stay in the order they were asked for.
 */
import { UserError } from '../data/errors.ts';
import { listDifferences } from './community-differences.ts';
import { measureReach, reachOfNone, type View, viewFrom } from './compare-reach.ts';
import type { ComparedHost, Comparison } from './comparison.ts';
import { coverageAround } from './coverage.ts';
import { countAgainst, countDeclared } from './declared-actions.ts';
import { audienceOf, findNode, type Graph } from './graph.ts';
import { writeLimits } from './limits.ts';
import { assessOutage } from './outage.ts';
import { assessPortability } from './portability.ts';
import { writeComparisonSentences, writeMeaningOfReach } from './report/compare-sentences.ts';
import { writeNeighbours } from './report/neighbour-sentence.ts';
import { demandsSignature } from './visibility.ts';

/** More do not fit side by side on any surface. */
export const mostHosts = 10;

/**
 * @param names two or more servers; one named twice counts once
 * @throws UserError for a server that was not seen, for fewer than two, and for more than `mostHosts`
 */
export function compareHosts(graph: Graph, names: readonly string[]): Comparison {
  const nodes = [...new Set(names.map((name) => findNode(graph, name)))];
  if (nodes.length < 2 || nodes.length > mostHosts) {
    throw new UserError(`A comparison takes 2 to ${mostHosts} different servers, got ${nodes.length}.`, {
      hint: 'For example: faultline compare a.example b.example',
    });
  }
  const views = nodes.map((node) => viewFrom(graph, node));
  const hosts = views.map((view) => describe(graph, view));
  const comparison = {
    schema: 'faultline.compare/1' as const,
    snapshot: graph.ref,
    hosts,
    differences: { communities: listDifferences(graph, hosts), noneReaches: reachOfNone(graph, views) },
    coverage: graph.coverage,
  };
  const around = hosts.map(({ host, neighbours }) => writeNeighbours(host, { neighbours }));
  return {
    ...comparison,
    limits: [...around, writeMeaningOfReach(), ...writeLimits(graph)],
    sentences: writeComparisonSentences(comparison),
  };
}

function describe(graph: Graph, view: View): ComparedHost {
  const { node, weights, standing } = view;
  const { host, software, language, liveness, disclosure, allowlistMode, openRegistrations } =
    graph.snapshot.hosts[node]!;
  return {
    host,
    software,
    language,
    liveness,
    audience: audienceOf(graph, node),
    ...measureReach(graph, view),
    blocksAgainst: countAgainst(graph, node),
    blockList: disclosure.blocks ?? 'unvisited',
    declares: countDeclared(graph, node),
    allowlistMode,
    openRegistrations,
    signedFetch: demandsSignature(graph, node),
    portable: assessPortability(graph, weights, standing).portable,
    outage: assessOutage(graph, node, { weights }),
    neighbours: coverageAround(graph, node).neighbours,
  };
}
