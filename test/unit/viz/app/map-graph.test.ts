import { expect, test } from 'vitest';
import { peopleAt } from '../../../../analysis/map-reading.ts';
import { buildMapGraph, replaceTies } from '../../../../viz/app/map-graph.ts';
import { mapOf } from '../../../fixtures/maps.ts';
import { map } from './answers.ts';

test('every drawn server and backbone edge is in the graph, larger with more people', () => {
  const graph = buildMapGraph(map);
  expect(graph.order).toBe(map.hosts.length);
  expect(graph.size).toBe(map.edges.source.length);
  const sizes = map.hosts.map((_, position) => ({
    audience: peopleAt(map, position) ?? 0,
    size: graph.getNodeAttribute(map.hosts[position]!, 'size'),
  }));
  sizes.sort((a, b) => a.audience - b.audience);
  expect(sizes.map(({ size }) => size)).toEqual(sizes.map(({ size }) => size).toSorted((a, b) => a - b));
});

test('a map of 150,000 edges is built, and ties of as many servers are drawn', () => {
  const edges: [number, number, number][] = [];
  for (let i = 0; edges.length < 150_000; i++) {
    const [source, target] = [i % 600, Math.floor(i / 600) % 600];
    if (source !== target) edges.push([source, target, i]);
  }
  const large = mapOf({ servers: Array.from({ length: 600 }, (_, audience) => ({ audience })), edges });
  const { hosts } = large;
  const graph = buildMapGraph(large);
  expect(graph.size).toBe(150_000);
  const ties = Array.from({ length: 150_000 }, (_, i) => ({ host: i < 10 ? hosts[i]! : `far${i}.example`, weight: i }));
  replaceTies(graph, hosts[500]!, ties);
  expect(graph.size).toBe(150_010);
  replaceTies(graph, null, []);
  expect(graph.size).toBe(150_000);
});
