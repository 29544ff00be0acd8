/** Servers side by side, on worlds small enough to check by hand. */
import { expect, test } from 'vitest';
import { assessBlocked } from '../../../analysis/blocked.ts';
import { listDifferences } from '../../../analysis/community-differences.ts';
import { compareHosts, mostHosts } from '../../../analysis/compare.ts';
import type { ComparedHost } from '../../../analysis/comparison.ts';
import { buildGraph } from '../../../analysis/graph.ts';
import { UserError } from '../../../data/errors.ts';
import { buildSnapshot, type ServerText, type WorldText, worldW1 } from '../../golden/world-w1.ts';

const compare = (names: string[], changes: Record<string, ServerText> = {}, rules: WorldText['rules'] = []) =>
  compareHosts(buildGraph(worldW1(changes, rules)), names);
const [x, b] = ['x.example', 'b.example'];

test('reach is of the people elsewhere, both ways, and each server leaves out its own', () => {
  const { hosts } = compare([x, b], {}, [[x, 'suspend', 'a.example']]);
  expect(hosts.map(({ host }) => host)).toEqual([x, b]);
  expect(hosts[0]?.reach).toMatchObject({ share: 0.5, people: { value: 1000 }, unsized: 0 });
  expect(hosts[0]?.cut).toMatchObject({ share: 0.5, people: { value: 1000 } });
  expect(hosts[1]?.reach).toMatchObject({ share: 1, low: 1, high: 1, people: { value: 1600 } });
  expect(hosts[1]?.cut).toMatchObject({ share: 0, high: 0 });
});

test('a reject of Pleroma, which goes one way, ends two-way reach', () => {
  const { hosts } = compare([x, b], { 'c.example': { mau: 300, software: 'pleroma' } }, [['c.example', 'reject', x]]);
  expect(hosts[0]?.reach.share).toBeCloseTo(0.85, 6);
});

test('who is neither in reach nor cut was never met', () => {
  const peers = ['a.example', 'b.example', 'd.example', 'e.example'];
  const { hosts } = compare([x, b], { [x]: { mau: 100, peers } });
  expect(hosts[0]?.reach.share).toBeCloseTo(0.85, 6);
  expect(hosts[0]?.cut.share).toBe(0);
});

test('whom none reaches are people on other servers than those compared', () => {
  const { differences } = compare([x, b], {}, [
    [x, 'suspend', 'a.example'],
    [b, 'suspend', 'a.example'],
    [x, 'suspend', 'c.example'],
  ]);
  // a is in reach of neither, c of b alone; d and e of both.
  expect(differences.noneReaches).toMatchObject({ share: 1000 / 1500, people: { value: 1000 } });
});

test('published lists count as they do for who is blocked, and no list is not an empty list', () => {
  const rules: WorldText['rules'] = [
    ['a.example', 'suspend', x],
    ['c.example', 'suspend', x],
    ['d.example', 'silence', x],
    [x, 'suspend', 'e.example'],
    [x, 'silence', 'nowhere.example'],
    [x, 'noop', 'd.example'],
  ];
  const { hosts } = compare([x, b], { [b]: { mau: 500, blocksDisclosure: 'withheld' } }, rules);
  const blocked = assessBlocked(buildGraph(worldW1({}, rules)), x);
  expect(hosts[0]?.blocksAgainst).toEqual({ cut: 2, hide: 1, ofPublished: 4 });
  expect(blocked).toMatchObject({ by: { length: 2 }, limitedBy: { length: 1 } });
  expect(hosts[0]).toMatchObject({ blockList: 'published', declares: { cut: 1, hide: 1 } });
  expect(hosts[1]).toMatchObject({ blockList: 'withheld', declares: null });
});

test('of a server that did not answer nothing is known, and it is said', () => {
  const { hosts, differences, sentences } = compare([x, b], { [b]: { mau: 500, liveness: 'dead' } });
  expect(hosts[1]).toMatchObject({ liveness: 'dead', reach: { share: null, people: null }, cut: { share: null } });
  expect(differences.noneReaches.share).toBeNull();
  expect(sentences[0]).toMatch(/^b\.example did not answer/);
});

test('sizes are never exact, so neither is reach, though the ties are counted', () => {
  const counts = { 'a.example': { followsOut: 3, followsIn: 2 } };
  const { hosts } = compare([x, b], { [x]: { mau: 100, software: 'misskey', counts } });
  expect(hosts[0]?.reach).toMatchObject({ share: 0.5, grade: 'B' });
});

/** Two communities that only know their own, and two servers: p knows both, q knows one. */
function divided() {
  const names = (letter: string) => Array.from({ length: 8 }, (_, number) => `${letter}${number}.${letter}.example`);
  const [left, right] = [names('l'), names('r')];
  const servers: Record<string, ServerText> = {};
  for (const group of [left, right]) {
    for (const name of group) {
      const others = group.filter((other) => other !== name);
      const knowsQ = group === left ? ['q.example'] : [];
      servers[name] = { mau: 100, language: group === left ? 'en' : 'ja', peers: [...others, 'p.example', ...knowsQ] };
    }
  }
  servers['p.example'] = { mau: 50, peers: [...left, ...right, 'q.example'] };
  servers['q.example'] = { mau: 50, peers: [...left, 'p.example'] };
  return buildGraph(buildSnapshot({ servers }));
}

test('where servers differ is told by community, with who reaches it most and least', () => {
  const { hosts, differences, sentences } = compareHosts(divided(), ['q.example', 'p.example']);
  expect(differences.communities.length).toBe(1);
  const [difference] = differences.communities;
  expect(difference).toMatchObject({
    most: { host: 'p.example' },
    least: { host: 'q.example', reached: { share: 0 } },
  });
  expect(difference?.most.reached.share).toBe(1);
  expect(difference?.name).toMatch(/\.r\.example.*\(ja\)$/);
  const [q, p] = hosts;
  expect(p!.effectiveCommunities!.value).toBeGreaterThan(1.9);
  expect(q!.effectiveCommunities!.value).toBeLessThan(1.1);
  expect(sentences.find((sentence) => sentence.startsWith('They differ most'))).toMatch(
    /r\.example.*: 100 % \(C\) from p\.example, none from q\.example\.$/,
  );
});

test('a difference that the intervals leave open is none, and neither is one below a point', () => {
  const graph = divided();
  const { hosts } = compareHosts(graph, ['q.example', 'p.example']);
  const [q, p] = hosts as [ComparedHost, ComparedHost];
  const reaches = (compared: ComparedHost, share: number, low: number, high: number): ComparedHost => {
    const communities = compared.communities.map((one) => ({
      ...one,
      reached: { share, low, high, grade: 'B' as const },
    }));
    return { ...compared, communities };
  };
  const differ = (a: ComparedHost, b: ComparedHost) => listDifferences(graph, [a, b]).length;
  expect(differ(reaches(q, 0.4, 0.3, 0.5), reaches(p, 0.6, 0.45, 0.7))).toBe(0);
  expect(differ(reaches(q, 0.4, 0.3, 0.44), reaches(p, 0.6, 0.45, 0.7))).toBe(2);
  expect(differ(reaches(q, 0.4, 0.4, 0.4), reaches(p, 0.405, 0.405, 0.405))).toBe(0);
  const [widest] = listDifferences(graph, [reaches(q, 0.4, 0.3, 0.44), reaches(p, 0.6, 0.45, 0.7)]);
  expect(widest).toMatchObject({ people: 180, most: { host: 'p.example' }, least: { host: 'q.example' } });
});

test('servers that reach the same are told to differ nowhere', () => {
  const { differences, sentences } = compare([x, b]);
  expect(differences.communities).toEqual([]);
  expect(sentences).toContain('In no community do they differ by more than the estimates leave open.');
});

test.each([
  [[x], /got 1/],
  [[x, 'X.Example'], /got 1/],
  [[], /got 0/],
  [Array.from({ length: mostHosts + 1 }, (_, at) => `s${at}.example`), /2 to 10 different servers, got 11/],
  [[x, 'nowhere.example'], /not seen/],
  [[x, 'no host'], /no host name/],
])('%j cannot be compared, and it is said why', (names, message) => {
  const servers = Object.fromEntries(Array.from({ length: 11 }, (_, at) => [`s${at}.example`, { mau: 1 }]));
  expect(() => compare(names, servers)).toThrow(UserError);
  expect(() => compare(names, servers)).toThrow(message);
});
