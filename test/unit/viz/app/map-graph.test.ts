import { expect, test } from 'vitest';
import type { MapFile } from '../../../../analysis/types.ts';
import type { Host } from '../../../../data/types.ts';
import { buildMapGraph, replaceTies } from '../../../../viz/app/map-graph.ts';
import { map } from './answers.ts';

test('every drawn server and backbone edge is in the graph, larger with more people', () => {
  const graph = buildMapGraph(map);
  expect(graph.order).toBe(map.hosts.length);
  expect(graph.size).toBe(map.edges.source.length);
  const sizes = map.audience.map((audience, position) => ({
    audience: audience ?? 0,
    size: graph.getNodeAttribute(map.hosts[position]!, 'size'),
  }));
  sizes.sort((a, b) => a.audience - b.audience);
  expect(sizes.map(({ size }) => size)).toEqual(sizes.map(({ size }) => size).toSorted((a, b) => a - b));
});

test('a map of 150,000 edges is built, and ties of as many servers are drawn', () => {
  const hosts = Array.from({ length: 600 }, (_, i) => `h${i}.example` as Host);
  const numbers = (make: (i: number) => number) => hosts.map((_, i) => make(i));
  const edges: MapFile['edges'] = { source: [], target: [], weight: [] };
  for (let i = 0; edges.source.length < 150_000; i++) {
    const [source, target] = [i % 600, Math.floor(i / 600) % 600];
    if (source === target) continue;
    edges.source.push(source);
    edges.target.push(target);
    edges.weight.push(i);
  }
  const large = { ...map, hosts, x: numbers(() => 0), y: numbers(() => 0), audience: numbers((i) => i), edges };
  const graph = buildMapGraph(large);
  expect(graph.size).toBe(150_000);
  const ties = Array.from({ length: 150_000 }, (_, i) => ({ host: i < 10 ? hosts[i]! : `far${i}.example`, weight: i }));
  replaceTies(graph, hosts[500]!, ties);
  expect(graph.size).toBe(150_010);
  replaceTies(graph, null, []);
  expect(graph.size).toBe(150_000);
});
