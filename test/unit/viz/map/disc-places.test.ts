import { expect, test } from 'vitest';
import { discPlaces } from '../../../../viz/map/disc-places.ts';
import { extentOf } from '../../../../viz/map/map-extent.ts';
import { radiusIn } from '../../../../viz/map/map-sizes.ts';
import { mapOf } from '../../../fixtures/maps.ts';

const corners = [
  { x: -500, y: -500, audience: 1 },
  { x: 500, y: 500, audience: 1 },
];

test('large discs that lie on each other are pushed apart, the smaller ones further', () => {
  const crowd = [1000, 900, 800, 10].map((audience, i) => ({ x: i, y: 0, audience }));
  const map = mapOf({ servers: [...corners, ...crowd, { x: 2, y: 0, audience: 900 }] });
  const { x, y } = discPlaces(map);
  const radiusOf = radiusIn(map);
  const large = [2, 3, 4, 6];
  for (const a of large) {
    for (const b of large.filter((other) => other > a)) {
      const apart = Math.hypot(x[a]! - x[b]!, y[a]! - y[b]!) * (600 / 1000);
      expect(apart).toBeGreaterThan(0.95 * (radiusOf(a) + radiusOf(b)));
    }
  }
});

test('whoever stands alone, or is small, stays where the map has it', () => {
  const map = mapOf({ servers: [...corners, { x: 100, y: 0, audience: 1000 }, { x: -100, y: 0, audience: 900 }] });
  const { x, y } = discPlaces(map);
  expect([[...x], [...y]]).toEqual([[...map.x], [...map.y]]);
});

test('two in one place part, and the same map gives the same places', () => {
  const map = mapOf({ servers: [...corners, { audience: 1000 }, { audience: 1000 }] });
  const once = discPlaces(map);
  expect(once).toEqual(discPlaces(map));
  expect(Math.hypot(once.x[2]! - once.x[3]!, once.y[2]! - once.y[3]!)).toBeGreaterThan(40);
});

test('a map reaches from its lowest to its highest, and an empty one has room too', () => {
  expect(extentOf([3, -1, 2], [5, 5, 5])).toEqual({ x: [-1, 3], y: [5, 5] });
  expect(extentOf([], [])).toEqual({ x: [0, 1], y: [0, 1] });
});
