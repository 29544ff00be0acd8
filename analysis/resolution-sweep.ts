/**
 * At which resolution a graph has communities of its own, rather than of the seed or of the resolution. At 1 a dense
 * graph falls into a few lumps, since modularity cannot see groups that are small against the whole (S. Fortunato,
 * M. Barthélemy. Resolution limit in community detection. PNAS 104(1), 2007, 36–41); from some resolution on the groups
 * stay what they are for a while: the plateau. Partitions that stay the same over resolutions and starts: R. Lambiotte.
 * Multi-scale modularity and dynamics in complex networks. Dynamics on and of Complex Networks 2, 2013, 125–141.
 */

import type { Partition } from './kernels/leiden.ts';
import { runLeiden } from './kernels/leiden-runs.ts';
import { alone, type Parallel } from './kernels/parallel.ts';
import { comparePartitions } from './kernels/partition-agreement.ts';
import type { WeightedCsr } from './kernels/weighted-csr.ts';

/** About evenly spaced in the logarithm; above 2.5 groups fall apart into single servers, over which any two runs agree. */
const grid = [1, 1.1, 1.2, 1.35, 1.5, 1.75, 2, 2.5];
const seeds = [1, 2, 3];
/** From this agreement (NMI) on two partitions count as the same groups. */
const sameFrom = 0.9;
/** The first iterations of a run gain nearly all there is; the last one, on the resolution chosen, takes more. */
const sweepIterations = 2;
const lastIterations = 4;

export interface SweptResolution {
  /** γ. */
  resolution: number;
  /** Groups of the best run. */
  count: number;
  /** Mean NMI between the runs from different seeds, 0–1. */
  stability: number;
  /** NMI between the best run and that of the next resolution; null for the last. */
  likeNext: number | null;
}

export interface Sweep {
  /** The one chosen. */
  resolution: number;
  /** Over seeds, at the resolution chosen. */
  stability: number;
  /** The widest range over which groups stay the same, both ends in it; null where they never do. */
  plateau: { from: number; to: number } | null;
  /** Runs from different seeds at each resolution. */
  seeds: number;
  tried: SweptResolution[];
}

/**
 * Takes the widest run of resolutions, by their ratio, at each of which the seeds agree and each of which agrees with the
 * next; in it the one that agrees most with itself and its neighbours; of equal ones the lowest. Without such a run, that one
 * of all.
 * Nodes without an edge count for nothing.
 * @param graph over shared memory, where a second thread is to help
 */
export function sweepResolutions(graph: WeightedCsr, parallel: Parallel = alone): Sweep & { partition: Partition } {
  const runs = grid.flatMap((resolution) =>
    seeds.map((seed) => ({ resolution, seed, maxIterations: sweepIterations })),
  );
  const found = runLeiden(graph, runs, parallel);
  const rows = grid.map((_, at) => found.slice(at * seeds.length, (at + 1) * seeds.length));
  const bests = rows.map((row) => bestOf(row));
  const tied = tiedNodes(graph);
  const agreement = (a: Partition, b: Partition) => comparePartitions(pick(a.labels, tied), pick(b.labels, tied)).nmi;
  const tried = grid.map(
    (resolution, at): SweptResolution => ({
      resolution,
      count: bests[at]!.count - (graph.order - tied.length),
      stability: meanOfPairs(rows[at]!, agreement),
      likeNext: at + 1 < grid.length ? agreement(bests[at]!, bests[at + 1]!) : null,
    }),
  );
  const choice = choosePlateau(tried);
  const chosen = tried[choice.at]!;
  const last = { resolution: chosen.resolution, maxIterations: lastIterations };
  const partition = bestOf(
    runLeiden(
      graph,
      seeds.slice(0, 2).map((seed) => ({ ...last, seed })),
      parallel,
    ),
  );
  return {
    resolution: chosen.resolution,
    stability: chosen.stability,
    plateau: choice.plateau,
    seeds: seeds.length,
    tried,
    partition,
  };
}

/** @param tried by resolution, ascending @returns the position of the one chosen */
export function choosePlateau(tried: readonly SweptResolution[]): { at: number; plateau: Sweep['plateau'] } {
  const isSteady = tried.map(({ stability }) => stability >= sameFrom);
  const joins = tried.map(({ likeNext }, at) => isSteady[at]! && isSteady[at + 1] === true && likeNext! >= sameFrom);
  let best: { from: number; to: number; width: number } | undefined;
  for (let from = 0; from < tried.length; from++) {
    if (!isSteady[from]) continue;
    let to = from;
    while (joins[to]) to++;
    const width = Math.log(tried[to]!.resolution / tried[from]!.resolution);
    if (to > from && (best === undefined || width > best.width)) best = { from, to, width };
    from = to;
  }
  const { from, to } = best ?? { from: 0, to: tried.length - 1 };
  let at = from;
  for (let other = from; other <= to; other++)
    if (score(tried, other, from, to) > score(tried, at, from, to)) at = other;
  return { at, plateau: best === undefined ? null : { from: tried[from]!.resolution, to: tried[to]!.resolution } };
}

/** Agreement of the seeds, and with the neighbours within the range. */
function score(tried: readonly SweptResolution[], at: number, from: number, to: number): number {
  const { stability, likeNext } = tried[at]!;
  const around = [...(at > from ? [tried[at - 1]!.likeNext!] : []), ...(at < to ? [likeNext!] : [])];
  return stability + around.reduce((sum, value) => sum + value, 0) / Math.max(1, around.length);
}

function bestOf(runs: readonly Partition[]): Partition {
  return runs.reduce((best, run) => (run.modularity > best.modularity ? run : best));
}

function meanOfPairs(runs: readonly Partition[], agreement: (a: Partition, b: Partition) => number): number {
  const pairs = runs.flatMap((run, at) => runs.slice(at + 1).map((other) => agreement(run, other)));
  return pairs.reduce((sum, value) => sum + value, 0) / pairs.length;
}

function tiedNodes({ order, offsets }: WeightedCsr): Uint32Array {
  return Uint32Array.from({ length: order }, (_, node) => node).filter((node) => offsets[node + 1]! > offsets[node]!);
}

/** Renumbered, since groups are numbered below the number of nodes. */
function pick(labels: Uint32Array, nodes: Uint32Array): Uint32Array {
  const numbers = new Map<number, number>();
  return nodes.map((node) => {
    const label = labels[node]!;
    const number = numbers.get(label) ?? numbers.size;
    numbers.set(label, number);
    return number;
  });
}
