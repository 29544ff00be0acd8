/** Leiden on the ties that both sides list, beside the one of igraph: one thread each, without building the graph. */
import { readFileSync, rmSync } from 'node:fs';
import { partition } from '../../../analysis/graphology.ts';
import { modularity } from '../../../analysis/kernels/modularity.ts';
import { comparePartitions } from '../../../analysis/kernels/partition-agreement.ts';
import type { Csr } from '../../../data/snapshot/types.ts';
import { type Baseline, type Row, summarise, timeOf, timesAsFast } from '../measure.ts';
import { inProcess } from '../processes.ts';
import { pythonCommunities, type WrittenCsr } from '../python.ts';
import type { LeidenAnswer, LeidenPlan } from './leiden-process.ts';

const seeds = [1, 2, 3];
const iterations = 2;
/** More edges than this take graphology minutes to hold. */
const mostInGraphology = 500_000;
const igraph = 'igraph, as many iterations';

export interface Asked {
  ties: Csr;
  csr: WrittenCsr;
  /** Nodes with a tie; over the others any two partitions agree. */
  tied: Uint32Array;
  resolution: number;
  what: string;
  seeds?: readonly number[];
}

/** @returns the row, and the communities of each run */
export async function leidenRow(asked: Asked): Promise<{ row: Row; labels: Uint32Array[] }> {
  const { ties, csr, resolution, what } = asked;
  const runs = asked.seeds ?? seeds;
  const file = `${csr.targets}.labels`;
  const plan: LeidenPlan = { csr, resolution, iterations, seeds: runs, labels: file };
  const ours = await inProcess<LeidenAnswer>('large/leiden-process', plan);
  const labels = readLabels(file, ties.order, runs.length);
  const theirs = await pythonCommunities('igraph leiden', { csr, resolution, iterations, seeds: runs });
  const baselines: Baseline[] = [];
  const notes = [`Q ${best(ties, labels, resolution).toFixed(4)}`];
  if (theirs !== null) {
    baselines.push({ what: igraph, measured: theirs.measured, rssMb: theirs.rssMb });
    notes.push(`of igraph ${best(ties, theirs.labels, resolution).toFixed(4)}`);
  }
  const size = ties.targets.length / 2;
  if (size <= mostInGraphology) {
    const pairs = pairsOf(ties);
    let found = new Uint32Array();
    const ms = await timeOf(() => {
      found = Uint32Array.from(partition(pairs, 1, resolution).labels);
    });
    baselines.push({ what: 'Louvain of graphology, with building its graph', measured: summarise([ms]) });
    notes.push(`of graphology ${modularity(ties, found, resolution).toFixed(4)}`);
  }
  const row = {
    ...{ what, unit: 'edges', amount: size, measured: summarise(ours.times), baselines, rssMb: ours.rssMb },
    note: `γ ${resolution}, best of ${runs.length}: ${notes.join(', ')}`,
  };
  const quality = theirs && best(ties, labels, resolution) / best(ties, theirs.labels, resolution);
  const ratio = theirs && timesAsFast(row, baselines[0]!);
  const judged =
    resolution === 1
      ? { 'T7.one': ratio }
      : {
          'T7.plateau': ratio,
          'T7.quality': quality,
          'T7.rss': ours.rssMb,
          'T7.seeds': meanAgreement(labels, asked.tied),
        };
  return { row: { ...row, judged }, labels };
}

/** Over some nodes alone. */
export function agreementOn(nodes: Uint32Array, a: ArrayLike<number>, b: ArrayLike<number>): number {
  return comparePartitions(pick(a, nodes), pick(b, nodes)).nmi;
}

function meanAgreement(runs: readonly Uint32Array[], nodes: Uint32Array): number | null {
  const pairs = runs.flatMap((run, at) => runs.slice(at + 1).map((other) => agreementOn(nodes, run, other)));
  return pairs.length === 0 ? null : pairs.reduce((sum, value) => sum + value, 0) / pairs.length;
}

function pick(labels: ArrayLike<number>, nodes: Uint32Array): Uint32Array {
  const numbers = new Map<number, number>();
  return nodes.map((node) => {
    const label = labels[node]!;
    if (!numbers.has(label)) numbers.set(label, numbers.size);
    return numbers.get(label)!;
  });
}

function best(ties: Csr, runs: readonly Uint32Array[], resolution: number): number {
  return Math.max(...runs.map((labels) => modularity(ties, labels, resolution)));
}

function readLabels(file: string, order: number, runs: number): Uint32Array[] {
  const all = new Uint32Array(new Uint8Array(readFileSync(file)).buffer);
  rmSync(file);
  return Array.from({ length: runs }, (_, run) => all.subarray(run * order, (run + 1) * order));
}

function pairsOf({ order, offsets, targets }: Csr) {
  const source: number[] = [];
  const target: number[] = [];
  for (let node = 0; node < order; node++) {
    for (const other of targets.subarray(offsets[node], offsets[node + 1])) {
      if (other <= node) continue;
      source.push(node);
      target.push(other);
    }
  }
  const weight = new Float64Array(source.length).fill(1);
  return { order, source: Uint32Array.from(source), target: Uint32Array.from(target), weight };
}
