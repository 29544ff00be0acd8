import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameStrength, namesOf, setNames } from '../../../../viz/map/community-names.ts';
import { chooseLabels } from '../../../../viz/map/label-choice.ts';
import { overlap } from '../../../../viz/map/label-places.ts';
import { mapOf } from '../../../fixtures/maps.ts';

const size = { width: 800, height: 600 };
const measure = (line: string) => line.length * 8;

test('a community of three servers or more has its name, a line a server', () => {
  const servers = [0, 0, 0, 1, 1].map((community, x) => ({ community, x: 10 * x, y: x, audience: 5 }));
  const names = namesOf(mapOf({ servers, communities: ['a.example, b.example (en)', 'c.example'] }));
  expect(names.map(({ community, lines }) => ({ community, lines }))).toEqual([
    { community: 0, lines: ['a.example', 'b.example (en)'] },
  ]);
});

test('names fade as one comes nearer', () => {
  expect([1, 0.9, 0.65, 0.45, 0.1].map((ratio) => nameStrength(ratio, 1))).toEqual([1, 1, expect.closeTo(0.5), 0, 0]);
  expect(nameStrength(2, 2)).toBe(1);
});

test('no name of a community lies on another, or leaves the map', () => {
  const servers = fc.array(
    fc.record({
      x: fc.integer({ min: 0, max: 800 }),
      y: fc.integer({ min: 0, max: 600 }),
      community: fc.integer({ min: 0, max: 6 }),
      audience: fc.nat(1000),
    }),
    { minLength: 30, maxLength: 60 },
  );
  fc.assert(
    fc.property(servers, (drawn) => {
      const map = mapOf({
        servers: drawn,
        communities: Array.from({ length: 7 }, (_, i) => `server${i}.example, other.example (en)`),
      });
      const set = setNames(namesOf(map), (at) => at, measure, size, []);
      expect(set.length).toBeGreaterThan(0);
      set.forEach(({ box }, i) => {
        expect(box.left >= 0 && box.right <= size.width && box.top >= 0 && box.bottom <= size.height).toBe(true);
        for (const other of set.slice(i + 1)) expect(overlap(box, other.box)).toBe(false);
      });
    }),
    { numRuns: 50 },
  );
});

test('of a view the largest servers within it are named, as many as there is room for', () => {
  const servers = Array.from({ length: 200 }, (_, i) => ({ x: i * 10, y: 300, audience: 1000 - i }));
  const map = mapOf({ servers });
  const source = {
    map,
    order: [...map.hosts.keys()],
    first: new Set([150]),
    isNamed: (position: number) => position % 2 === 0,
    x: map.x,
    y: map.y,
    radiusOf: () => 5,
    toView: ({ x, y }: { x: number; y: number }) => ({ x: x - 1000, y }),
    toMap: ({ x, y }: { x: number; y: number }) => ({ x: x + 1000, y: 600 - y }),
    ...size,
  };
  const labels = chooseLabels(source);
  expect(labels[0]).toMatchObject({ label: map.hosts[150], first: true });
  expect(labels.length).toBe(Math.ceil((800 * 600) / 13_000));
  for (const { x } of labels) expect(x >= -60 && x <= 860).toBe(true);
});
