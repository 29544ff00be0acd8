/**
 * What is compared: two shares of monthly active people, as anybody could work them out, and the three models of
 * follows, of which the plain one knows sizes and ties, the second also languages and softwares, the last everything.
 */
import { buildGraph, type Graph } from '../../analysis/graph.ts';
import { assess } from '../../analysis/impact.ts';
import type { Estimate, Impact } from '../../analysis/types.ts';
import { weighTies } from '../../analysis/weights.ts';
import type { Snapshot } from '../../data/snapshot/types.ts';
import type { Answer, Direction, EstimatorName } from './plan.ts';

/** By direction, one entry a node. */
export type Row = Record<Direction, Float64Array>;

export interface Estimator {
  name: EstimatorName;
  /** What the estimator takes each partner of a server for, up to one factor a direction. */
  row(node: number): Row;
  /** @param cut nodes that the block newly cuts, by direction */
  answer(
    host: string,
    block: string[],
    cut: Record<Direction, number[]>,
  ): Record<Direction, Answer> & { threads?: Answer; boosts?: Answer };
}

type ModelName = 'plain' | 'gravity' | 'full';
const build: (snapshot: Snapshot, options: { model: ModelName }) => Graph = buildGraph;

export function estimatorsOf(snapshot: Snapshot): Estimator[] {
  const people = Float64Array.from(snapshot.hosts, ({ mau }) => mau ?? 0);
  return [
    byPeople('mau', snapshot, () => people),
    byPeople('mau-of-peers', snapshot, (node) => peopleOnPeers(snapshot, people, node)),
    ...(['plain', 'gravity', 'full'] as const).map((model) => byModel(model, build(snapshot, { model }))),
  ];
}

function byPeople(name: EstimatorName, { hosts }: Snapshot, weigh: (node: number) => Float64Array): Estimator {
  const nodeOf = new Map(hosts.map(({ host }, node) => [host as string, node]));
  const othersOf = (node: number) => {
    const weight = weigh(node).slice();
    weight[node] = 0;
    return weight;
  };
  return {
    name,
    row: (node) => ({ in: othersOf(node), out: othersOf(node) }),
    answer(host, _, cut) {
      const weight = othersOf(nodeOf.get(host)!);
      const all = weight.reduce((sum, value) => sum + value, 0);
      const share = (nodes: readonly number[]) => nodes.reduce((sum, node) => sum + weight[node]!, 0) / all;
      const plainly = (nodes: readonly number[]) => ({ share: all === 0 ? null : share(nodes), low: null, high: null });
      return { in: plainly(cut.in), out: plainly(cut.out) };
    },
  };
}

/** Of a server that keeps its list to itself, everybody's. */
function peopleOnPeers({ peers }: Snapshot, people: Float64Array, node: number): Float64Array {
  const listed = peers.targets.subarray(peers.offsets[node]!, peers.offsets[node + 1]!);
  if (listed.length === 0) return people;
  const weight = new Float64Array(people.length);
  for (const peer of listed) weight[peer] = people[peer]!;
  return weight;
}

function byModel(name: ModelName, graph: Graph): Estimator {
  return {
    name,
    row: (node) => weighTies(graph, node),
    answer(host, block) {
      const impact: Impact & { threads?: Estimate; boosts?: Estimate } = assess(graph, { host, block });
      const { lossIn, lossOut, threads, boosts } = impact;
      return {
        in: bare(lossIn),
        out: bare(lossOut),
        ...(threads && { threads: bare(threads) }),
        ...(boosts && { boosts: bare(boosts) }),
      };
    },
  };
}

function bare({ share, low, high }: Estimate): Answer {
  return { share, low, high };
}
