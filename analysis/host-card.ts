/** What is known of one server, in one record. */
import { communitiesOf } from './communities.ts';
import { audienceOf, findNode, type Graph } from './graph.ts';
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
  const [from, to] = graph.policies.blockRange(node);
  const { of, list } = communitiesOf(graph);
  const declarers = new Set(graph.policies.rulesOn(node).deciding.map((at) => graph.snapshot.blocks[at]!.source));
  return {
    host: name,
    software,
    version,
    users,
    mau,
    audience: audienceOf(graph, node),
    language,
    liveness,
    disclosure,
    observedAt,
    community: list[of[node]!]?.name ?? null,
    declares: disclosure.blocks === 'published' || disclosure.blocks === 'partial' ? to - from : null,
    declaredOn: declarers.size,
  };
}
