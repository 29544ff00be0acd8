/** What is known of one server, in one record. */
import { communitiesOf } from './communities.ts';
import { audienceBetween, audienceOf, findNode, type Graph } from './graph.ts';
import { ruleFor } from './rules.ts';
import type { HostCard } from './types.ts';

/** @throws UserError for a host that was not seen */
export function describeHost(graph: Graph, host: string): HostCard {
  const node = findNode(graph, host);
  const {
    host: name,
    software,
    version,
    users,
    mau,
    language,
    liveness,
    disclosure,
    observedAt,
  } = graph.snapshot.hosts[node]!;
  const { low, high } = audienceBetween(graph, node);
  const [from, to] = graph.policies.blockRange(node);
  const { of, list } = communitiesOf(graph);
  const deciders = graph.policies.rulesOn(node).deciding.filter((at) => isDecision(graph, at));
  const declarers = new Set(deciders.map((at) => graph.snapshot.blocks[at]!.source));
  return {
    host: name,
    software,
    version,
    users,
    mau,
    audience: audienceOf(graph, node),
    audienceLow: low,
    audienceHigh: high,
    audienceSource: graph.audience.source[node]!,
    audienceUnused: graph.audience.unused[node]!,
    language,
    liveness,
    disclosure,
    observedAt,
    community: list[of[node]!]?.name ?? null,
    declares:
      disclosure.blocks === 'published' || disclosure.blocks === 'partial' ? countDecisions(graph, from, to) : null,
    declaredOn: declarers.size,
  };
}

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
