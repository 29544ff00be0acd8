/** The graph that a site holds: of the servers that are shown by name, with who declares what only where that is asked for. */
import { sumBlocksInForce } from '../../../analysis/blocks-in-force.ts';
import { declarationsOf } from '../../../analysis/declarations-of.ts';
import { buildGraph, type Graph, hostOf } from '../../../analysis/graph.ts';
import type { BlockSums } from '../../../analysis/slice/slice.ts';
import { UserError } from '../../../data/errors.ts';
import { fewest, ifEnough } from '../../../data/export/publishing-rules.ts';
import { shownWithPairs } from '../../../data/export/shown-declarations.ts';
import { shownServers } from '../../../data/export/shown-servers.ts';
import type { Detail } from '../../../data/export/table.ts';
import type { Snapshot } from '../../../data/snapshot/types.ts';

export interface SiteGraph {
  graph: Graph;
  /** What is told of the blocks of a node; null where they stand in the graph themselves. */
  sumsOf(node: number): BlockSums | null;
}

/** @throws UserError when no server may be shown by its name */
export function siteGraph(snapshot: Snapshot, detail: Detail): SiteGraph {
  const shown = detail === 'full' ? shownWithPairs(snapshot) : shownServers(snapshot);
  if (shown.hosts.length === 0) {
    throw new UserError('There is no server to publish: none may be shown by its name.', {
      hint: 'Collect more, for example with `faultline crawl --seed-host` and the name of a large server.',
    });
  }
  const local = buildGraph(snapshot);
  const names = new Map(shown.hosts.map(({ host }, node) => [host, node]));
  const closed = local.policies.allowlistNodes.map((node) => names.get(hostOf(local, node)));
  // Without the names they allow, servers in allowlist mode would seem to shut out everybody.
  const graph = buildGraph(shown, {
    closed: new Set(detail === 'full' ? closed.filter((node) => node !== undefined) : []),
  });
  return { graph, sumsOf: (node) => (detail === 'full' ? null : sumBlocks(local, hostOf(graph, node))) };
}

/** From all that is known here, small servers included; only what rests on enough of them. */
function sumBlocks(local: Graph, host: string): BlockSums {
  const node = local.names.find(host)!;
  const { declares, declaredOn } = declarationsOf(local)(node);
  return {
    declares: ifEnough(declares),
    declaredOn: ifEnough(declaredOn),
    inForce: sumBlocksInForce(local, node, fewest),
  };
}
