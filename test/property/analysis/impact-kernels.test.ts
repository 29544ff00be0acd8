/** What lists cut off, over ties that stand both ways: each kernel beside the slow, obvious way and beside the query that gives the same. */
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { commonPeers } from '../../../analysis/kernels/common-peers.ts';
import { listLoss } from '../../../analysis/kernels/list-loss.ts';
import { ownListLoss } from '../../../analysis/kernels/own-list-loss.ts';
import { reachSums } from '../../../analysis/kernels/reach-sums.ts';
import { topRanks } from '../../../analysis/kernels/top-ranks.ts';
import { twoThreads } from '../../../analysis/parallel/two-threads.ts';
import type { Csr } from '../../../data/snapshot/types.ts';
import { bothWays, graphs, type Pair, pairsAmong, toCsr, toPairs } from './graphs.ts';

/** Ties both ways, people by node, one list, and a list of each node's own. */
const questionsOf = ({ order, pairs }: { order: number; pairs: Pair[] }, least = 0) =>
  fc.record({
    order: fc.constant(order),
    ties: fc.constant(toCsr(order, bothWays(pairs))),
    people: fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: order, maxLength: order }),
    listed: fc.uniqueArray(fc.nat(order - 1), { minLength: Math.min(least, order) }),
    lists: pairsAmong(order, least).map((own) => toCsr(order, own)),
  });
const questions = graphs.chain((graph) => questionsOf(graph));

const rowOf = ({ offsets, targets }: Csr, node: number) => [...targets.subarray(offsets[node], offsets[node + 1])];

test('sums over all ties, over ties on one list, and over ties on the own list agree with adding them up', () => {
  fc.assert(
    fc.property(questions, ({ order, ties, people, listed, lists }) => {
      const weight = Float64Array.from(people);
      const sumOf = (keep: (node: number, tie: number) => boolean) =>
        Float64Array.from({ length: order }, (_, node) =>
          rowOf(ties, node).reduce((sum, tie) => sum + (keep(node, tie) ? people[tie]! : 0), 0),
        );
      expect(reachSums(ties, weight)).toEqual(sumOf(() => true));
      expect(listLoss(ties, listed, weight)).toEqual(sumOf((_, tie) => listed.includes(tie)));
      expect(ownListLoss(lists, ties, weight)).toEqual(sumOf((node, tie) => rowOf(lists, node).includes(tie)));
    }),
    { seed: 1 },
  );
});

test('a short list beside many ties is looked up to the same sum', () => {
  const order = 5000;
  const star = bothWays(Array.from({ length: 4000 }, (_, at) => [0, at + 500]));
  const [offsets, sorted] = [new Uint32Array(order + 1), star.toSorted(([a, x], [b, y]) => a - b || x - y)];
  for (const [source] of sorted) offsets[source + 1]!++;
  for (let node = 0; node < order; node++) offsets[node + 1]! += offsets[node]!;
  const ties = { order, offsets, targets: Uint32Array.from(sorted, ([, target]) => target) };
  const weight = Float64Array.from({ length: order }, (_, node) => node);
  const lists = {
    order,
    offsets: new Uint32Array(order + 1).fill(5, 1),
    targets: Uint32Array.of(3, 500, 700, 4499, 4999),
  };
  expect(ownListLoss(lists, ties, weight)[0]).toBe(500 + 700 + 4499);
});

test('the highest ranks are the first of all, sorted', () => {
  const numbers = fc.array(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.double({ noNaN: true })), { maxLength: 60 });
  fc.assert(
    fc.property(numbers, fc.nat(70), fc.boolean(), (values, k, some) => {
      const nodes = values.map((_, node) => node).filter((node) => !some || node % 3 > 0);
      const sorted = nodes.toSorted((a, b) => (values[b]! > values[a]! ? 1 : values[b]! < values[a]! ? -1 : a - b));
      expect([...topRanks(Float64Array.from(values), k, some ? nodes : undefined)]).toEqual(sorted.slice(0, k));
    }),
    { seed: 2 },
  );
});

test('common peers agree with counting them pair by pair', () => {
  fc.assert(
    fc.property(questions, fc.nat(), ({ order, ties, listed }, seed) => {
      const node = seed % order;
      const list = Uint8Array.from({ length: order }, (_, other) => (listed.includes(other) ? 1 + (other % 2) : 0));
      const common = (other: number, on: 0 | 1) =>
        rowOf(ties, other).filter((peer) => rowOf(ties, node).includes(peer) && list[peer] === on).length;
      expect(commonPeers(ties, node, list)).toEqual({
        kept: Uint32Array.from({ length: order }, (_, other) => common(other, 0)),
        listed: Uint32Array.from({ length: order }, (_, other) => common(other, 1)),
      });
    }),
    { seed: 3 },
  );
});

/** Three names a list: one in each third. */
const everyThird = (order: number) =>
  Uint32Array.from({ length: 3 * order }, (_, at) => (Math.floor(at / 3) % (order / 3)) + (at % 3) * (order / 3));

test('two threads sum up to what one does', () => {
  const parallel = twoThreads();
  onTestFinished(() => parallel.close());
  const order = 1200;
  const ties = { order, offsets: parallel.uint32(order + 1), targets: parallel.uint32(order * (order - 1)) };
  for (let node = 0; node < order; node++) {
    ties.offsets[node + 1] = (node + 1) * (order - 1);
    for (let at = 0; at < order - 1; at++) ties.targets[node * (order - 1) + at] = at < node ? at : at + 1;
  }
  const weight = Float64Array.from({ length: order }, (_, node) => 1 / (node + 1));
  expect(reachSums(ties, weight, parallel)).toEqual(reachSums(ties, weight));
  const list = Uint8Array.from({ length: order }, (_, node) => node % 2);
  expect(commonPeers(ties, 5, list, parallel)).toEqual(commonPeers(ties, 5, list));
  const lists = {
    order,
    offsets: Uint32Array.from({ length: order + 1 }, (_, node) => 3 * node),
    targets: everyThird(order),
  };
  expect(ownListLoss(lists, ties, weight, parallel)).toEqual(ownListLoss(lists, ties, weight));
});

test('queries over tables of ties, people and lists give the same', async () => {
  const order = 25;
  const worlds = pairsAmong(order, 150).chain((pairs) => questionsOf({ order, pairs }, 8));
  const { ties, people, listed, lists } = fc.sample(worlds, { seed: 5, numRuns: 1 })[0]!;
  const connection = await (await DuckDBInstance.create()).connect();
  onTestFinished(() => connection.closeSync());
  const fill = async (table: string, columns: string, rows: readonly (readonly number[])[]) => {
    await connection.run(`CREATE TABLE ${table} (${columns})`);
    await connection.run(`INSERT INTO ${table} VALUES ${rows.map((row) => `(${row})`).join(', ')}`);
  };
  await fill('tie', 'source UINTEGER, target UINTEGER', toPairs(ties));
  await fill('people', 'host UINTEGER, count DOUBLE', [...people.entries()]);
  await fill(
    'list',
    'target UINTEGER',
    listed.map((node) => [node]),
  );
  await fill('own', 'source UINTEGER, target UINTEGER', toPairs(lists));
  const ask = async (sql: string) => {
    const values = new Float64Array(order);
    for (const [node, value] of await (await connection.run(sql)).getRows()) values[Number(node)] = Number(value);
    return values;
  };
  const sums = (from: string) =>
    ask(`SELECT tie.source, sum(count) FROM ${from} JOIN people ON people.host = tie.target GROUP BY tie.source`);
  const weight = Float64Array.from(people);
  expect(reachSums(ties, weight)).toEqual(await sums('tie'));
  expect(listLoss(ties, listed, weight)).toEqual(await sums('tie SEMI JOIN list USING (target)'));
  expect(ownListLoss(lists, ties, weight)).toEqual(await sums('tie SEMI JOIN own USING (source, target)'));
  const ranked = await (await connection.run('SELECT host FROM people ORDER BY count DESC, host LIMIT 7')).getRows();
  expect([...topRanks(weight, 7)]).toEqual(ranked.map(([host]) => host));
  const list = Uint8Array.from({ length: order }, (_, node) => (listed.includes(node) ? 1 : 0));
  expect(Float64Array.from(commonPeers(ties, 0, list).kept)).toEqual(
    await ask(
      `SELECT there.source, count(*) FROM tie here JOIN tie there USING (target) ANTI JOIN list USING (target)
       WHERE here.source = 0 GROUP BY there.source`,
    ),
  );
});
