import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renumber } from '../../../analysis/kernels/groups.ts';
import { comparePartitions } from '../../../analysis/kernels/partition-agreement.ts';
import { choosePlateau, sweepResolutions } from '../../../analysis/resolution-sweep.ts';
import { plantGraph } from '../../fixtures/planted-graph.ts';

const partitions = fc.integer({ min: 1, max: 40 }).chain((order) => {
  const labels = fc.array(fc.nat(Math.min(order - 1, 5)), { minLength: order, maxLength: order });
  return fc.tuple(labels, labels);
});

/** Over nodes: −log of the chance to be in a's group, b's group, both. */
function slowNmi(a: readonly number[], b: readonly number[]): number {
  const surprise = (isLike: (node: number, other: number) => boolean) =>
    a.reduce((sum, _, node) => sum - Math.log(a.filter((__, other) => isLike(node, other)).length / a.length), 0) /
    a.length;
  const alone = surprise((i, j) => a[i] === a[j]) + surprise((i, j) => b[i] === b[j]);
  return alone === 0 ? 1 : (2 * (alone - surprise((i, j) => a[i] === a[j] && b[i] === b[j]))) / alone;
}

/** Over pairs of nodes: how many are together in both, against chance. */
function slowAri(a: readonly number[], b: readonly number[]): number {
  const pairs = a.flatMap((_, i) => a.slice(i + 1).map((__, at) => [i, i + 1 + at] as const));
  const count = (isTogether: (i: number, j: number) => boolean) => pairs.filter(([i, j]) => isTogether(i, j)).length;
  const inA = count((i, j) => a[i] === a[j]);
  const inB = count((i, j) => b[i] === b[j]);
  const expected = pairs.length === 0 ? 0 : (inA * inB) / pairs.length;
  if ((inA + inB) / 2 === expected) return 1;
  return (count((i, j) => a[i] === a[j] && b[i] === b[j]) - expected) / ((inA + inB) / 2 - expected);
}

test('agreement is what its definitions say, the same both ways, and 1 with itself', () => {
  fc.assert(
    fc.property(partitions, ([a, b]) => {
      const found = comparePartitions(Uint32Array.from(a), Uint32Array.from(b));
      expect(found.nmi).toBeCloseTo(Math.max(0, slowNmi(a, b)), 9);
      expect(found.ari).toBeCloseTo(slowAri(a, b), 9);
      const turned = comparePartitions(Uint32Array.from(b), Uint32Array.from(a));
      expect(turned.nmi).toBeCloseTo(found.nmi, 12);
      expect(comparePartitions(Uint32Array.from(a), Uint32Array.from(a))).toEqual({ nmi: 1, ari: 1 });
    }),
    { seed: 1 },
  );
});

test('a sweep finds the planted groups, and says over which resolutions they stay', () => {
  const graph = plantGraph(900, 9, 60, 14, 4);
  const { partition, plateau, resolution, stability, tried } = sweepResolutions(graph);
  expect(comparePartitions(partition.labels, graph.community).nmi).toBeGreaterThan(0.95);
  expect(stability).toBeGreaterThan(0.95);
  expect(plateau).not.toBeNull();
  expect(resolution).toBeGreaterThanOrEqual(plateau!.from);
  expect(resolution).toBeLessThanOrEqual(plateau!.to);
  expect(tried.map((one) => one.resolution)).toContain(resolution);
  expect(renumber(partition.labels.slice())).toBe(partition.count);
});

test.each([
  {
    title: 'the widest range by ratio, and in it the steadiest',
    rows: [
      [1, 1, 0.5],
      [1.2, 0.95, 0.95],
      [1.5, 0.99, 0.96],
      [2, 0.97, 0.7],
      [2.5, 1, null],
    ],
    expected: { at: 2, plateau: { from: 1.2, to: 2 } },
  },
  {
    title: 'a single steady resolution is no plateau',
    rows: [
      [1, 1, 0.5],
      [1.2, 0.8, 0.6],
      [1.5, 0.85, null],
    ],
    expected: { at: 0, plateau: null },
  },
  {
    title: 'of equal ones the lowest',
    rows: [
      [1, 0.95, 0.95],
      [1.2, 0.95, null],
    ],
    expected: { at: 0, plateau: { from: 1, to: 1.2 } },
  },
] as const)('the plateau is $title', ({ rows, expected }) => {
  const tried = rows.map(([resolution, stability, likeNext]) => ({ resolution, count: 9, stability, likeNext }));
  expect(choosePlateau(tried)).toEqual(expected);
});
