/**
 * What passes over all two-sided ties cost: everybody's reach, a list for everybody, everybody's own list, one block, common
 * peers; and the surveys that are made of them.
 */
import { actsOf } from '../../../analysis/cut-pairs.ts';
import { type Graph, hostOf } from '../../../analysis/graph.ts';
import { commonPeers } from '../../../analysis/kernels/common-peers.ts';
import { listLoss } from '../../../analysis/kernels/list-loss.ts';
import { ownListLoss } from '../../../analysis/kernels/own-list-loss.ts';
import type { Parallel } from '../../../analysis/kernels/parallel.ts';
import { reachSums } from '../../../analysis/kernels/reach-sums.ts';
import { topRanks } from '../../../analysis/kernels/top-ranks.ts';
import { transpose } from '../../../analysis/kernels/transpose.ts';
import { surveyDeclared, surveyList } from '../../../analysis/survey.ts';
import { tieWeights } from '../../../analysis/tie-sums.ts';
import { contains } from '../../../analysis/ties.ts';
import { twoSidedTies } from '../../../analysis/two-sided.ts';
import type { Csr } from '../../../data/snapshot/types.ts';
import { compare, type Row, timesAsFast } from '../measure.ts';
import { scipyProduct, type WrittenCsr, writeCsr } from '../python.ts';
import { everybody, sumRows } from './gather.ts';
import type { SqlGraph } from './sql-graph.ts';

const listed = 2_000;
const ranks = 100;
/** Asked in one run, since one is over before the clock tells. */
const singles = 10_000;
const gathering = 'a bare loop over the same ties';
const inSql = 'the same in SQL';

interface Passes {
  graph: Graph;
  parallel: Parallel;
  sql: SqlGraph;
  folder: string;
  runs: number;
  sqlRuns: number;
}

interface Tied extends Passes {
  ties: Csr;
  weight: Float64Array;
  csr: WrittenCsr;
  /** The largest and the middle one by ties. */
  big: number;
  middle: number;
  list: Uint32Array;
}

export async function* passRows(passes: Passes): AsyncIterable<Row> {
  const { graph, parallel, sql, folder } = passes;
  const { ties } = twoSidedTies(graph, parallel);
  const weight = tieWeights(graph).people;
  const degrees = Float64Array.from(
    { length: graph.order },
    (_, node) => ties.offsets[node + 1]! - ties.offsets[node]!,
  );
  const ranked = topRanks(degrees, graph.order).filter((node) => degrees[node]! > 0);
  const { offsets } = transpose(actsOf(graph));
  const named = Float64Array.from({ length: graph.order }, (_, node) => offsets[node + 1]! - offsets[node]!);
  const list = topRanks(named, Math.min(listed, graph.order >> 2));
  await sql.addPairs('ties', ties);
  await sql.addPairs('own', actsOf(graph));
  await sql.addValues('people', weight);
  await sql.addValues('list', list);
  const csr = writeCsr(folder, 'ties', ties);
  const tied = { ...passes, ties, weight, csr, big: ranked[0]!, middle: ranked[ranked.length >> 1]!, list };
  yield await reachRow(tied);
  yield await listRow(tied);
  yield await ownRow(tied);
  yield* singleRows(tied);
  yield* commonRows(tied);
  yield* surveyRows(tied);
}

const sumsOf = (from: string) =>
  `SELECT ties.source, sum(value) FROM ${from} JOIN people ON host = ties.target GROUP BY ties.source`;

async function reachRow({ ties, weight, parallel, sql, csr, runs, sqlRuns }: Tied): Promise<Row> {
  const all = everybody(ties.order);
  const reach = await compare(runs, () => reachSums(ties, weight), {
    'two threads': () => reachSums(ties, weight, parallel),
    [gathering]: () => sumRows(ties, all, weight),
    [inSql]: { work: () => sql.read(sumsOf('ties')), runs: sqlRuns },
  });
  const scipy = await scipyProduct({ csr, runs });
  const product = scipy && { what: 'a sparse product of scipy', measured: scipy.measured, rssMb: scipy.rssMb };
  const amount = ties.targets.length;
  const row = { what: 'people in reach of everybody', unit: 'ties', amount, ...reach };
  const baselines = [...row.baselines, ...(product === null ? [] : [product])];
  return {
    ...{ ...row, baselines },
    judged: {
      'T6.gather': 1 / ratioTo(row, gathering),
      'T6.scipy': product && row.measured.medianMs / product.measured.medianMs,
    },
    note: 'on one thread',
  };
}

async function listRow({ ties, weight, list, sql, csr, runs, sqlRuns }: Tied): Promise<Row> {
  const asked = await compare(runs, () => listLoss(ties, list, weight), {
    [gathering]: () => sumRows(ties, list, weight),
    [inSql]: {
      work: () => sql.read(sumsOf('(FROM ties SEMI JOIN list ON list.value = ties.target) ties')),
      runs: sqlRuns,
    },
  });
  const scipy = await scipyProduct({ csr, runs, rows: [...list] });
  const product = scipy && { what: 'a sparse product of scipy', measured: scipy.measured, rssMb: scipy.rssMb };
  return {
    ...{ what: 'a blocklist for everybody', unit: 'servers', amount: ties.order, ...asked },
    baselines: [...asked.baselines, ...(product === null ? [] : [product])],
    judged: list.length === listed ? { 'T6.blocklist': asked.measured.medianMs } : {},
    note: `the ${list.length} servers that most declared lists cut`,
  };
}

async function ownRow({ graph, ties, weight, parallel, sql, runs, sqlRuns }: Tied): Promise<Row> {
  const acts = actsOf(graph);
  const asked = await compare(runs, () => ownListLoss(acts, ties, weight, parallel), {
    'one thread alone': () => ownListLoss(acts, ties, weight),
    [gathering]: () => sumRows(ties, everybody(ties.order), weight),
    [inSql]: { work: () => sql.read(sumsOf('(FROM ties SEMI JOIN own USING (source, target)) ties')), runs: sqlRuns },
  });
  const row = { what: "everybody's own blocklist", unit: 'entries', amount: acts.targets.length, ...asked };
  return {
    ...row,
    judged: { 'T6.declarers': row.measured.medianMs, 'T6.declarersSql': ratioTo(row, inSql) },
    note: 'an entry is a known server that a declared rule cuts',
  };
}

async function* singleRows({ ties, weight, big, sql, runs, sqlRuns }: Tied): AsyncIterable<Row> {
  const one = await compare(
    runs,
    () => {
      let people = 0;
      for (let asked = 0; asked < singles; asked++) {
        const other = (asked * 7919) % ties.order;
        if (contains(ties, big, other)) people += weight[other]!;
      }
      return people;
    },
    {
      [inSql]: {
        work: () => sql.read(`${sumsOf(`(FROM ties WHERE source = ${big} AND target = 7919) ties`)}`),
        runs: sqlRuns,
        amount: 1,
      },
    },
  );
  const judged = { 'T6.single': one.measured.medianMs / singles };
  yield { what: 'one block for one server', unit: 'answers', amount: singles, ...one, judged };
  yield {
    ...{ what: 'one block for everybody', unit: 'servers', amount: ties.order },
    ...(await compare(runs, () => listLoss(ties, [big], weight), {
      [gathering]: () => sumRows(ties, [big], weight),
      [inSql]: { work: () => sql.read(sumsOf(`(FROM ties WHERE target = ${big}) ties`)), runs: sqlRuns },
    })),
  };
  const row = ties.targets.subarray(ties.offsets[big], ties.offsets[big + 1]);
  yield {
    ...{ what: 'every single block for one server, ranked', unit: 'ties', amount: row.length },
    ...(await compare(runs, () => topRanks(weight, ranks, row), {
      'sorting all of them': () => row.slice().sort((a, b) => weight[b]! - weight[a]! || a - b),
      [inSql]: {
        work: () =>
          sql.read(`SELECT target, value FROM ties JOIN people ON host = target WHERE source = ${big}
            ORDER BY value DESC, target LIMIT ${ranks}`),
        runs: sqlRuns,
      },
    })),
    note: `the first ${ranks}`,
  };
}

async function* commonRows({
  ties,
  list,
  weight,
  big,
  middle,
  parallel,
  sql,
  runs,
  sqlRuns,
}: Tied): AsyncIterable<Row> {
  const blocked = new Uint8Array(ties.order);
  for (const node of list) blocked[node] = 1;
  const all = everybody(ties.order);
  for (const [who, node] of [
    ['the server with most ties', big] as const,
    ['a server of middle size', middle] as const,
  ]) {
    const counted = await compare(runs, () => commonPeers(ties, node, blocked, parallel), {
      'one thread alone': () => commonPeers(ties, node, blocked),
      [gathering]: () => sumRows(ties, all, weight),
      [inSql]: {
        work: () =>
          sql.read(`SELECT there.source, count(*) FROM ties here JOIN ties there USING (target)
            ANTI JOIN list ON list.value = there.target WHERE here.source = ${node} GROUP BY there.source`),
        runs: sqlRuns,
      },
    });
    yield { what: `common peers of ${who} with everybody`, unit: 'servers', amount: ties.order, ...counted };
  }
}

async function* surveyRows({ graph, ties, weight, list, parallel, runs }: Tied): AsyncIterable<Row> {
  const lists = [
    { name: 'list', entries: [...list].map((node) => ({ target: hostOf(graph, node), action: 'suspend' })) },
  ];
  const all = everybody(ties.order);
  const beside = { [gathering]: () => sumRows(ties, all, weight) };
  yield {
    ...{ what: 'survey of a blocklist', unit: 'servers', amount: ties.order },
    ...(await compare(runs, () => surveyList(graph, { block: [], lists }, parallel), beside)),
    note: 'from the graph: it finds the two-sided ties as well',
  };
  yield {
    ...{ what: 'survey of all declared lists', unit: 'servers', amount: ties.order },
    ...(await compare(runs, () => surveyDeclared(graph, parallel), beside)),
  };
}

/** How many times as fast as one of its baselines. */
export function ratioTo(row: Pick<Row, 'amount' | 'measured' | 'baselines'>, what: string): number {
  return timesAsFast(row, row.baselines.find((baseline) => baseline.what === what)!);
}
