/** The graph of what may be shown without who blocks whom: asked as if no rule stood. */

import { notesOf } from '../../analysis/answer-limits.ts';
import { buildGraph, type Graph, type GraphOptions } from '../../analysis/graph.ts';
import { blocksLeftOut } from '../../analysis/report/in-force-sentence.ts';
import { sizedCoverage } from '../../analysis/sized-coverage.ts';
import type { Coverage } from '../../analysis/types.ts';
import { UserError } from '../../data/errors.ts';
import { shownServers } from '../../data/export/shown-servers.ts';
import type { Snapshot } from '../../data/snapshot/types.ts';

/**
 * @param coverage of all that was seen: who did not answer told no size and is not shown, so that of the servers shown
 * nearly all answered
 * @param build `buildGraph`, or what does the same with less work
 * @throws UserError when no server may be shown by its name
 */
export function publishedGraph(
  snapshot: Snapshot,
  coverage: Coverage = sizedCoverage(snapshot).coverage,
  build: (shown: Snapshot, options: GraphOptions) => Graph = buildGraph,
): Graph {
  // Without the names they allow, servers in allowlist mode would seem to shut out everybody.
  const graph = build(requireServers(shownServers(snapshot)), { closed: new Set(), coverage });
  notesOf.tell(graph, [blocksLeftOut]);
  return graph;
}

/** @throws UserError when there is none */
export function requireServers(shown: Snapshot): Snapshot {
  if (shown.hosts.length > 0) return shown;
  throw new UserError('There is no server to show: none may be shown by its name.', {
    hint: 'Collect more, for example with `faultline crawl --seed-host` and the name of a large server.',
  });
}
