import { expect, test } from 'vitest';
import { mapColors } from '../../../../viz/map/map-colors.ts';
import { buildMapGraph } from '../../../../viz/map/map-graph.ts';
import { looksOf, type Shown } from '../../../../viz/map/map-look.ts';
import { between } from '../../../../viz/map/map-motion.ts';
import { movementsOf, stopAt } from '../../../../viz/map/map-transition.ts';
import { placeOnRings } from '../../../../viz/map/ring-places.ts';
import { plainScene } from '../../../../viz/map/scene.ts';
import { mapOf } from '../../../fixtures/maps.ts';
import { lookedFrom } from '../app/looked-from.ts';

const looks = (of: ReturnType<typeof lookedFrom>['map'], shown: Shown) => looksOf(of, mapColors.light, shown);

test('nothing moves from a picture to the same', () => {
  const { map, scene } = lookedFrom([0.6, 0.4]);
  const stand = { graph: buildMapGraph(map), looks: looks(map, { scene, rings: null, showSmall: false }), rings: null };
  const { jumps, movements } = movementsOf({ ...stand, moving: new Map() }, stand);
  expect([jumps.size, movements.size]).toEqual([0, 0]);
});

test('a motion ends in exactly what is there without it, whatever it began with', () => {
  const { map, scene, ties } = lookedFrom([0.5, 0.3, 0.2], { 1: 'cut', 2: 'hidden' });
  const graph = buildMapGraph(map);
  const rings = placeOnRings(map, scene, ties);
  const before = { scene: plainScene(map), rings: null, showSmall: false };
  const after = { scene, rings, showSmall: false };
  const from = { graph, looks: looks(map, before), rings: null, moving: new Map() };
  const { movements } = movementsOf(from, { graph, looks: looks(map, after), rings });
  expect(movements.size).toBe(4);
  for (const [node, movement] of movements) {
    const { position, size, home } = graph.getNodeAttributes(node);
    expect(stopAt(movement, 1)).toEqual({
      look: looks(map, after).ofServer(position, size),
      at: rings!.places.get(position) ?? home,
    });
  }
});

test('on the way the old mark shrinks, and the new one grows', () => {
  const look = {
    size: 10,
    color: '#000000',
    ground: '#ffffff',
    mark: 'kept',
    change: null,
    type: 'lit',
    hidden: false,
  } as const;
  const from = { look, at: { x: 0, y: 0 } };
  const to = { look: { ...look, mark: 'cut', color: '#ffffff' } as const, at: { x: 10, y: 0 } };
  const early = between(from, to, 0.2);
  const late = between(from, to, 0.7);
  expect([early.look.mark, late.look.mark]).toEqual(['kept', 'cut']);
  expect(early.look.size).toBeLessThan(10);
  expect(between(from, to, 0.5).at.x).toBeCloseTo(5, 5);
  expect(between(from, { ...to, look: { ...to.look, hidden: true } }, 0.99).look.size).toBeLessThan(0.1);
});

test('of a large map those with another mark move, and the rest fades at once', () => {
  const servers = Array.from({ length: 3000 }, (_, i) => ({ x: i, audience: 3000 - i, community: 0 }));
  const map = mapOf({ servers, communities: ['One'] });
  const plain = plainScene(map);
  const marks = plain.marks.map((mark, position) => (position === 7 ? 'cut' : mark));
  const graph = buildMapGraph(map);
  const rest = { rings: null, showSmall: false };
  const from = { graph, looks: looks(map, { scene: plain, ...rest }), rings: null, moving: new Map() };
  const scene = { ...plain, marks, lit: new Set([7]) };
  const { jumps, movements } = movementsOf(from, { graph, looks: looks(map, { scene, ...rest }), rings: null });
  expect([...movements.keys()]).toEqual([map.hosts[7]]);
  expect(jumps.size).toBe(2999);
});

test('a server that an earlier snapshot did not have grows into its place', () => {
  const [first, second] = [1, 2].map((count) => mapOf({ servers: Array.from({ length: count }, () => ({ x: 4 })) }));
  const stand = (map: typeof first) => {
    const of = map!;
    return {
      graph: buildMapGraph(of),
      looks: looks(of, { scene: plainScene(of), rings: null, showSmall: false }),
      rings: null,
    };
  };
  const { movements } = movementsOf({ ...stand(first), moving: new Map() }, stand(second));
  expect([...movements.keys()]).toEqual([second!.hosts[1]]);
  expect(stopAt(movements.get(second!.hosts[1]!)!, 0.01).look.size).toBeLessThan(0.1);
});
