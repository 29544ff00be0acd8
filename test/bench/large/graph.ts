/** From a database to the first answer: the snapshot, the graph, and what no question changes. */
import { UndirectedGraph } from 'graphology';
import { buildGraph, type Graph, hostOf } from '../../../analysis/graph.ts';
import { assess } from '../../../analysis/impact.ts';
import { prepare } from '../../../analysis/prepare.ts';
import type { Csr, Snapshot } from '../../../data/snapshot/types.ts';
import { Store } from '../../../data/store.ts';
import { compare, forgetPeak, peakRssMb, type Row } from '../measure.ts';
import type { Context } from '../stage.ts';
import { snapshotOf } from './frozen.ts';
import { everybody, sumRows } from './gather.ts';

/** Edges given to graphology, which takes some 300 bytes for each and stops at 16.8 million. */
const sampleEdges = 300_000;
const smallSample = 20_000;

export async function* graphRows({ file, runs, quick }: Context): AsyncIterable<Row> {
  forgetPeak();
  const first = await compare(runs, () => answerOne(file), {
    'DuckDB, counting who lists each host': () => countInSql(file),
  });
  const snapshot = await snapshotOf(file);
  const amount = snapshot.peers.targets.length;
  yield {
    ...{ what: 'from the file to the first answer', unit: 'edges', amount, ...first, rssMb: peakRssMb() },
    note: 'opens the database, freezes, builds the graph, prepares it, and assesses one block',
  };
  yield await builtRow(snapshot, runs, quick ? smallSample : sampleEdges);
  yield await preparedRow(snapshot, runs);
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

/** Of a graph of its own each run: what is found once for a graph would not be found again. */
async function preparedRow(snapshot: Snapshot, runs: number): Promise<Row> {
  const graphs = Array.from({ length: runs }, () => buildGraph(snapshot));
  const { order } = snapshot.peers;
  const weight = new Float64Array(order).fill(1);
  forgetPeak();
  const prepared = await compare(runs, () => prepare(graphs.pop()!), {
    'a bare loop over the listed peers': () => sumRows(snapshot.peers, everybody(order), weight),
  });
  return {
    ...{ what: 'what no question changes', unit: 'edges', amount: snapshot.peers.targets.length },
    ...{ ...prepared, rssMb: peakRssMb() },
    note: 'the model of follows, communities, who can reach whom, and how much each host is read',
  };
}

async function answerOne(file: string): Promise<void> {
  const graph = prepare(buildGraph(await snapshotOf(file)));
  const [asks, blocked] = largest(graph);
  assess(graph, { host: hostOf(graph, asks), block: [hostOf(graph, blocked)] });
}

function largest({ audience: { people } }: Graph): [number, number] {
  const ranked = [...people.keys()]
    .filter((node) => people[node]! > 0)
    .sort((a, b) => people[b]! - people[a]! || a - b);
  return [ranked[0]!, ranked[1]!];
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
