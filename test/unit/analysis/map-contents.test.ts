import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldSmall } from '../../../analysis/fold-small.ts';
import { buildGraph } from '../../../analysis/graph.ts';
import { heaviestEdges } from '../../../analysis/heaviest-edges.ts';
import { codeSoftware, packMap } from '../../../analysis/map-file.ts';
import { isSmallAt, noSoftware, softwareAt } from '../../../analysis/map-reading.ts';
import { mapOf } from '../../fixtures/maps.ts';
import { buildSnapshot, type ServerText } from '../../golden/world-w1.ts';

test('a server is small by its own word alone: few registered, or few active', () => {
  const cases: Record<string, ServerText & { isSmall: boolean }> = {
    'few-users.example': { users: 9, mau: null, isSmall: true },
    'few-active.example': { users: 400, mau: 9, isSmall: true },
    'ten.example': { users: 10, mau: 10, isSmall: false },
    'many.example': { users: 400, mau: 100, isSmall: false },
    // Half of 12 are active as a rule: a guess, so it stays.
    'inferred.example': { users: 12, mau: null, isSmall: false },
    'silent.example': { users: null, mau: null, isSmall: false },
  };
  const map = packMap(buildGraph(buildSnapshot({ servers: cases })));
  const found = Object.fromEntries(map.hosts.map((host, at) => [host, isSmallAt(map, at)]));
  expect(found).toEqual(Object.fromEntries(Object.entries(cases).map(([name, { isSmall }]) => [name, isSmall])));
});

test('the small servers of a community are one mark, drawn towards the middle of the community', () => {
  const small = 1;
  const map = mapOf({
    communities: ['one', 'two'],
    servers: [
      { community: 0, x: 0, y: 0, audience: 900 },
      { community: 0, x: 40, y: 0, audience: 3, small },
      { community: 0, x: 80, y: 0, audience: 4, small },
      { community: 1, x: 500, y: 0, audience: 50 },
      { community: -1, x: -7, y: 3, audience: null, small },
    ],
  });
  expect(foldSmall(map)).toEqual({
    community: Int32Array.of(-1, 0),
    servers: Uint32Array.of(1, 2),
    audience: Float64Array.of(Number.NaN, 7),
    x: Float32Array.of(-7, 50),
    y: Float32Array.of(3, 0),
  });
});

test('where edges are too many the heaviest stay, and the heaviest of every server', () => {
  const edges = fc.array(fc.tuple(fc.nat(11), fc.nat(11), fc.integer({ min: 1, max: 20 })), { maxLength: 50 });
  fc.assert(
    fc.property(edges, fc.nat(30), (list, maxEdges) => {
      const pairs = list.filter(([source, target]) => source !== target);
      const weight = Float64Array.from(pairs, ([, , it]) => it);
      const kept = heaviestEdges(
        {
          order: 12,
          source: Uint32Array.from(pairs, ([source]) => source),
          target: Uint32Array.from(pairs, ([, target]) => target),
          weight,
        },
        maxEdges,
      );
      expect([...kept]).toEqual([...new Set(kept)].sort((a, b) => a - b));
      const byWeight = pairs.map((_, edge) => edge).sort((a, b) => weight[b]! - weight[a]! || a - b);
      const strongest = Array.from({ length: 12 }, (_, node) =>
        byWeight.find((edge) => pairs[edge]!.slice(0, 2).includes(node)),
      ).filter((edge) => edge !== undefined);
      expect([...kept]).toEqual(expect.arrayContaining(strongest));
      const must = new Set(strongest);
      expect(kept.length).toBe(Math.min(pairs.length, Math.max(maxEdges, must.size)));
      const others = [...kept].filter((edge) => !must.has(edge));
      expect(others).toEqual(
        byWeight
          .filter((edge) => !must.has(edge))
          .slice(0, others.length)
          .sort((a, b) => a - b),
      );
    }),
    { seed: 6, numRuns: 300 },
  );
  const { hosts, edges: drawn } = packMap(buildGraph(buildSnapshot({ servers: circleOf(20) })), { maxEdges: 0 });
  expect(new Set([...drawn.source, ...drawn.target]).size).toBe(hosts.length);
  expect(drawn.source.length).toBeLessThan(20);
});

function circleOf(size: number): Record<string, ServerText> {
  return Object.fromEntries(Array.from({ length: size }, (_, at) => [`s${at}.example`, { mau: at }]));
}

test('of more names of software than there are codes, the most used have one', () => {
  const names = Array.from({ length: 70_000 }, (_, at) => `software${at % 69_000}`);
  const coded = codeSoftware([...names, null]);
  expect(coded.softwares.length).toBe(noSoftware);
  expect(coded.softwares.slice(0, 1000).every((name) => Number(name.slice(8)) < 1000)).toBe(true);
  names.forEach((name, at) => {
    expect([name, null]).toContain(softwareAt(coded, at));
  });
  expect(softwareAt(coded, 0)).toBe('software0');
  expect(softwareAt(coded, 70_000)).toBeNull();
});
