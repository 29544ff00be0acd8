/** Answers of the server for tests of the page: a map of five servers, looked at from a.example. */
import { buildGraph } from '../../../../analysis/graph.ts';
import { describeHost } from '../../../../analysis/host-card.ts';
import { assess } from '../../../../analysis/impact.ts';
import { packMap } from '../../../../analysis/map-file.ts';
import { listTies } from '../../../../analysis/ties-of.ts';
import type { Scenario } from '../../../../analysis/types.ts';
import type { Answers } from '../../../../viz/app/session.ts';
import { worldW1 } from '../../../golden/world-w1.ts';

const graph = buildGraph(worldW1({ 'd.example': { liveness: 'dead' } }, [['x.example', 'suspend', 'c.example']]));
export const map = packMap(graph);

export function answersFor(
  host: string | null,
  scenario: Omit<Scenario, 'host'> | null = null,
): Answers & { map: typeof map } {
  const nothing = { map, changes: null, card: null, ties: [], blocked: null, impact: null };
  if (host === null) return nothing;
  const impact = scenario === null ? null : assess(graph, { host, ...scenario });
  return { ...nothing, card: describeHost(graph, host), ties: listTies(graph, host), impact };
}
