import { expect, test } from 'vitest';
import { checkBothEnds, compareBothEnds } from '../../../analysis/checks/both-ends.ts';
import { buildGraph } from '../../../analysis/graph.ts';
import { buildSnapshot, type WorldText } from '../../golden/world-w1.ts';
import { type Follows, plantFollows, publishedWorld, publishers } from './published-world.ts';

const compare = (world: WorldText) => compareBothEnds(buildGraph(buildSnapshot(world)));
const misskey = (counts: Record<string, { followsOut: number; followsIn: number }>) => ({
  software: 'misskey',
  counts,
});
const ordered = publishers.length * (publishers.length - 1);

test('what the reader counts as going out stands against what the author counts as coming in', () => {
  const servers = {
    'x.example': misskey({ 'y.example': { followsOut: 12, followsIn: 5 } }),
    'y.example': misskey({
      'x.example': { followsOut: 4, followsIn: 10 },
      'z.example': { followsOut: 3, followsIn: 0 },
    }),
    'z.example': misskey({ 'y.example': { followsOut: 0, followsIn: 4 } }),
  };
  const { pairs, ratio, spearman, errorOverSwapped } = compare({ servers });
  // x→y 12 and 10, y→x 4 and 5, y→z 3 and 4: ratios 1.2, 0.8 and 0.75, in the same order.
  expect(pairs).toBe(3);
  expect(ratio).toBeCloseTo(0.8, 12);
  expect(spearman).toBeCloseTo(1, 12);
  const right = Math.log(13 / 11) + Math.log(6 / 5) + Math.log(5 / 4);
  // Out with out: 12 and 4, 4 and 12, 3 and 0.
  const swapped = Math.log(13 / 5) + Math.log(13 / 5) + Math.log(4 / 1);
  expect(errorOverSwapped).toBeCloseTo(right / swapped, 12);
});

test('where both ends count the same, every mark is met', () => {
  const found = compare(publishedWorld(plantFollows(1)));
  expect(found.pairs).toBeGreaterThan(ordered / 2);
  expect(checkBothEnds(found)).toMatchObject([
    { value: 1, met: true },
    { value: 1, met: true },
    { value: 0, met: true },
  ]);
});

test('columns that mean the opposite at some servers are found out', () => {
  const follows = plantFollows(1);
  const swapped: Follows = (reader, author) => follows(author, reader);
  const world = publishedWorld(follows, (name) => (publishers.indexOf(name) % 4 < 2 ? swapped : follows));
  const distance = checkBothEnds(compare(world)).find(({ what }) => what.includes('swapped'));
  expect(distance).toMatchObject({ met: false, why: null });
});

test('a pair that a block cuts is left out, as one end may have deleted its follows', () => {
  const world = publishedWorld(plantFollows(1));
  const all = compare(world).pairs;
  const one = compare({ ...world, rules: [[publishers[0]!, 'blocked', publishers[2]!]] }).pairs;
  expect(all - one).toBe(2);
});

test('without two servers that count each other there is nothing to compare', () => {
  const servers = { 'x.example': misskey({ 'y.example': { followsOut: 12, followsIn: 5 } }), 'y.example': {} };
  const checks = checkBothEnds(compare({ servers }));
  expect(checks.map(({ value, met }) => [value, met])).toEqual(Array(3).fill([null, null]));
  expect(checks[0]!.why).toBe('no two servers that publish counts count follows of each other');
});
