import { expect, test } from 'vitest';
import { buildGraph, findNode } from '../../../analysis/graph.ts';
import { evidenceNames } from '../../../analysis/ties.ts';
import { weighTies } from '../../../analysis/weights.ts';
import { buildSnapshot, type ServerText, type WorldText } from '../../golden/world-w1.ts';

function tie(world: WorldText, host: string, other: string) {
  const graph = buildGraph(buildSnapshot(world));
  const { mask, evidence } = weighTies(graph, findNode(graph, host));
  const node = findNode(graph, other);
  return { mask: mask[node], evidence: evidenceNames[evidence[node]!] };
}

const lists = (peers: string[] | null, more: ServerText = {}): ServerText => ({ mau: 10, peers, ...more });
const [i, j] = ['i.example', 'j.example'];

test.each<[what: string, ours: ServerText, theirs: ServerText, evidence: string, mask: number]>([
  ['both list each other', lists([j]), lists([i]), 'E2', 1],
  ['one lists, the other is private', lists([j]), lists(null), 'E1', 1],
  ['one lists, the other, in full, does not', lists([j]), lists([]), 'E-', 0],
  ['neither lists the other', lists([]), lists([]), 'E-', 0],
  ['one list lacks it, the other is private', lists([]), lists(null), 'E-', 0],
  ['both are private', lists(null), lists(null), 'E0', 1],
])('%s: %s', (_, ours, theirs, evidence, mask) => {
  const world = { servers: { [i]: ours, [j]: theirs } };
  expect(tie(world, i, j)).toEqual({ evidence, mask });
  expect(tie(world, j, i)).toEqual({ evidence, mask });
});

test('a list that came in part shows who is on it, and proves nothing about who is not', () => {
  const snapshot = buildSnapshot({ servers: { [i]: lists([]), [j]: lists([i]) } });
  const hosts = snapshot.hosts.map((host) =>
    host.host === i ? { ...host, disclosure: { ...host.disclosure, peers: 'partial' as const } } : host,
  );
  const graph = buildGraph({ ...snapshot, hosts });
  expect(weighTies(graph, findNode(graph, i)).mask[findNode(graph, j)]).toBe(1);
});

test('a rule on a name above does not take the host off the list, so that its absence still tells', () => {
  const servers = { 's.j.example': lists(null), [i]: lists([]) };
  expect(tie({ servers, rules: [[i, 'suspend', 'j.example']] }, i, 's.j.example').evidence).toBe('E-');
  expect(tie({ servers, rules: [[i, 'suspend', 's.j.example']] }, i, 's.j.example').evidence).toBe('E0');
});

test('where neither tells, pairs of the same sizes that do tell decide, once there are twenty of them', () => {
  const servers: Record<string, ServerText> = {
    'u.example': lists(null, { mau: 5 }),
    'v.example': lists(null, { mau: 50 }),
  };
  const small = [1, 2, 3, 4, 5].map((at) => `s${at}.example`);
  const large = [1, 2, 3, 4, 5].map((at) => `l${at}.example`);
  // Small servers know two of five large ones and nobody else: 10 of 25 such pairs, and 10 of 45 in all.
  for (const name of small) servers[name] = lists(large.slice(0, 2), { mau: 5 });
  for (const name of large) servers[name] = lists(large.indexOf(name) < 2 ? small : [], { mau: 50 });
  expect(tie({ servers }, 'u.example', 'v.example').mask).toBeCloseTo(10 / 25, 9);
  delete servers['l5.example'];
  delete servers['l4.example'];
  expect(tie({ servers }, 'u.example', 'v.example').mask).toBeCloseTo(10 / 28, 9);
});
