/** What is known of one server, in one record. */
import { communitiesOf } from './communities.ts';
import { declarationsOf } from './declarations-of.ts';
import { audienceBetween, audienceOf, findNode, type Graph } from './graph.ts';
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
  const { of, list } = communitiesOf(graph);
  const { declares, declaredOn } = declarationsOf(graph)(node);
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
    declares,
    declaredOn,
  };
}
