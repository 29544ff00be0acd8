/**
 * What the kernels over whole graphs cost: turning the lists of peers round, meeting both directions, comparing two days.
 * Each on two threads and on one, beside the bare loop that reads the same arrays, and beside the query.
 */
import { join } from 'node:path';
import { buildGraph } from '../../../analysis/graph.ts';
import { diffEdges } from '../../../analysis/kernels/csr-diff.ts';
import { mutualPairs } from '../../../analysis/kernels/mutual-merge.ts';
import type { Parallel } from '../../../analysis/kernels/parallel.ts';
import { transpose } from '../../../analysis/kernels/transpose.ts';
import { twoThreads } from '../../../analysis/parallel/two-threads.ts';
import type { Csr, Snapshot } from '../../../data/snapshot/types.ts';
import { freeze } from '../../../data/snapshot.ts';
import { Store } from '../../../data/store.ts';
import { compare, type Row } from '../measure.ts';
import type { Context } from '../stage.ts';
import { passRows, ratioTo } from './passes.ts';
import { openSqlGraph, type SqlGraph } from './sql-graph.ts';

/** A join of all edges takes most of the memory of a small machine: queries that join take one source in so many. */
const sampledSources = 8;
const oneThread = 'one thread alone';
const summing = 'summing up the same arrays';

export async function* kernelRows({ file, folder, runs, size, quick }: Context): AsyncIterable<Row> {
  const parallel = twoThreads();
  const sql = await openSqlGraph(join(folder, 'graph.duckdb'));
  const pace = { runs, sqlRuns: quick ? 1 : Math.min(runs, size === 'full' ? 1 : 3) };
  try {
    const { snapshot, earlier } = await readDays(file, parallel);
    yield await transposeRow(snapshot.peers, parallel, sql, pace);
    const graph = buildGraph(snapshot, { parallel });
    yield await mutualRow(snapshot.peers, graph.ties.listedBy.all(), parallel, sql, pace);
    yield await diffRow(earlier, snapshot.peers, parallel, sql, pace);
    yield* passRows({ graph, parallel, sql, folder, ...pace });
  } finally {
    sql.close();
    await parallel.close();
  }
}

interface Pace {
  runs: number;
  sqlRuns: number;
}

/** The newest snapshot, and the peers of the day before, in arrays that both threads see. */
async function readDays(file: string, parallel: Parallel): Promise<{ snapshot: Snapshot; earlier: Csr }> {
  const store = await Store.open(file, 'read');
  try {
    const [[firstDay]] = (await store.rows('SELECT epoch_ms(min(finished_at))::DOUBLE FROM crawls')) as [[number]];
    const { peers, hosts } = await freeze(store, { asOf: firstDay });
    const earlier = share(peers, parallel);
    const snapshot = await freeze(store);
    if (hosts.length !== snapshot.hosts.length) throw new Error('Expected the same hosts on both days.');
    return { snapshot: { ...snapshot, peers: share(snapshot.peers, parallel) }, earlier };
  } finally {
    await store.close();
  }
}

function share({ order, offsets, targets }: Csr, parallel: Parallel): Csr {
  const shared = { order, offsets: parallel.uint32(offsets.length), targets: parallel.uint32(targets.length) };
  shared.offsets.set(offsets);
  shared.targets.set(targets);
  return shared;
}

async function transposeRow(peers: Csr, parallel: Parallel, sql: SqlGraph, pace: Pace): Promise<Row> {
  await sql.addPairs('peers', peers);
  const ordered = 'ORDER BY in SQL';
  const turned = await compare(pace.runs, () => transpose(peers, parallel), {
    [oneThread]: () => transpose(peers),
    [summing]: () => sumTargets(peers),
    [ordered]: {
      work: () => sql.read('SELECT target, source FROM peers ORDER BY target, source'),
      runs: pace.sqlRuns,
    },
  });
  const row = { what: 'turning all lists round', unit: 'edges', amount: peers.targets.length, ...turned };
  return {
    ...row,
    judged: { 'T4.transpose': (row.measured.medianMs * 1e6) / row.amount, 'T4.orderBy': ratioTo(row, ordered) },
  };
}

async function mutualRow(peers: Csr, listedBy: Csr, parallel: Parallel, sql: SqlGraph, pace: Pace): Promise<Row> {
  const met = await compare(pace.runs, () => mutualPairs(peers, listedBy, parallel), {
    [oneThread]: () => mutualPairs(peers, listedBy),
    [summing]: () => sumTargets(peers) + sumTargets(listedBy),
    'a join in SQL': {
      work: () =>
        sql.read(`SELECT there.source, there.target FROM peers there JOIN peers back
          ON back.source = there.target AND back.target = there.source WHERE there.source % ${sampledSources} = 0`),
      runs: pace.sqlRuns,
      amount: sampleOf(peers),
    },
  });
  return { what: 'pairs that list each other', unit: 'edges', amount: peers.targets.length, ...met };
}

async function diffRow(before: Csr, after: Csr, parallel: Parallel, sql: SqlGraph, pace: Pace): Promise<Row> {
  await sql.addPairs('earlier', before);
  const joined = 'an anti join in SQL, one direction';
  const compared = await compare(pace.runs, () => diffEdges(before, after, parallel), {
    [oneThread]: () => diffEdges(before, after),
    [summing]: () => sumTargets(before) + sumTargets(after),
    [joined]: {
      work: () =>
        sql.read(`SELECT source, target FROM (FROM peers WHERE source % ${sampledSources} = 0)
          ANTI JOIN (FROM earlier WHERE source % ${sampledSources} = 0) USING (source, target)`),
      runs: pace.sqlRuns,
      amount: sampleOf(before) + sampleOf(after),
    },
  });
  const amount = before.targets.length + after.targets.length;
  const row = { what: 'difference of two days', unit: 'edges of both', amount, ...compared };
  return { ...row, judged: { 'T5.sum': 1 / ratioTo(row, summing), 'T5.antiJoin': ratioTo(row, joined) } };
}

/** How many edges the sampled sources have. */
function sampleOf({ order, offsets }: Csr): number {
  let edges = 0;
  for (let node = 0; node < order; node += sampledSources) edges += offsets[node + 1]! - offsets[node]!;
  return edges;
}

function sumTargets({ targets }: Csr): number {
  let sum = 0;
  for (let edge = 0; edge < targets.length; edge++) sum += targets[edge]!;
  return sum;
}
