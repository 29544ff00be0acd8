import { expect, test } from 'vitest';
import { placeOnRings } from '../../../../viz/map/ring-places.ts';
import { maxLit } from '../../../../viz/map/scene.ts';
import { lookedFrom } from '../app/looked-from.ts';

test('the more of the contact a server carries, the nearer the middle it stands', () => {
  const { map, scene, ties } = lookedFrom([0.3, 0.2, 0.15, 0.1, 0.08, 0.06, 0.05, 0.04, 0.01, 0.01]);
  const { centre, places } = placeOnRings(map, scene, ties)!;
  const distances = [...places]
    .filter(([position]) => position !== 0)
    .sort(([a], [b]) => a - b)
    .map(([, { x, y }]) => Math.hypot(x - centre.x, y - centre.y));
  expect(distances).toEqual(distances.toSorted((a, b) => a - b));
  expect(new Set(distances).size).toBe(distances.length);
  expect(places.get(0)).toEqual(centre);
});

test('a ring says what the servers within it carry, of all known contact', () => {
  const weights = Array.from({ length: 40 }, () => 1 / 40);
  const { map, scene, ties } = lookedFrom(weights);
  const { centre, rings, places } = placeOnRings(map, scene, ties)!;
  expect(rings.at(-1)!.share).toBeCloseTo(0.8, 5);
  for (const { radius, share } of rings) {
    const within =
      [...places.values()].filter(({ x, y }) => Math.hypot(x - centre.x, y - centre.y) <= radius).length - 1;
    expect(Math.abs(within / 40 - share)).toBeLessThanOrEqual(1 / 40);
  }
});

test('no two servers stand in one place, and directions are kept as far as there is room', () => {
  const { map, scene, ties } = lookedFrom([
    0.4, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05,
  ]);
  const { places } = placeOnRings(map, scene, ties)!;
  expect(new Set([...places.values()].map(({ x, y }) => `${x.toFixed(3)} ${y.toFixed(3)}`)).size).toBe(places.size);
  const alone = places.get(1)!;
  expect(Math.atan2(alone.y, alone.x)).toBeCloseTo(Math.atan2(map.y[1]!, map.x[1]!), 5);
});

test('what the scenario touches is there however weak its tie, beyond the last ring', () => {
  const { map, scene, ties } = lookedFrom([0.5, 0.4, 0.1, 0], { 4: 'cut' });
  const { centre, rings, places, extent } = placeOnRings(map, scene, ties)!;
  const { x, y } = places.get(4)!;
  const distance = Math.hypot(x - centre.x, y - centre.y);
  expect(distance).toBeGreaterThan(rings.at(-1)!.radius);
  expect(extent.x[1] - centre.x).toBeGreaterThanOrEqual(distance - 1e-9);
});

test('there are no rings around a server without ties, or while nobody is looked from', () => {
  const { map, scene } = lookedFrom([0, 0]);
  expect(placeOnRings(map, scene, [])).toBeNull();
  expect(placeOnRings(map, { ...scene, focus: null }, [])).toBeNull();
});

test('no more servers are on rings than the picture bears', () => {
  const { map, scene, ties } = lookedFrom(Array.from({ length: 400 }, () => 1 / 400));
  expect(placeOnRings(map, scene, ties)!.places.size).toBe(maxLit + 1);
});
