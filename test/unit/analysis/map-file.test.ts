import { expect, test } from 'vitest';
import { communitiesOf } from '../../../analysis/communities.ts';
import { buildGraph } from '../../../analysis/graph.ts';
import { layoutOf } from '../../../analysis/layout.ts';
import { packMap } from '../../../analysis/map-file.ts';
import { toMapJson } from '../../../analysis/map-json.ts';
import type { MapFile } from '../../../analysis/types.ts';
import { buildSnapshot, type ServerText } from '../../golden/world-w1.ts';

/** Two circles of servers that know each other, one of eight and one of six, and a single server that knows nobody. */
const circles = { maple: 8, sakura: 6 };
const servers: Record<string, ServerText> = { 'alone.example': { mau: 3, peers: [] } };
for (const [name, size] of Object.entries(circles)) {
  const members = Array.from({ length: size }, (_, at) => `${name}${at}.example`);
  members.forEach((member, at) => {
    servers[member] = {
      mau: 100 * (at + 1),
      language: name === 'maple' ? 'en-gb' : at === 0 ? 'en' : 'ja',
      peers: members.filter((other) => other !== member),
    };
  });
}
const draw = () => packMap(buildGraph(buildSnapshot({ servers })));

function expectFinite({ x, y, hosts }: MapFile): void {
  expect([x.length, y.length]).toEqual([hosts.length, hosts.length]);
  for (const value of [...x, ...y]) {
    expect(Number.isFinite(value)).toBe(true);
    expect(Math.abs(value)).toBeLessThanOrEqual(500);
  }
}

test('the same snapshot is drawn the same, to the last digit', () => {
  expect(JSON.stringify(draw())).toBe(JSON.stringify(draw()));
});

test('as JSON a map is lists of plain numbers, with null for what is not known', () => {
  const { 'maple0.example': first, ...others } = servers;
  const map = packMap(buildGraph(buildSnapshot({ servers: { ...others, 'maple0.example': { ...first, mau: null } } })));
  const json = toMapJson(map);
  expect(JSON.parse(JSON.stringify(json))).toEqual(json);
  expect(json).toMatchObject({ hosts: map.hosts, liveness: map.hosts.map(() => 'alive'), coverage: map.coverage });
  expect(json.audience).toEqual([null, 200, 300, 400, 500, 600, 700, 800, 100, 200, 300, 400, 500, 600]);
  expect(json.software).toEqual(map.hosts.map(() => 'mastodon'));
  expect(json.small).toEqual(map.hosts.map(() => false));
  for (const value of [...json.x, ...json.y]) expect(String(value)).toMatch(/^-?\d+(\.\d)?$/);
  for (const value of json.edges.weight) expect(String(value)).toMatch(/^[01](\.\d{1,3})?$/);
});

test('servers that know the same servers are a community, named for its largest two and its language', () => {
  const { communities, hosts, community } = draw();
  expect(communities).toEqual([
    { name: 'maple7.example, maple6.example (en)', size: 8, audience: 3600 },
    { name: 'sakura5.example, sakura4.example (ja)', size: 6, audience: 2100 },
  ]);
  hosts.forEach((host, at) => {
    expect(community[at]).toBe(host.startsWith('maple') ? 0 : 1);
  });
});

test('a language that fewer than three in five declare names no community', () => {
  const mixed = Object.fromEntries(
    Object.entries(servers).map(([name, server], at) => [name, { ...server, language: ['en', 'de', 'fr'][at % 3]! }]),
  );
  const { list } = communitiesOf(buildGraph(buildSnapshot({ servers: mixed })));
  expect(list.map(({ name }) => name)).toEqual(['maple7.example, maple6.example', 'sakura5.example, sakura4.example']);
});

test('every tied server has a place, in host order, and the rest is counted', () => {
  const map = draw();
  expect(map.hosts).toEqual([...map.hosts].sort());
  expect(map.hosts.length).toBe(14);
  expect(map.undrawn).toBe(1);
  expectFinite(map);
});

test('no two servers lie on one point, and communities lie apart', () => {
  const { x, y, community } = toMapJson(draw());
  expect(new Set(x.map((value, at) => `${value} ${y[at]}`)).size).toBe(x.length);
  const centre = (of: number) => {
    const members = x.map((_, at) => at).filter((at) => community[at] === of);
    const mean = (values: number[]) => members.reduce((sum, at) => sum + values[at]!, 0) / members.length;
    return [mean(x), mean(y)] as const;
  };
  const [[ax, ay], [bx, by]] = [centre(0), centre(1)];
  expect(Math.hypot(ax - bx, ay - by)).toBeGreaterThan(200);
});

test('edges join two different drawn servers, each pair once, with a weight above 0', () => {
  const { edges, hosts } = toMapJson(draw());
  const pairs = edges.source.map((source, at) => [source, edges.target[at]!] as const);
  expect(pairs.length).toBeGreaterThan(14);
  expect(new Set(pairs.map(String)).size).toBe(pairs.length);
  pairs.forEach(([source, target], at) => {
    expect(source).toBeLessThan(target);
    expect(target).toBeLessThan(hosts.length);
    expect(edges.weight[at]).toBeGreaterThan(0);
    expect(edges.weight[at]).toBeLessThanOrEqual(1);
  });
});

test('without any tie the largest servers are drawn, the very largest in the middle', () => {
  const people = { 'a.example': 5, 'b.example': 500, 'c.example': 50 };
  const untied = Object.fromEntries(Object.entries(people).map(([name, mau]) => [name, { mau, peers: [] }]));
  const graph = buildGraph(buildSnapshot({ servers: { ...untied, 'd.example': { peers: [] } } }));
  const map = packMap(graph);
  expect(map.hosts).toEqual(['a.example', 'b.example', 'c.example']);
  expect(map.undrawn).toBe(1);
  expectFinite(map);
  const { x, y } = layoutOf(graph);
  const [a, b] = [0, 1].map((at) => Math.hypot(x[at]! - x[1]!, y[at]! - y[1]!));
  expect(b).toBeLessThan(a!);
});

test('a map of one server is drawn without dividing by nothing', () => {
  expectFinite(packMap(buildGraph(buildSnapshot({ servers: { 'a.example': { mau: 1, peers: [] } } }))));
});
