/**
 * What is compared: two shares of monthly active people, as anybody could work them out, and the three models of
 * follows, of which the plain one knows sizes and ties, the second also languages and softwares, the last everything.
 */

import type { Direction } from '../../analysis/checks/counted-rows.ts';
import { byPeople, byPeopleOfPeers } from '../../analysis/checks/people-alone.ts';
import type { Predict } from '../../analysis/checks/predict.ts';
import { buildGraph, type Graph } from '../../analysis/graph.ts';
import { assess } from '../../analysis/impact.ts';
import type { Estimate } from '../../analysis/types.ts';
import { weighTies } from '../../analysis/weights.ts';
import { rowsOf, type Snapshot } from '../../data/snapshot/types.ts';
import type { Answer, EstimatorName } from './plan.ts';

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
  return [
    byShares('mau', snapshot, byPeople(snapshot)),
    byShares('mau-of-peers', snapshot, byPeopleOfPeers(snapshot, rowsOf(snapshot.peers))),
    ...(['plain', 'gravity', 'full'] as const).map((model) => byModel(model, build(snapshot, { model }))),
  ];
}

function byShares(name: EstimatorName, { hosts }: Snapshot, row: Predict): Estimator {
  const nodeOf = new Map(hosts.map(({ host }, node) => [host as string, node]));
  return {
    name,
    row,
    answer(host, _, cut) {
      const told = row(nodeOf.get(host)!);
      const shareOf = (direction: Direction): Answer => {
        const all = told[direction].reduce((sum, value) => sum + value, 0);
        const lost = cut[direction].reduce((sum, node) => sum + told[direction][node]!, 0);
        return { share: all === 0 ? null : lost / all, low: null, high: null };
      };
      return { in: shareOf('in'), out: shareOf('out') };
    },
  };
}

function byModel(name: ModelName, graph: Graph): Estimator {
  return {
    name,
    row: (node) => weighTies(graph, node),
    answer(host, block) {
      const { lossIn, lossOut, threads, boosts } = assess(graph, { host, block });
      return { in: bare(lossIn), out: bare(lossOut), threads: bare(threads), boosts: bare(boosts) };
    },
  };
}

function bare({ share, low, high }: Estimate): Answer {
  return { share, low, high };
}
