import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { partition } from '../../../analysis/graphology.ts';
import { groupsOf, renumber } from '../../../analysis/kernels/groups.ts';
import { aggregate } from '../../../analysis/kernels/leiden/aggregation.ts';
import { baseLevel } from '../../../analysis/kernels/leiden/level.ts';
import { moveNodes } from '../../../analysis/kernels/leiden/local-moving.ts';
import { refine } from '../../../analysis/kernels/leiden/refinement.ts';
import { leiden } from '../../../analysis/kernels/leiden.ts';
import { modularity } from '../../../analysis/kernels/modularity.ts';
import type { WeightedCsr } from '../../../analysis/kernels/weighted-csr.ts';
import { seededRandom } from '../../../data/random.ts';
import { pythonCommunities, writeCsr } from '../../bench/python.ts';
import { temporaryFolder } from '../../fixtures/observed.ts';
import { plantGraph } from '../../fixtures/planted-graph.ts';

type Edge = [a: number, b: number, weight: number];

/** Edges as drawn, of two between the same nodes the first; self-edges left out. */
const graphs = fc
  .integer({ min: 1, max: 30 })
  .chain((order) =>
    fc.record({
      edges: fc.uniqueArray(fc.tuple(fc.nat(order - 1), fc.nat(order - 1), fc.integer({ min: 1, max: 8 })), {
        maxLength: 120,
        selector: ([a, b]) => (a < b ? a * order + b : b * order + a),
      }),
      order: fc.constant(order),
      isWeighted: fc.boolean(),
    }),
  )
  .map(({ order, edges, isWeighted }) =>
    toGraph(
      order,
      edges.filter(([a, b]) => a !== b).map(([a, b, weight]): Edge => [a, b, isWeighted ? weight / 4 : 1]),
      isWeighted,
    ),
  );
const resolutions = fc.constantFrom(0.5, 1, 1.3, 4);

function toGraph(order: number, edges: readonly Edge[], isWeighted: boolean): WeightedCsr & { edges: readonly Edge[] } {
  const both = [...edges, ...edges.map(([a, b, weight]): Edge => [b, a, weight])].sort(
    (x, y) => x[0] - y[0] || x[1] - y[1],
  );
  const offsets = Uint32Array.from({ length: order + 1 }, (_, node) => both.filter(([a]) => a < node).length);
  const targets = Uint32Array.from(both, ([, b]) => b);
  const weights = Float64Array.from(both, ([, , weight]) => weight);
  return { order, offsets, targets, edges, ...(isWeighted && { weights }) };
}

/** By its definition: over all pairs of nodes, A_ij − γ k_i k_j / 2m. */
function slowModularity(order: number, edges: readonly Edge[], labels: ArrayLike<number>, resolution: number): number {
  const at = (i: number, j: number) =>
    edges.reduce((sum, [a, b, weight]) => sum + ((a === i && b === j) || (a === j && b === i) ? weight : 0), 0);
  const nodes = Array.from({ length: order }, (_, node) => node);
  const strengths = nodes.map((i) => nodes.reduce((sum, j) => sum + at(i, j), 0));
  const total = strengths.reduce((sum, strength) => sum + strength, 0);
  if (total === 0) return 0;
  let q = 0;
  for (const i of nodes) {
    for (const j of nodes) {
      if (labels[i] === labels[j]) q += at(i, j) - (resolution * strengths[i]! * strengths[j]!) / total;
    }
  }
  return q / total;
}

/** Whether the nodes of each label reach one another through nodes of that label. */
function hangTogether({ order, offsets, targets }: WeightedCsr, labels: Uint32Array): boolean {
  const seen = new Set<number>();
  const found = new Set<number>();
  for (let first = 0; first < order; first++) {
    if (seen.has(first)) continue;
    if (found.has(labels[first]!)) return false;
    found.add(labels[first]!);
    const open = [first];
    seen.add(first);
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      for (const other of targets.subarray(offsets[node], offsets[node + 1])) {
        if (labels[other] !== labels[first] || seen.has(other)) continue;
        seen.add(other);
        open.push(other);
      }
    }
  }
  return true;
}

test('modularity is what its definition says, of any partition', () => {
  fc.assert(
    fc.property(graphs, resolutions, fc.infiniteStream(fc.nat(5)), (graph, resolution, stream) => {
      const labels = Uint32Array.from({ length: graph.order }, () => Math.min(graph.order - 1, stream.next().value));
      const slow = slowModularity(graph.order, graph.edges, labels, resolution);
      expect(modularity(graph, labels, resolution)).toBeCloseTo(slow, 10);
    }),
    { seed: 1 },
  );
});

test('every community is connected, its Q is true and no worse than that of every node alone', () => {
  fc.assert(
    fc.property(graphs, resolutions, fc.nat(3), (graph, resolution, seed) => {
      const found = leiden(graph, { resolution, seed });
      expect(hangTogether(graph, found.labels)).toBe(true);
      expect(found.modularity).toBeCloseTo(slowModularity(graph.order, graph.edges, found.labels, resolution), 10);
      const alone = Uint32Array.from({ length: graph.order }, (_, node) => node);
      expect(found.modularity).toBeGreaterThanOrEqual(modularity(graph, alone, resolution) - 1e-9);
      expect(found.count).toBe(new Set(found.labels).size);
      expect(renumber(found.labels.slice())).toBe(found.count);
      expect(leiden(graph, { resolution, seed })).toEqual(found);
    }),
    { seed: 2, numRuns: 300 },
  );
});

test('a part of the refinement is connected and lies in one community', () => {
  fc.assert(
    fc.property(graphs, resolutions, fc.nat(3), (graph, resolution, seed) => {
      const level = baseLevel(graph, resolution);
      const labels = Uint32Array.from({ length: graph.order }, (_, node) => node);
      moveNodes(level, labels, seededRandom(seed));
      const parts = refine(level, labels, seededRandom(seed));
      expect(hangTogether(graph, parts)).toBe(true);
      parts.forEach((part, node) => {
        expect(labels[part]).toBe(labels[node]);
      });
    }),
    { seed: 3, numRuns: 300 },
  );
});

test('no node is left that another community would take with a gain', () => {
  fc.assert(
    fc.property(graphs, fc.nat(3), (graph, seed) => {
      const { labels } = leiden(graph, { seed, maxIterations: 100 });
      const best = modularity(graph, labels);
      for (let node = 0; node < graph.order; node++) {
        for (const label of new Set(labels)) {
          const moved = labels.slice();
          moved[node] = label;
          expect(modularity(graph, moved)).toBeLessThanOrEqual(best + 1e-8);
        }
      }
    }),
    { seed: 4, numRuns: 60 },
  );
});

test('the next level has the weights between groups, and the modularity stays what it was', () => {
  fc.assert(
    fc.property(graphs, fc.nat(4), (graph, step) => {
      const groups = Uint32Array.from({ length: graph.order }, (_, node) => node % (step + 1));
      const count = renumber(groups);
      const level = aggregate(baseLevel(graph, 1), groups, count);
      const between = (a: number, b: number) =>
        graph.edges.reduce(
          (sum, [i, j, weight]) =>
            sum + ((groups[i] === a && groups[j] === b) || (groups[i] === b && groups[j] === a) ? weight : 0),
          0,
        );
      const rows = groupsOf(groups, count);
      for (let a = 0; a < count; a++) {
        const { offsets, targets, weights } = level.graph;
        const row = new Map<number, number>();
        for (let edge = offsets[a]!; edge < offsets[a + 1]!; edge++) row.set(targets[edge]!, weights![edge]!);
        for (let b = 0; b < count; b++) if (b !== a) expect(row.get(b) ?? 0).toBeCloseTo(between(a, b), 10);
        expect([...rows.targets.subarray(rows.offsets[a], rows.offsets[a + 1])]).toEqual(
          [...groups.keys()].filter((node) => groups[node] === a),
        );
      }
    }),
    { seed: 5 },
  );
});

describe('on graphs with planted communities', () => {
  const seeds = [1, 2, 3];
  const bestOf = (graph: WeightedCsr, resolution: number) =>
    Math.max(...seeds.map((seed) => leiden(graph, { resolution, seed }).modularity));

  test('it is no worse than the Louvain of graphology', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 8 }), fc.nat(1000), fc.constantFrom(1, 1.4), (communities, seed, gamma) => {
        const graph = plantGraph(240, communities, 20, 10, seed);
        const found = partition(pairsOf(graph), 1, gamma);
        expect(bestOf(graph, gamma)).toBeGreaterThanOrEqual(0.99 * modularity(graph, found.labels, gamma));
      }),
      { seed: 6, numRuns: 20 },
    );
  });

  test('it is as good as the Leiden of igraph, to half a percent; skipped where no Python has igraph', async (context) => {
    for (const [seed, resolution] of [[1, 1] as const, [2, 1.3] as const]) {
      const graph = plantGraph(1500, 10, 60, 8, seed);
      const csr = writeCsr(temporaryFolder(), 'planted', graph);
      const found = await pythonCommunities('igraph leiden', { csr, resolution, seeds });
      if (found === null) return context.skip();
      const theirs = Math.max(...found.labels.map((labels) => modularity(graph, labels, resolution)));
      expect(bestOf(graph, resolution)).toBeGreaterThanOrEqual(0.995 * theirs);
    }
  });
});

function pairsOf({ order, offsets, targets }: WeightedCsr) {
  const pairs = Array.from({ length: order }, (_, node) =>
    [...targets.subarray(offsets[node], offsets[node + 1])]
      .filter((other) => other > node)
      .map((other) => [node, other]),
  ).flat();
  return {
    order,
    source: Uint32Array.from(pairs, ([a]) => a!),
    target: Uint32Array.from(pairs, ([, b]) => b!),
    weight: new Float64Array(pairs.length).fill(1),
  };
}
