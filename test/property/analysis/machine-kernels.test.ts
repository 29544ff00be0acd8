/** What is done in WebAssembly beside the plain loop, which gives the same to the last digit, and beside a slow twin. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DrawSums, openPlainDrawSums } from '../../../analysis/kernels/draw-sums/draw-sums.ts';
import { openMachineDrawSums } from '../../../analysis/kernels/draw-sums/machine.ts';
import { drawCount, quantileCount } from '../../../analysis/kernels/draw-sums/stream.ts';
import { openMachineMeeting } from '../../../analysis/kernels/meet-lists/machine.ts';
import { openPlainMeeting } from '../../../analysis/kernels/meet-lists/meet-lists.ts';
import { openMachineSums } from '../../../analysis/kernels/pair-sums/machine.ts';
import { openPlainSums, type PairSums } from '../../../analysis/kernels/pair-sums/pair-sums.ts';
import { seededRandom } from '../../../data/random.ts';

const worlds = fc.record({ order: fc.integer({ min: 1, max: 60 }), seed: fc.nat() }).map(({ order, seed }) => {
  const random = seededRandom(seed);
  const below = (end: number) => Math.floor(random() * end);
  const numbers = (size: number) => Float64Array.from({ length: size }, () => random() * 10 ** below(6));
  const some = (chance: number) => Uint32Array.from([...new Array(order).keys()].filter(() => random() < chance));
  return { order, below, numbers, some, random };
});
type World = typeof worlds extends fc.Arbitrary<infer Value> ? Value : never;
const settings = { seed: 1, numRuns: 60 };

test('lists meet in a row of whom a server lists and who does not deny it', () => {
  fc.assert(
    fc.property(worlds, ({ order, some, random, below }) => {
      const openings = [openPlainMeeting, openMachineMeeting].map((open) => {
        const row = { others: new Uint32Array(order), evidence: new Uint8Array(order) };
        return { row, meeting: open(order, row, 2)! };
      });
      for (let time = 0; time < 3; time++) {
        const node = below(order);
        const [listed, listers] = [some(random()), some(random())];
        // A list that tells is no proof that its own server does not know itself, but nobody is tied to himself.
        const denies = Uint8Array.from({ length: order }, (_, other) => Number(other === node || random() < 0.5));
        const tied = [...listed].filter((other) => other !== node && (listers.includes(other) || denies[other] === 0));
        const expected = tied.map((other) => ({ other, evidence: listers.includes(other) ? 3 : 2 }));
        for (const { row, meeting } of openings) {
          meeting.denies.set(denies);
          const size = meeting.meet(node, listed, listers);
          expect(
            Array.from({ length: size }, (_, at) => ({ other: row.others[at], evidence: row.evidence[at] })),
          ).toEqual(expected);
          const isLister = (other: number) => Number(other !== node && listers.includes(other));
          expect([...meeting.isLister]).toEqual(Array.from({ length: order }, (_, other) => isLister(other)));
        }
      }
    }),
    settings,
  );
});

const groupCount = 3;

function plantPairs({ order, below, numbers, random }: World) {
  const model = {
    reader: numbers(order),
    author: numbers(order),
    group: Uint16Array.from({ length: order }, () => below(groupCount)),
    groupCount,
    affinity: numbers(groupCount ** 2),
    circle: Int32Array.from({ length: order }, () => below(4) - 1),
    kinship: numbers(3),
    evidence: numbers(4),
  };
  const rows = Array.from({ length: 4 }, () => {
    const size = below(2 * order);
    return {
      node: below(order),
      pairs: {
        size,
        others: Uint32Array.from({ length: 2 * order }, () => below(order)),
        evidence: Uint8Array.from({ length: 2 * order }, () => below(4)),
        mask: Float64Array.from({ length: 2 * order }, () => random() * 2 - 1),
        open: Uint8Array.from({ length: 2 * order }, () => below(4)),
      },
    };
  });
  const weight = { readers: numbers(order), sources: numbers(order) };
  const asked = Uint8Array.from({ length: order }, () => Number(random() < 0.7));
  return { model, rows, weight, asked, begun: numbers(order) };
}

type Planted = ReturnType<typeof plantPairs>;

function sumUp(kernel: PairSums, { rows, weight, asked, begun }: Planted) {
  const sums = { readers: begun.slice(), sources: begun.slice() };
  const weighed = { readers: new Float64Array(rows.length).fill(0.5), sources: new Float64Array(rows.length) };
  kernel.begin(sums, weight, asked);
  rows.forEach(({ node, pairs }, at) => {
    kernel.add(node, pairs, weighed, at);
  });
  kernel.end();
  return { sums, weighed };
}

/** What the servers of all rows are to `other` as readers, by the formula. */
function readersOf({ model, rows, asked, begun }: Planted, other: number): number {
  const { reader, author, group, affinity, circle, kinship, evidence } = model;
  const kin = (a: number, b: number) => (circle[a] === -1 || circle[b] === -1 ? 2 : circle[a] === circle[b] ? 1 : 0);
  const terms = rows.flatMap(({ node, pairs }) =>
    [...pairs.others.subarray(0, pairs.size).entries()]
      .filter(([at, to]) => to === other && asked[to] === 1 && pairs.open[at] === 3)
      .map(([at]) => {
        const pair = affinity[group[node]! * groupCount + group[other]!]! * kinship[kin(node, other)]!;
        return pairs.mask[at]! * reader[node]! * author[other]! * pair * evidence[pairs.evidence[at]!]!;
      }),
  );
  return terms.reduce((sum, term) => sum + term, begun[other]!);
}

test('pairs are summed up and weighed alike in WebAssembly and by the plain loop, question after question', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const planted = plantPairs(world);
      const machine = openMachineSums(planted.model, 2 * world.order)!;
      const plain = sumUp(openPlainSums(planted.model), planted);
      expect(sumUp(machine, planted)).toEqual(plain);
      expect(sumUp(machine, planted)).toEqual(plain);
      const scale = Math.max(...plain.sums.readers.map(Math.abs));
      plain.sums.readers.forEach((sum, other) => {
        expect(Math.abs(sum - readersOf(planted, other))).toBeLessThanOrEqual(1e-9 * scale);
      });
    }),
    settings,
  );
});

const tables = 5;
const quantiles = Array.from({ length: tables }, (_, table) =>
  Float32Array.from({ length: quantileCount }, (_, slot) => table + slot / 1000),
);

test('ties are drawn alike in WebAssembly and in the plain loop, also more than go at once', () => {
  const [machine, plain] = [
    openMachineDrawSums((at) => quantiles[at]!, tables)!,
    openPlainDrawSums((at) => quantiles[at]!),
  ];
  const draw = (sums: DrawSums, ties: readonly number[][]) => {
    const drawn: [number, Float64Array, Float64Array][] = [];
    sums.begin();
    for (const [kind, start, table, first, second] of ties) sums.add(kind!, start!, table!, first!, second!);
    sums.each((kind, first, second) => {
      drawn.push([kind, first.slice(), second.slice()]);
    });
    return drawn;
  };
  fc.assert(
    fc.property(worlds, fc.integer({ min: 0, max: 3000 }), ({ below, random }, size) => {
      const ties = Array.from({ length: size }, () => [
        below(4) * 85,
        below(2 ** 32) | 0,
        below(tables),
        random(),
        random(),
      ]);
      expect(draw(machine, ties)).toEqual(draw(plain, ties));
    }),
    { seed: 1, numRuns: 12 },
  );
  const [[kind, first, second]] = draw(machine, [[7, 0, 2, 1, 10]]) as [[number, Float64Array, Float64Array]];
  expect(kind).toBe(7);
  expect(first).toHaveLength(drawCount);
  first.forEach((value, at) => {
    expect(quantiles[2]).toContain(value);
    expect(second[at]).toBe(10 * value);
  });
});
