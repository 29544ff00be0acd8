import { expect, test } from 'vitest';
import { seedDraws } from '../../../analysis/draws.ts';
import { addSums, type PeopleSums, sumPeople, toReach, toShare } from '../../../analysis/people-reach.ts';
import { seededRandom } from '../../../data/random.ts';

const order = 60;
const nodes = Array.from({ length: order }, (_, node) => node);
/** Many small servers and some large ones, as in the fediverse. */
const people = Float64Array.from(nodes, (node) => Math.round(20_000 / (node + 1) ** 1.1));
const draws = seedDraws(nodes.map((node) => `s${node}.example`));

function sum(chance: ArrayLike<number>, sigma: number, some: readonly number[] = nodes): PeopleSums {
  const audience = { people, sigma: new Float64Array(order).fill(sigma) } as Parameters<
    typeof sumPeople
  >[0]['audience'];
  return sumPeople({ audience, draws }, some, chance);
}

test('where every tie is certain and nothing is cut, everybody is in reach, and only their number is not certain', () => {
  const { share, low, high, people: reached } = toReach(sum(new Array(order).fill(1), 0.3), 'B');
  expect([share, low, high]).toEqual([1, 1, 1]);
  expect(reached!.low).toBeLessThan(reached!.value);
  expect(reached!.high).toBeGreaterThan(reached!.value);
});

test('sizes that are hardly known may be drawn as nothing at all, and the share is a number still', () => {
  const few = sum(new Array(order).fill(1), 8, [4, 5]);
  expect(few.allDraws).toContain(0);
  expect(toShare(few, 'C')).toEqual({ share: 1, low: 1, high: 1, grade: 'C' });
});

test('where all is cut nobody is in reach, and that is certain', () => {
  expect(toReach(sum(new Array(order).fill(0), 0.3), 'B')).toEqual({
    ...{ share: 0, low: 0, high: 0, grade: 'B', unsized: 0 },
    people: { value: 0, low: 0, high: 0 },
  });
});

test('the sums of parts are the sum of the whole', () => {
  const chance = nodes.map((node) => (node % 3) / 2);
  const parts = addSums([sum(chance, 0.2, nodes.slice(0, 17)), sum(chance, 0.2, nodes.slice(17))]);
  const whole = sum(chance, 0.2);
  expect(parts.inReach).toBeCloseTo(whole.inReach, 6);
  expect(parts.all).toBeCloseTo(whole.all, 6);
  for (const [draw, value] of whole.inReachDraws.entries()) expect(parts.inReachDraws[draw]).toBeCloseTo(value, 3);
});

test('servers of unknown size are counted and weigh nothing; where only they are in reach, it is not known', () => {
  const sizes = Float64Array.from([100, Number.NaN, Number.NaN]);
  const audience = { people: sizes, sigma: new Float64Array(3) } as Parameters<typeof sumPeople>[0]['audience'];
  const of = (chance: number[]) => sumPeople({ audience, draws: seedDraws(['a', 'b', 'c']) }, [0, 1, 2], chance);
  expect(toReach(of([1, 1, 0]), 'B')).toMatchObject({ share: 1, unsized: 1 });
  expect(toReach(of([0, 1, 1]), 'B')).toMatchObject({ share: null, people: null, unsized: 2 });
  expect(toShare(of([0, 0, 0]), 'B')).toMatchObject({ share: 0, high: 0 });
});

test('one server more in reach raises the share and both of its bounds', () => {
  const chance = nodes.map((node) => (node % 4 === 0 ? 0 : node % 4 === 1 ? 0.6 : 1));
  const before = toShare(sum(chance, 0.3), 'B');
  for (const node of [0, 8, 40]) {
    const after = toShare(sum(chance.with(node, 1), 0.3), 'B');
    expect(after.share).toBeGreaterThan(before.share!);
    expect(after.low).toBeGreaterThanOrEqual(before.low!);
    expect(after.high).toBeGreaterThanOrEqual(before.high!);
  }
});

test.each([0.15, 0.5])('with sizes off by %s, of random fediverses about nine in ten lie in the interval', (sigma) => {
  const chance = nodes.map((node) => (node % 5 === 0 ? 0 : node % 5 === 1 ? 0.4 : node % 5 === 2 ? 0.9 : 1));
  const share = toShare(sum(chance, sigma), 'C');
  const { people: counted } = toReach(sum(chance, sigma), 'C');
  const uniform = seededRandom(7);
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  let [shares, counts] = [0, 0];
  const worlds = 3000;
  for (let at = 0; at < worlds; at++) {
    let [all, reached] = [0, 0];
    for (const node of nodes) {
      const size = people[node]! * Math.exp(sigma * normal() - sigma ** 2 / 2);
      all += size;
      if (uniform() < chance[node]!) reached += size;
    }
    if (reached / all >= share.low! && reached / all <= share.high!) shares++;
    if (reached >= counted!.low && reached <= counted!.high) counts++;
  }
  for (const held of [shares / worlds, counts / worlds]) {
    expect(held).toBeGreaterThan(0.84);
    expect(held).toBeLessThan(0.97);
  }
});
