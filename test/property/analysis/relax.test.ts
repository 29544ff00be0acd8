import fc from 'fast-check';
import { UndirectedGraph } from 'graphology';
import forceAtlas2Module from 'graphology-layout-forceatlas2';
import { expect, test } from 'vitest';
import { type Positions, relax, type WeightedPairs } from '../../../analysis/graphology.ts';
import { seededRandom } from '../../../data/random.ts';

const forceAtlas2 = forceAtlas2Module as unknown as {
  assign(graph: UndirectedGraph, options: { iterations: number; settings: object }): void;
  inferSettings(order: number): object;
};

interface Drawn {
  pairs: WeightedPairs;
  start: Positions;
  isFixed: boolean[];
}

/** Some with so many nodes that the library builds its tree. */
const drawn: fc.Arbitrary<Drawn> = fc
  .record({
    order: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 495, max: 520 })),
    seed: fc.integer({ min: 1, max: 1e6 }),
    edgesPerNode: fc.integer({ min: 0, max: 6 }),
  })
  .map(({ order, seed, edgesPerNode }) => {
    const random = seededRandom(seed);
    const keys = new Set<number>();
    for (let at = 0; at < order * edgesPerNode; at++) {
      const [a, b] = [Math.floor(random() * order), Math.floor(random() * order)];
      if (a !== b) keys.add(Math.min(a, b) * order + Math.max(a, b));
    }
    const sorted = Float64Array.from(keys).sort();
    const places = () => Float64Array.from({ length: order }, () => random() * 1000 - 500);
    return {
      pairs: {
        order,
        source: Uint32Array.from(sorted, (key) => Math.floor(key / order)),
        target: Uint32Array.from(sorted, (key) => key % order),
        weight: Float64Array.from(sorted, () => 3 * random()),
      },
      start: { x: places(), y: places() },
      isFixed: Array.from({ length: order }, () => random() < 0.2),
    };
  });

test('a layout is what the library makes of the same graph, number for number', () => {
  fc.assert(
    fc.property(drawn, fc.integer({ min: 1, max: 6 }), ({ pairs, start, isFixed }, iterations) => {
      expect(relax(pairs, start, iterations, isFixed)).toEqual(byLibrary({ pairs, start, isFixed }, iterations));
    }),
    { numRuns: 40 },
  );
});

function byLibrary({ pairs, start, isFixed }: Drawn, iterations: number): Positions {
  const { order, source, target, weight } = pairs;
  const graph = new UndirectedGraph();
  for (let node = 0; node < order; node++) {
    graph.addNode(node, { x: start.x[node], y: start.y[node], fixed: isFixed[node] });
  }
  source.forEach((from, edge) => {
    graph.addEdge(from, target[edge], { weight: weight[edge] });
  });
  const settings = { ...forceAtlas2.inferSettings(order), barnesHutOptimize: order >= 500, barnesHutTheta: 1.2 };
  forceAtlas2.assign(graph, { iterations, settings });
  const read = (axis: 'x' | 'y') =>
    Float64Array.from({ length: order }, (_, node) => graph.getNodeAttribute(node, axis) as number);
  return { x: read('x'), y: read('y') };
}
