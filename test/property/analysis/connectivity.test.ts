import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyPlan } from '../../../analysis/change.ts';
import { eachCutPair } from '../../../analysis/cut-pairs.ts';
import { followModelOf } from '../../../analysis/follow-model.ts';
import { buildGraph, findNode } from '../../../analysis/graph.ts';
import { complementComponents } from '../../../analysis/kernels/complement-components.ts';
import { symmetricEigen } from '../../../analysis/kernels/symmetric-eigen.ts';
import { largestComponentOf } from '../../../analysis/mutual-component.ts';
import { connectivityAfter, pairConnectivityOf } from '../../../analysis/pair-connectivity.ts';
import { planScenario } from '../../../analysis/scenario.ts';
import { findSeam } from '../../../analysis/seam.ts';
import { buildSnapshot, type WorldText } from '../../golden/world-w1.ts';
import { expectClose, noise } from './figures.ts';
import { dividedBy, fraction, isZero, minus, plus, power, times, toNumber, total, zero } from './fraction.ts';
import { SlowPairs } from './slow-second-order.ts';
import { SlowWorld } from './slow-twin.ts';
import { questions, worlds } from './worlds.ts';

function read(world: WorldText) {
  const snapshot = buildSnapshot(world);
  const graph = buildGraph(snapshot);
  const slow = new SlowPairs(new SlowWorld(snapshot), followModelOf(graph));
  const people = (node: number) => (slow.world.live(node) ? slow.world.peopleOn(node) : zero);
  return { graph, slow, people };
}

/** Repeats "whoever is joined to one of us is one of us" until nothing changes. */
function grow(nodes: readonly number[], joined: (i: number, j: number) => boolean, first: number): number[] {
  const members = new Set([first]);
  for (let before = 0; before < members.size; ) {
    before = members.size;
    for (const i of nodes) for (const j of [...members]) if (joined(i, j)) members.add(i);
  }
  return [...members].sort((a, b) => a - b);
}

test('P15: pair connectivity agrees with asking every pair, and never falls below everybody alone', () => {
  fc.assert(
    fc.property(worlds(), (world) => {
      const { graph, slow, people } = read(world);
      const all = total(slow.nodes.map(people));
      let talking = zero;
      for (const i of slow.nodes) {
        for (const j of slow.nodes) {
          if (i === j || slow.mutual(i, j)) talking = plus(talking, times(people(i), people(j)));
        }
      }
      const found = pairConnectivityOf(graph);
      if (isZero(all)) {
        expect(found).toBeNull();
        return;
      }
      const exact = dividedBy(talking, power(all, 2));
      expectClose([found!.share], [toNumber(exact)]);
      expect(found!.islands * toNumber(exact)).toBeCloseTo(1, 9);
      const alone = dividedBy(total(slow.nodes.map((node) => power(people(node), 2))), power(all, 2));
      expect(found!.share).toBeGreaterThanOrEqual(toNumber(alone) - noise);
      expect(found!.share).toBeLessThanOrEqual(1);
    }),
    { numRuns: 500, seed: 1 },
  );
});

test('every pair that cannot talk both ways comes once', () => {
  fc.assert(
    fc.property(worlds(), (world) => {
      const { graph, slow } = read(world);
      const pairs: string[] = [];
      eachCutPair(graph, (i, j) => pairs.push(`${Math.min(i, j)} ${Math.max(i, j)}`));
      const expected = slow.nodes.flatMap((i) =>
        slow.nodes
          .filter((j) => i < j && slow.world.live(i) && slow.world.live(j) && !slow.mutual(i, j))
          .map((j) => `${i} ${j}`),
      );
      expect(pairs.sort()).toEqual(expected.sort());
    }),
    { numRuns: 500, seed: 2 },
  );
});

test('what a scenario does to pair connectivity agrees with counting its own pairs anew', () => {
  fc.assert(
    fc.property(questions(), ({ world, scenario }) => {
      const { graph, slow, people } = read(world);
      const plan = planScenario(graph, scenario);
      const change = applyPlan(graph, plan);
      const before = pairConnectivityOf(graph);
      const after = connectivityAfter(graph, change);
      expect(before === null).toBe(after === null);
      if (before === null || after === null) return;
      const node = findNode(graph, scenario.host);
      const reach = ({ in: arrives, out: leaves }: typeof change.contactAfter) =>
        total([...arrives.keys()].filter((j) => arrives[j] === 1 && leaves[j] === 1).map(people));
      const pairs = times(fraction(2), people(node), minus(reach(change.contactAfter), reach(change.contactBefore)));
      const moved = dividedBy(pairs, power(total(slow.nodes.map(people)), 2));
      expectClose([after.share - before.share], [toNumber(moved)]);
      expect(after.share).toBeGreaterThanOrEqual(0);
      expect(after.share).toBeLessThanOrEqual(1);
    }),
    { numRuns: 500, seed: 3 },
  );
});

test('the largest component agrees with growing one from every server', () => {
  fc.assert(
    fc.property(worlds(), (world) => {
      const { graph, slow, people } = read(world);
      const all = total(slow.nodes.map(people));
      const found = largestComponentOf(graph);
      if (isZero(all)) {
        expect(found).toBeNull();
        return;
      }
      const shares = slow.nodes.map((node) => {
        const component = grow(slow.nodes, (i, j) => slow.mutual(i, j), node);
        return toNumber(dividedBy(total(component.map(people)), all));
      });
      expectClose([found], [Math.max(...shares)]);
    }),
    { numRuns: 500, seed: 4 },
  );
});

const lacking = fc.integer({ min: 1, max: 12 }).chain((order) =>
  fc.record({
    order: fc.constant(order),
    present: fc.array(fc.boolean(), { minLength: order, maxLength: order }),
    // Dense, or next to nothing would ever come apart.
    apart: fc.array(fc.tuple(fc.nat(order - 1), fc.nat(order - 1)), { maxLength: order * order }),
  }),
);

test('components of what is not given agree with growing them', () => {
  fc.assert(
    fc.property(lacking, ({ order, present, apart }) => {
      const nodes = Array.from({ length: order }, (_, node) => node);
      const given = (i: number, j: number) =>
        i !== j && apart.some(([a, b]) => (a === i && b === j) || (a === j && b === i));
      const rows = nodes.map((i) => nodes.filter((j) => given(i, j)));
      const offsets = Uint32Array.from([0, ...nodes.map((node) => rows.slice(0, node + 1).flat().length)]);
      const csr = { order, offsets, targets: Uint32Array.from(rows.flat()) };
      const joined = (i: number, j: number) => present[i]! && present[j]! && !given(i, j);
      const expected = nodes.map((node) => (present[node] ? grow(nodes, joined, node)[0]! : node));
      expect([...complementComponents(csr, Uint8Array.from(present, Number))]).toEqual(expected);
    }),
    { numRuns: 1000, seed: 5 },
  );
});

const matrices = fc.integer({ min: 1, max: 8 }).chain((size) =>
  fc
    .array(fc.double({ min: -4, max: 4, noNaN: true }), { minLength: size * size, maxLength: size * size })
    .map((values) => ({
      size,
      at: (a: number, b: number) => values[Math.min(a, b) * size + Math.max(a, b)]!,
    })),
);

test('eigenvectors are turned into multiples of themselves, and stand upright on each other', () => {
  fc.assert(
    fc.property(matrices, ({ size, at }) => {
      const nodes = Array.from({ length: size }, (_, node) => node);
      const matrix = Float64Array.from({ length: size * size }, (_, cell) => at(Math.floor(cell / size), cell % size));
      const { values, vectors } = symmetricEigen(matrix, size);
      expect([...values]).toEqual([...values].sort((a, b) => a - b));
      const entry = (rank: number, node: number) => vectors[rank * size + node]!;
      const sum = (read: (node: number) => number) => nodes.reduce((total, node) => total + read(node), 0);
      for (const rank of nodes) {
        for (const row of nodes) {
          const turned = sum((column) => at(row, column) * entry(rank, column));
          expect(turned).toBeCloseTo(values[rank]! * entry(rank, row), 9);
        }
        for (const other of nodes) {
          expect(sum((node) => entry(rank, node) * entry(other, node))).toBeCloseTo(rank === other ? 1 : 0, 9);
        }
      }
    }),
    { numRuns: 500, seed: 6 },
  );
});

test('a matrix that holds what is no number is refused', () => {
  expect(() => symmetricEigen(new Float64Array([1, Number.NaN, Number.NaN, 1]), 2)).toThrow(
    'expected a matrix of numbers',
  );
});

test('the seam parts two groups that hardly talk, whatever their order', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ people: fc.integer({ min: 1, max: 1000 }), east: fc.boolean() }), {
        minLength: 2,
        maxLength: 9,
      }),
      fc.double({ min: 0, max: 0.2, noNaN: true }),
      (points, bridge) => {
        fc.pre(points.some(({ east }) => east) && points.some(({ east }) => !east));
        const talk = (a: number, b: number) => (points[a]!.east === points[b]!.east ? 1 : bridge);
        const weight = Float64Array.from({ length: points.length ** 2 }, (_, cell) => {
          const [a, b] = [Math.floor(cell / points.length), cell % points.length];
          return points[a]!.people * points[b]!.people * talk(a, b);
        });
        const seam = findSeam(weight, points.length);
        const side = (east: boolean) => [...points.keys()].filter((at) => points[at]!.east === east);
        expect(seam?.sides).toEqual([side(points[0]!.east), side(!points[0]!.east)]);
        // Two points with the same weights: λ₂ = W₁₂/D₁ + W₁₂/D₂.
        const total = (east: boolean) => side(east).reduce((sum, at) => sum + points[at]!.people, 0);
        const [ours, theirs] = [total(true), total(false)];
        const across = bridge * ours * theirs;
        expect(seam?.connectivity).toBeCloseTo(across / (ours ** 2 + across) + across / (theirs ** 2 + across), 9);
      },
    ),
    { numRuns: 500, seed: 7 },
  );
});

test('nothing cut, no seam', () => {
  expect(findSeam(new Float64Array([4, 6, 6, 9]), 2)).toBeNull();
});
