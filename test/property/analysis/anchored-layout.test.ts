import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildGraph } from '../../../analysis/graph.ts';
import { anchorsOf, packMap } from '../../../analysis/map-file.ts';
import type { MapFile } from '../../../analysis/types.ts';
import { buildSnapshot, host, type ServerText } from '../../golden/world-w1.ts';

const float = fc.float({ min: -500, max: 500, noNaN: true });
const names = Array.from({ length: 24 }, (_, at) => `s${String(at).padStart(2, '0')}.example`);

/** Some servers that know some others, and anchors for some of them, and for one that is not there. */
const worlds = fc.integer({ min: 1, max: names.length }).chain((count) =>
  fc.record({
    servers: fc
      .array(
        fc.record({
          mau: fc.option(fc.nat(1000)),
          peers: fc.subarray(names.slice(0, count)),
        }),
        { minLength: count, maxLength: count },
      )
      .map((list) =>
        Object.fromEntries(
          list.map(({ mau, peers }, at): [string, ServerText] => [
            names[at]!,
            { mau, peers: peers.filter((peer) => peer !== names[at]) },
          ]),
        ),
      ),
    anchors: fc
      .dictionary(fc.constantFrom(...names.slice(0, count), 'gone.example'), fc.record({ x: float, y: float }))
      .map((positions) => new Map(Object.entries(positions).map(([name, at]) => [host(name), at]))),
  }),
);

test('anchored servers stand to the bit where their anchor is, the others somewhere, the same each time', () => {
  let held = 0;
  let placed = 0;
  fc.assert(
    fc.property(worlds, ({ servers, anchors }) => {
      const draw = () => packMap(buildGraph(buildSnapshot({ servers })), { anchors });
      const map = draw();
      map.hosts.forEach((name, at) => {
        const anchor = anchors.get(name);
        if (anchor !== undefined) expect({ x: map.x[at], y: map.y[at] }).toEqual(anchor);
        expect(Math.abs(map.x[at]!) + Math.abs(map.y[at]!)).toBeLessThan(1e4);
        if (anchor !== undefined) held++;
        else placed++;
      });
      expect(draw()).toEqual(map);
    }),
    { seed: 6, numRuns: 150 },
  );
  expect(Math.min(held, placed)).toBeGreaterThan(200);
});

/** Circles of servers that know each other. */
function circles(sizes: Record<string, number>): Record<string, ServerText> {
  return Object.fromEntries(
    Object.entries(sizes).flatMap(([name, size]) => {
      const members = Array.from({ length: size }, (_, at) => `${name}${at}.example`);
      return members.map((member) => [member, { mau: 100, peers: members.filter((other) => other !== member) }]);
    }),
  );
}

test('a new server comes to stand among those it knows, and nobody else moves', () => {
  const draw = (sizes: Record<string, number>, before?: MapFile) =>
    packMap(buildGraph(buildSnapshot({ servers: circles(sizes) })), before && { anchors: anchorsOf(before) });
  const before = draw({ maple: 12, sakura: 9, tulip: 7 });
  const after = draw({ maple: 12, sakura: 11, tulip: 7 }, before);
  const [was, is] = [anchorsOf(before), anchorsOf(after)];
  for (const [name, position] of was) expect(is.get(name)).toEqual(position);
  const middle = (circle: string) => {
    const members = [...was].filter(([name]) => name.startsWith(circle)).map(([, position]) => position);
    const mean = (axis: 'x' | 'y') => members.reduce((sum, it) => sum + it[axis], 0) / members.length;
    return { x: mean('x'), y: mean('y') };
  };
  for (const name of ['sakura9.example', 'sakura10.example']) {
    const own = is.get(host(name))!;
    const [near, ...far] = ['sakura', 'maple', 'tulip'].map((circle) => {
      const { x, y } = middle(circle);
      return Math.hypot(own.x - x, own.y - y);
    });
    expect(near).toBeLessThan(Math.min(...far) / 2);
  }
  expect(new Set([...is.values()].map(({ x, y }) => `${x} ${y}`)).size).toBe(is.size);
});
