import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { nearestAtScale } from '../../../analysis/backbone-at-scale.ts';
import { mutualPairs } from '../../../analysis/kernels/mutual-merge.ts';
import { alone } from '../../../analysis/kernels/parallel.ts';
import { noPartner } from '../../../analysis/kernels/partner-slots.ts';
import { packSets } from '../../../analysis/kernels/peer-sets.ts';
import { openCommonBits, openVectors, openWords, wordsFor } from '../../../analysis/kernels/shared-bits/shared-bits.ts';
import { nearestBySharedPeers, phiCoefficient } from '../../../analysis/kernels/shared-peers.ts';
import { tiedNodes, tiedPairs } from '../../../analysis/tied-pairs.ts';
import { seededRandom } from '../../../data/random.ts';
import type { Csr } from '../../../data/snapshot/types.ts';
import { plantGraph } from '../../fixtures/planted-graph.ts';
import { graphOf, worlds } from './worlds.ts';

const rowOf =
  ({ offsets, targets }: Csr) =>
  (node: number) =>
    targets.subarray(offsets[node], offsets[node + 1]);

const matrices = fc
  .record({ order: fc.integer({ min: 1, max: 20 }), columns: fc.integer({ min: 1, max: 3000 }), seed: fc.nat() })
  .map(({ order, columns, seed }) => {
    const random = seededRandom(seed);
    const words = wordsFor(columns);
    const density = random();
    const rows = Array.from({ length: order }, () => Array.from({ length: columns }, () => random() < density));
    const bits = new Uint32Array(order * words);
    rows.forEach((row, node) => {
      row.forEach((isSet, column) => {
        if (isSet) bits[node * words + (column >>> 5)]! |= 1 << (column & 31);
      });
    });
    return { order, words, bits, rows };
  });

test('vectors and words count what both rows have, as does asking each column', () => {
  expect(openVectors({ order: 1, words: wordsFor(1), bits: new Uint32Array(wordsFor(1)) })).toBeDefined();
  fc.assert(
    fc.property(matrices, ({ rows, ...matrix }) => {
      const others = Uint32Array.from(rows.keys());
      const [vectors, words] = [openVectors(matrix)!, openWords(matrix)];
      rows.forEach((row, node) => {
        const expected = rows.map((other) => other.filter((isSet, column) => isSet && row[column]).length);
        expect([...vectors.count(node, others)]).toEqual(expected);
        expect([...words.count(node, others)]).toEqual(expected);
        expect([...vectors.count(node, others.subarray(1))].slice(0, rows.length - 1)).toEqual(expected.slice(1));
      });
    }),
    { seed: 1, numRuns: 40 },
  );
});

test('full rows of the most columns that are taken do not overflow', () => {
  const words = wordsFor(523_000);
  const bits = new Uint32Array(2 * words).fill(0xffff_ffff);
  expect([...openVectors({ order: 2, words, bits })!.count(0, Uint32Array.of(0, 1))]).toEqual([32 * words, 32 * words]);
  expect(() => wordsFor(600_000)).toThrow('Expected at most 523776 columns: 600000.');
});

test('where WebAssembly is not to be had, or may not be compiled, words are counted', () => {
  const matrix = { order: 2, words: wordsFor(3), bits: new Uint32Array(2 * wordsFor(3)).fill(7) };
  const { WebAssembly } = globalThis;
  onTestFinished(() => {
    globalThis.WebAssembly = WebAssembly;
  });
  const expected = [...openWords(matrix).count(0, Uint32Array.of(1))];
  const forbidden = class {
    constructor() {
      throw new WebAssembly.CompileError('forbidden by the policy of the page');
    }
  };
  for (const less of [undefined, { ...WebAssembly, Memory: WebAssembly.Memory, Module: forbidden }]) {
    globalThis.WebAssembly = less as unknown as typeof WebAssembly;
    expect(openVectors(matrix)).toBeUndefined();
    expect([...openCommonBits(matrix).count(0, Uint32Array.of(1))]).toEqual(expected);
  }
});

test('the nearest are the same in however many parts they are found', () => {
  const graph = plantGraph(900, 6, 300, 5, 1);
  const columns = Uint32Array.from({ length: 300 }, (_, at) => 3 * at);
  const sets = packSets({ order: graph.order, row: rowOf(graph) }, columns);
  const { partners, phi } = nearestBySharedPeers(graph, sets, 5);
  expect(graph.targets.length).toBeGreaterThan(200_000);
  for (const threads of [2, 3, 7]) {
    expect(nearestBySharedPeers(graph, sets, 5, { ...alone, threads })).toMatchObject({ partners, phi });
  }
});

test('rows made one at a time are those of all tied pairs, and the two-sided ones those that both list', () => {
  fc.assert(
    fc.property(worlds(), (world) => {
      const { ties } = graphOf(world);
      const all = tiedPairs(ties);
      const rows = tiedNodes(ties);
      const twoSided = mutualPairs(ties.peers.all(), ties.listedBy.all());
      for (let node = 0; node < all.order; node++) {
        expect([...rows.row(node)]).toEqual([...rowOf(all)(node)]);
        const theirs = ties.listedBy.row(node);
        expect([...rowOf(twoSided)(node)]).toEqual(
          [...ties.peers.row(node)].filter((other) => other !== node && theirs.includes(other)),
        );
      }
    }),
    { seed: 2 },
  );
});

test('at scale each server has the nearest of its two-sided ties, or, without any, of all its ties', () => {
  const partnersPerNode = 3;
  fc.assert(
    fc.property(worlds(), (world) => {
      const { ties } = graphOf(world);
      const rows = tiedNodes(ties);
      const row = (node: number) => [...rows.row(node)];
      const twoSided = mutualPairs(ties.peers.all(), ties.listedBy.all());
      const nodes = Array.from({ length: ties.peers.order }, (_, node) => node);
      const told = nodes.filter((node) => rowOf(twoSided)(node).length > 0);
      const columns = told.length > 0 ? told : nodes.filter((node) => row(node).length > 0);
      const sets = nodes.map((node) => columns.filter((column) => column === node || row(node).includes(column)));
      const found = nearestAtScale(rows, twoSided, { partnersPerNode, maxColumns: 4096 });
      for (const node of nodes) {
        const candidates = told.includes(node) ? [...rowOf(twoSided)(node)] : row(node);
        const expected = candidates
          .map((other) => {
            const shared = sets[node]!.filter((column) => sets[other]!.includes(column)).length;
            return { other, phi: phiCoefficient(columns.length, sets[node]!.length, sets[other]!.length, shared) };
          })
          .filter(({ phi }) => phi > 0)
          .sort((a, b) => b.phi - a.phi || a.other - b.other)
          .slice(0, partnersPerNode);
        const slots = Array.from({ length: partnersPerNode }, (_, slot) => node * partnersPerNode + slot)
          .filter((slot) => found.partners[slot] !== noPartner)
          .map((slot) => ({ other: found.partners[slot]!, phi: found.phi[slot]! }));
        expect(slots).toEqual(expected);
      }
    }),
    { seed: 3 },
  );
});
