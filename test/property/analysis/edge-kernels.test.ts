/** Kernels over whole graphs, each beside the slow, obvious way and beside the query that gives the same. */
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { diffEdges } from '../../../analysis/kernels/csr-diff.ts';
import { mutualPairs } from '../../../analysis/kernels/mutual-merge.ts';
import type { Parallel } from '../../../analysis/kernels/parallel.ts';
import { noNumber, renumberRows } from '../../../analysis/kernels/renumber.ts';
import { splitRows } from '../../../analysis/kernels/row-ranges.ts';
import { transpose } from '../../../analysis/kernels/transpose.ts';
import { withoutEdges } from '../../../analysis/kernels/without-edges.ts';
import { tasks } from '../../../analysis/parallel/tasks.ts';
import { twoThreads } from '../../../analysis/parallel/two-threads.ts';
import type { Csr } from '../../../data/snapshot/types.ts';
import { graphs, type Pair, pairsAmong, toCsr, toPairs } from './graphs.ts';

const turn = (pairs: readonly Pair[]) => pairs.map(([source, target]): Pair => [target, source]);
const lacks = (pairs: readonly Pair[]) => {
  const known = new Set(pairs.map(String));
  return (pair: Pair) => !known.has(String(pair));
};

test('transpose agrees with turning every pair around', () => {
  fc.assert(
    fc.property(graphs, ({ order, pairs }) => {
      expect(transpose(toCsr(order, pairs))).toEqual(toCsr(order, turn(pairs)));
    }),
    { seed: 1 },
  );
});

test('mutual pairs are those that stand in the graph both ways', () => {
  fc.assert(
    fc.property(graphs, ({ order, pairs }) => {
      const graph = toCsr(order, pairs);
      const isMissing = lacks(pairs);
      const mutual = pairs.filter(([source, target]) => source !== target && !isMissing([target, source]));
      expect(mutualPairs(graph, transpose(graph))).toEqual(toCsr(order, mutual));
    }),
    { seed: 2 },
  );
});

const twoGraphs = fc
  .integer({ min: 1, max: 30 })
  .chain((order) => fc.tuple(fc.constant(order), pairsAmong(order), pairsAmong(order)));

test('changes between two graphs, and a graph without another, agree with sets of pairs', () => {
  fc.assert(
    fc.property(twoGraphs, ([order, before, after]) => {
      const added = toCsr(order, after.filter(lacks(before)));
      const removed = toCsr(order, before.filter(lacks(after)));
      expect(diffEdges(toCsr(order, before), toCsr(order, after))).toEqual({ added, removed });
      expect(withoutEdges(toCsr(order, after), toCsr(order, before))).toEqual(added);
    }),
    { seed: 3 },
  );
});

test('two graphs over different nodes are a mistake', () => {
  expect(() => diffEdges(toCsr(1, []), toCsr(2, []))).toThrow(/different nodes: 1 and 2/);
});

test('rows are split at nodes, all of them and in order, into parts of about as many edges', () => {
  fc.assert(
    fc.property(graphs, fc.integer({ min: 1, max: 5 }), ({ order, pairs }, parts) => {
      const graph = toCsr(order, pairs);
      const starts = splitRows(graph, parts);
      expect([starts.length, starts[0], starts.at(-1)]).toEqual([parts + 1, 0, order]);
      expect(starts.toSorted((a, b) => a - b)).toEqual(starts);
      const size = (at: number) => graph.offsets[at]! + at;
      const largestRow = Math.max(...graph.offsets.subarray(1).map((end, node) => end - graph.offsets[node]! + 1));
      for (const [part, start] of starts.entries()) {
        expect(Math.abs(size(start) - (size(order) * part) / parts)).toBeLessThanOrEqual(largestRow);
      }
    }),
    { seed: 4 },
  );
});

/** Enough edges that the work is split. */
function largeGraph(parallel: Parallel): Csr {
  const order = 1500;
  const rows = Array.from({ length: order }, (_, node) =>
    Array.from({ length: order }, (_, other) => other).filter((other) => (node * 7919 + other * 104729) % 11 < 3),
  );
  const offsets = parallel.uint32(order + 1);
  rows.forEach((row, node) => {
    offsets[node + 1] = offsets[node]! + row.length;
  });
  const targets = parallel.uint32(offsets[order]!);
  rows.forEach((row, node) => {
    targets.set(row, offsets[node]!);
  });
  return { order, offsets, targets };
}

test('two threads find byte for byte what one finds, in arrays that both see', () => {
  const parallel = twoThreads();
  onTestFinished(() => parallel.close());
  const graph = largeGraph(parallel);
  const turned = transpose(graph, parallel);
  expect(turned).toEqual(transpose(graph));
  const mutual = mutualPairs(graph, turned, parallel);
  expect(mutual).toEqual(mutualPairs(graph, turned));
  expect(diffEdges(graph, turned, parallel)).toEqual(diffEdges(graph, turned));
  if (parallel.threads === 2) expect(turned.targets.buffer).toBeInstanceOf(SharedArrayBuffer);
});

test('no two tasks share a name', () => {
  expect(new Set(tasks.map(({ name }) => name)).size).toBe(tasks.length);
});

test('queries over a table of pairs give the same', async () => {
  const order = 25;
  const [before, after] = fc.sample(pairsAmong(order, 150), { seed: 6, numRuns: 2 }) as [Pair[], Pair[]];
  const [earlier, later] = [toCsr(order, before), toCsr(order, after)];
  const connection = await (await DuckDBInstance.create()).connect();
  onTestFinished(() => connection.closeSync());
  for (const [name, graph] of Object.entries({ earlier, later })) {
    await connection.run(`CREATE TABLE ${name} (source UINTEGER, target UINTEGER)`);
    const rows = toPairs(graph).map(([source, target]) => `(${source}, ${target})`);
    await connection.run(`INSERT INTO ${name} VALUES ${rows.join(', ')}`);
  }
  const ask = async (sql: string) => {
    const rows = await (await connection.run(sql)).getRows();
    return toCsr(
      order,
      rows.map(([source, target]) => [Number(source), Number(target)] as Pair),
    );
  };
  expect(transpose(later)).toEqual(await ask('SELECT target, source FROM later ORDER BY target, source'));
  expect(mutualPairs(later, transpose(later))).toEqual(
    await ask(
      `SELECT l.source, l.target FROM later l
       JOIN later back ON back.source = l.target AND back.target = l.source WHERE l.source <> l.target`,
    ),
  );
  const anti = (from: string, without: string) =>
    ask(`SELECT source, target FROM ${from} ANTI JOIN ${without} USING (source, target)`);
  expect(diffEdges(earlier, later)).toEqual({
    added: await anti('later', 'earlier'),
    removed: await anti('earlier', 'later'),
  });
});

test('a graph under other numbers has the pairs of those that have one', () => {
  const gaps = fc.array(fc.option(fc.integer({ min: 1, max: 3 })), { minLength: 40, maxLength: 40 });
  fc.assert(
    fc.property(graphs, gaps, ({ order, pairs }, steps) => {
      let next = -1;
      const numbers = steps.slice(0, order).map((step) => {
        next += step ?? 0;
        return step === null ? null : next;
      });
      const renumbered = pairs.flatMap(([source, target]): Pair[] => {
        const [from, to] = [numbers[source]!, numbers[target]!];
        return from === null || to === null ? [] : [[from, to]];
      });
      const given = Uint32Array.from(numbers, (number) => number ?? noNumber);
      expect(renumberRows(toCsr(order, pairs), given, next + 2)).toEqual(toCsr(next + 2, renumbered));
    }),
    { seed: 7 },
  );
});
