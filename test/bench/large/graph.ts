/** From a database to the first answer: when nothing is kept beside it yet, and from then on. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { UndirectedGraph } from 'graphology';
import { buildGraph } from '../../../analysis/graph.ts';
import type { Csr, Snapshot } from '../../../data/snapshot/types.ts';
import { Store } from '../../../data/store.ts';
import { compare, forgetPeak, peakRssMb, type Row, summarise, timeOf } from '../measure.ts';
import { inProcess } from '../processes.ts';
import type { Context } from '../stage.ts';
import type { Answered, AnswerPlan } from './answer-process.ts';
import { snapshotOf } from './frozen.ts';
import { everybody, sumRows } from './gather.ts';

/** Edges given to graphology, which takes some 300 bytes for each and stops at 16.8 million. */
const sampleEdges = 300_000;
const smallSample = 20_000;
const counting = 'DuckDB, counting who lists each host';

export async function* graphRows({ file: planted, folder, runs, quick }: Context): AsyncIterable<Row> {
  // Nothing is kept beside a new file.
  const file = join(folder, 'asked.duckdb');
  copyFileSync(planted, file);
  yield {
    ...(await answeredRow('from the file to the first answer, the first time', file, 1)),
    note: 'freezes, keeps the snapshot, finds what no question changes and keeps it too, and assesses one block',
  };
  const kept = await answeredRow('from the file to the first answer, from then on', file, runs);
  yield {
    ...kept,
    judged: { 'S.first': kept.measured.medianMs / 1000, 'S.rss': kept.rssMb! },
    note: 'from the files that are kept; a small snapshot keeps none, and is read again',
  };
  yield await builtRow(await snapshotOf(file), runs, quick ? smallSample : sampleEdges);
}

async function answeredRow(what: string, file: string, runs: number): Promise<Row> {
  const [times, counted]: [number[], number[]] = [[], []];
  let [rssMb, amount] = [0, 0];
  for (let run = 0; run < runs; run++) {
    const answered = await inProcess<Answered>('large/answer-process', { file } satisfies AnswerPlan);
    times.push(answered.wallMs);
    rssMb = Math.max(rssMb, answered.rssMb);
    amount = answered.peers;
    counted.push(await timeOf(() => countInSql(file)));
  }
  const baselines = [{ what: counting, measured: summarise(counted) }];
  return { what, unit: 'edges', amount, measured: summarise(times), baselines, rssMb };
}

async function builtRow(snapshot: Snapshot, runs: number, sample: number): Promise<Row> {
  const { peers, hosts } = snapshot;
  const taken = Math.min(sample, peers.targets.length);
  const weight = new Float64Array(hosts.length).fill(1);
  forgetPeak();
  const built = await compare(runs, () => buildGraph(snapshot), {
    'a bare loop over the listed peers': () => sumRows(peers, everybody(hosts.length), weight),
    graphology: { work: () => graphologyOf(peers, taken), amount: taken },
  });
  return {
    ...{ what: 'snapshot to graph', unit: 'edges', amount: peers.targets.length, ...built, rssMb: peakRssMb() },
    note: 'graphology only takes the edges in; the graph also knows sizes, policies and who may be tied to whom',
  };
}

async function countInSql(file: string): Promise<void> {
  const store = await Store.open(file, 'read');
  await store.rows('SELECT target_id, count(*) FROM peers WHERE removed_at IS NULL GROUP BY target_id');
  await store.close();
}

function graphologyOf({ order, offsets, targets }: Csr, edges: number): UndirectedGraph {
  const graph = new UndirectedGraph();
  for (let node = 0; node < order; node++) graph.addNode(node);
  for (let node = 0, edge = 0; edge < edges; node++) {
    for (; edge < Math.min(edges, offsets[node + 1]!); edge++) graph.mergeEdge(node, targets[edge]);
  }
  return graph;
}
