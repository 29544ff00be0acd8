import { expect, test } from 'vitest';
import { peopleAt } from '../../../../analysis/map-reading.ts';
import { addBackbone, buildMapGraph, foldedKey } from '../../../../viz/map/map-graph.ts';
import { mapOf } from '../../../fixtures/maps.ts';
import { map } from '../app/answers.ts';

test('every drawn server, every folded mark and every backbone edge is in the graph, larger with more people', () => {
  const graph = buildMapGraph(map);
  addBackbone(graph, map);
  expect(graph.order).toBe(map.hosts.length + map.folded.community.length);
  expect(graph.size).toBe(map.edges.source.length);
  const sizes = map.hosts.map((host, position) => ({
    audience: peopleAt(map, position) ?? 0,
    size: graph.getNodeAttribute(host, 'size'),
  }));
  sizes.sort((a, b) => a.audience - b.audience);
  expect(sizes.map(({ size }) => size)).toEqual(sizes.map(({ size }) => size).toSorted((a, b) => a - b));
  for (const community of map.folded.community) expect(graph.hasNode(foldedKey(community))).toBe(true);
});

test('the largest come first, so that none is painted over a smaller one', () => {
  const graph = buildMapGraph(mapOf({ servers: [{ audience: 5 }, { audience: 500 }, {}, { audience: 50 }] }));
  const positions = graph.mapNodes((_, { position }) => position);
  expect(positions).toEqual([1, 3, 0, 2]);
});

test('a map of 150,000 edges is built', () => {
  const edges: [number, number, number][] = [];
  for (let i = 0; edges.length < 150_000; i++) {
    const [source, target] = [i % 600, Math.floor(i / 600) % 600];
    if (source !== target) edges.push([source, target, i]);
  }
  const large = mapOf({ servers: Array.from({ length: 600 }, (_, audience) => ({ audience })), edges });
  const graph = buildMapGraph(large);
  addBackbone(graph, large);
  expect(graph.size).toBe(150_000);
});
