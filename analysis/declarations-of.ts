/** How many published decisions there are of one server, and on it. */
import type { Graph } from './graph.ts';
import { perGraph } from './per-graph.ts';
import { ruleFor } from './rules.ts';

export interface DeclaredCounts {
  /** Published actions by it that somebody decided on; null when its list is not published, or how many is not told. */
  declares: number | null;
  /** Servers with a published action on it that somebody decided on; null where how many is not told. */
  declaredOn: number | null;
}

/** By node. */
export const declarationsOf = perGraph((graph) => (node: number): DeclaredCounts => {
  const { policies, snapshot } = graph;
  const { blocks } = snapshot.hosts[node]!.disclosure;
  const [from, to] = policies.blockRange(node);
  const deciders = policies.rulesOn(node).deciding.filter((at) => isDecision(graph, at));
  return {
    declares: blocks === 'published' || blocks === 'partial' ? countDecisions(graph, from, to) : null,
    declaredOn: new Set(deciders.map((at) => snapshot.blocks[at]!.source)).size,
  };
});

function countDecisions(graph: Graph, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) if (isDecision(graph, at)) count++;
  return count;
}

/** Whether somebody decided on it, and not the software by itself. */
function isDecision({ snapshot }: Graph, at: number): boolean {
  const { source, action } = snapshot.blocks[at]!;
  return ruleFor(snapshot.hosts[source]!.software, action).origin === 'decision';
}
