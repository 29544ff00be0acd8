/** The graph that a site holds: of the servers that are shown by name, with who declares what only where that is asked for. */
import { type BlocksInForce, sumBlocksInForce } from '../../../analysis/blocks-in-force.ts';
import { declarationsOf } from '../../../analysis/declarations-of.ts';
import { buildGraph, type Graph, hostOf } from '../../../analysis/graph.ts';
import type { BlockSums } from '../../../analysis/slice/slice.ts';
import type { Estimate } from '../../../analysis/types.ts';
import { fewest, ifEnough } from '../../../data/export/publishing-rules.ts';
import { shownWithPairs } from '../../../data/export/shown-declarations.ts';
import type { Detail } from '../../../data/export/table.ts';
import type { Snapshot } from '../../../data/snapshot/types.ts';
import { publishedGraph, requireServers } from '../published-graph.ts';

export interface SiteGraph {
  graph: Graph;
  /** What is told of the blocks of a node; null where they stand in the graph themselves. */
  sumsOf(node: number): BlockSums | null;
}

/** @throws UserError when no server may be shown by its name */
export function siteGraph(snapshot: Snapshot, detail: Detail): SiteGraph {
  const local = buildGraph(snapshot);
  if (detail === 'full') return { graph: graphWithPairs(snapshot, local), sumsOf: () => null };
  const graph = publishedGraph(snapshot, local.coverage);
  return { graph, sumsOf: (node) => sumBlocks(local, hostOf(graph, node)) };
}

function graphWithPairs(snapshot: Snapshot, { policies, coverage }: Graph): Graph {
  const shown = requireServers(shownWithPairs(snapshot));
  const nodes = new Map(shown.hosts.map(({ host }, node) => [host, node]));
  // Some allow only servers that are not shown: without this they would seem to be open.
  const closed = policies.allowlistNodes.flatMap((node) => nodes.get(snapshot.hosts[node]!.host) ?? []);
  return buildGraph(shown, { closed: new Set(closed), coverage });
}

/** From all that is known here, small servers included; only what rests on enough of them. */
function sumBlocks(local: Graph, host: string): BlockSums {
  const node = local.names.find(host)!;
  const { declares, declaredOn } = declarationsOf(local)(node);
  return {
    declares: ifEnough(declares),
    declaredOn: ifEnough(declaredOn),
    inForce: roundSum(sumBlocksInForce(local, node, fewest)),
  };
}

/** From all the digits of a sum over published counts it could be worked out which servers are in it. */
function roundSum(sum: BlocksInForce | null): BlocksInForce | null {
  return sum && { ...sum, in: roundShare(sum.in), out: roundShare(sum.out) };
}

function roundShare({ share, low, high, grade }: Estimate): Estimate {
  const round = (value: number | null) => value && Number(value.toPrecision(2));
  return { share: round(share), low: round(low), high: round(high), grade };
}
