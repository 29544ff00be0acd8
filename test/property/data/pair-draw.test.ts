import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '../../../data/random.ts';
import { beginsLater, endsLater, numberMask } from '../../../data/store/pass-lists.ts';
import {
  away,
  communityBoost,
  drawList,
  mix,
  mostChance,
  type PairDraw,
  sharedShare,
} from '../../../data/world/large/pair-draw.ts';

/** One pair at a time, each with its chance as a share. */
function slowDrawList({ keys, popularity, community }: PairDraw, source: number, factor: number): number[] {
  return Array.from(keys.keys()).filter((target) => {
    if (target === source) return false;
    const shared = mix(keys[source]! + keys[target]!);
    const number = target > source ? away(shared) : shared;
    const boost = community[source] === community[target] ? communityBoost : 1;
    return number / 2 ** 32 + 0.5 < Math.min(mostChance, factor * popularity[target]! * boost);
  });
}

function someHosts(order: number, seed: number, changedShare = 0): PairDraw {
  const random = seededRandom(seed);
  return {
    keys: Int32Array.from({ length: order }, () => random() * 2 ** 32),
    popularity: Float64Array.from({ length: order }, () => 4 * random() ** 2),
    community: Uint8Array.from({ length: order }, () => 5 * random()),
    changedShare,
  };
}

function lists(draw: PairDraw, factor: number): number[][] {
  const order = draw.keys.length;
  const into = new Uint32Array(order);
  return Array.from({ length: order }, (_, source) => [...into.subarray(0, drawList(draw, source, factor, into, 0))]);
}

test('drawList agrees with the slow, obvious version, wherever in the array it writes', () => {
  const given = fc.record({
    order: fc.integer({ min: 1, max: 120 }),
    seed: fc.integer(),
    factor: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(given, fc.nat(), ({ order, seed, factor }, any) => {
      const draw = someHosts(order, seed);
      const into = new Uint32Array(order + 3).fill(7);
      const source = any % order;
      const length = drawList(draw, source, factor, into, 3);
      expect([...into.subarray(3, 3 + length)]).toEqual(slowDrawList(draw, source, factor));
      expect([...into.subarray(0, 3)]).toEqual([7, 7, 7]);
    }),
  );
});

test('with entries that hold on one day only, each list names the same hosts', () => {
  const steady = lists(someHosts(300, 1), 0.1);
  const changing = lists(someHosts(300, 1, 0.05), 0.1);
  expect(changing.map((list) => list.map((entry) => entry & numberMask))).toEqual(steady);
  const entries = changing.flat();
  const share = (bit: number) => entries.filter((entry) => (entry & bit) !== 0).length / entries.length;
  expect(share(beginsLater)).toBeCloseTo(0.05, 2);
  expect(share(endsLater)).toBeCloseTo(0.05, 2);
});

test('lists are as long as their chances say, and as mutual as pairs share their numbers', () => {
  const draw = someHosts(1500, 2);
  draw.popularity.fill(1);
  const chance = 0.05;
  const named = lists(draw, chance).map((list) => new Set(list));
  let [outside, inside, edges, mutual] = [0, 0, 0, 0];
  named.forEach((list, source) => {
    for (const target of list) {
      edges += 1;
      if (draw.community[source] === draw.community[target]) inside += 1;
      else outside += 1;
      if (named[target]!.has(source)) mutual += 1;
    }
  });
  const alike = pairsAlike(draw.community);
  expect(inside / alike).toBeCloseTo(communityBoost * chance, 2);
  expect(outside / (1500 * 1499 - alike)).toBeCloseTo(chance, 2);
  // A pair that shares its number is mutual once it is named; another one only by chance.
  const expected =
    (sharedShare * edges + (1 - sharedShare) * (outside * chance + inside * communityBoost * chance)) / edges;
  expect(mutual / edges).toBeCloseTo(expected, 2);
});

function pairsAlike(community: Uint8Array): number {
  const sizes = new Float64Array(256);
  for (const own of community) sizes[own]! += 1;
  return sizes.reduce((sum, size) => sum + size * (size - 1), 0);
}
