/** The golden numbers of being blocked, and of being let in again, in the world of impact.test.ts. */
import { expect, test } from 'vitest';
import { assessBlocked } from '../../analysis/blocked.ts';
import { buildGraph, findNode } from '../../analysis/graph.ts';
import { assess } from '../../analysis/impact.ts';
import { expectGain } from '../../analysis/repair-lists.ts';
import { measureShares } from '../../analysis/shares.ts';
import { pullIn, pushOut, standingOf } from '../../analysis/visibility.ts';
import { weighTies } from '../../analysis/weights.ts';
import { resolveDigests } from '../../data/masks.ts';
import { maskMastodon } from '../../data/world/masks.ts';
import { host, type ServerText, type WorldText, worldW1 } from './world-w1.ts';

const x = 'x.example';
const graphOf = (changes: Record<string, ServerText> = {}, rules: WorldText['rules'] = []) =>
  buildGraph(worldW1(changes, rules));

test.each([
  ['G3a: a Mastodon suspend', 'mastodon', 'suspend', 0.15, 0.15],
  ['G3b: a Pleroma reject', 'pleroma', 'reject', 0, 0.15],
  ['G3c: an Akkoma quarantine', 'akkoma', 'quarantine', 0.15, 0],
  ['G3d: a Misskey suspension', 'misskey', 'suspended', 0.15, 0],
])('%s of x by c costs x what its direction says', (_, software, action, lossIn, lossOut) => {
  const blocked = assessBlocked(graphOf({ 'c.example': { software } }, [['c.example', action, x]]), x);
  expect(blocked.by.map(({ source }) => source)).toEqual(['c.example']);
  expect(blocked.by[0]?.costIn).toBeCloseTo(lossIn, 6);
  expect(blocked.by[0]?.costOut).toBeCloseTo(lossOut, 6);
});

test.each([false, true])(
  'G3a: the same as a what-if, whether c demands signed fetches or not: %s',
  (authorizedFetch) => {
    const graph = graphOf({ 'c.example': { mau: 300, authorizedFetch } });
    const impact = assess(graph, { host: x, blockedBy: ['c.example'] });
    expect(impact.lossIn.share).toBeCloseTo(0.15, 6);
    expect(impact.lossOut.share).toBeCloseTo(0.15, 6);
  },
);

test.each([
  [false, 1],
  [true, 0],
  [null, null],
])(
  'G3a: public posts of c, which suspends x and whose demand for signed fetches is %s, can be fetched at x: %s',
  (authorizedFetch, pull) => {
    const graph = graphOf({ 'c.example': { authorizedFetch } }, [['c.example', 'suspend', x]]);
    const standing = standingOf(graph, findNode(graph, x));
    expect(pullIn(graph, standing, findNode(graph, 'c.example'))).toBe(pull);
  },
);

/** What Mastodon publishes in place of two names, and the SHA-256 of each. */
test.each([
  ['x.example', 'x.e****le', '8d70448fc284066dc6342fbaa2e4d02032cc58e81614f961146e1dc693d6ade5'],
  ['social.d.example', 'socia*.*.***mple', 'b817200bd9de228e81c6c9bcfbc4733a1b86feb07b1f80621dc98eb311162824'],
])('G8: %s is masked as %s, and its digest resolves to it', (name, mask, digest) => {
  expect(maskMastodon(name)).toBe(mask);
  expect(resolveDigests(new Set([digest]), [host('a.example'), host(name)])).toEqual(new Map([[digest, name]]));
});

test('G8: a masked name counts when its digest is resolved, and not at all when it is not', () => {
  const resolved = graphOf({}, [['c.example', 'suspend', 'x.e****le', x]]);
  const [by] = assessBlocked(resolved, x).by;
  expect(by?.costIn).toBeCloseTo(0.15, 6);
  expect(by?.costOut).toBeCloseTo(0.15, 6);
  expect(resolved.coverage.maskedUnresolved).toBe(0);
  // Two known names look like this mask.
  const unresolved = graphOf({ 'x.earable': { mau: 0 } }, [['c.example', 'suspend', 'x.e****le']]);
  expect(maskMastodon('x.earable')).toBe('x.e****le');
  expect(assessBlocked(unresolved, x)).toMatchObject({ by: [], reachOut: { share: 1 } });
  expect(unresolved.coverage.maskedUnresolved).toBe(1);
});

/** a and c suspend x, x suspends c: of 2,000 people, the 700 on b and d get what x posts. */
const feud: WorldText['rules'] = [
  ['a.example', 'suspend', x],
  ['c.example', 'suspend', x],
  [x, 'suspend', 'c.example'],
];

test('G11: lifting alone brings back what both sides do not keep cut', () => {
  const blocked = assessBlocked(graphOf({}, feud), x);
  expect(blocked.reachOut.share).toBeCloseTo(700 / 2000, 6);
  const [a, c] = blocked.by;
  expect(a).toMatchObject({ source: 'a.example', needsBoth: false });
  expect(a?.repair).toBeCloseTo(1000 / 700, 6);
  expect(c).toMatchObject({ source: 'c.example', needsBoth: true, repair: 0 });
});

test.each([
  ['a alone', { liftedBy: ['a.example'] }, 1000],
  ['c alone', { liftedBy: ['c.example'] }, 0],
  ['x and c', { lift: ['c.example'], liftedBy: ['c.example'] }, 300],
])('G11: when %s lifts, %j gives back %i of followers, over 700', (_, scenario, people) => {
  const { gain } = assess(graphOf({}, feud), { host: x, ...scenario });
  expect(gain.out.share).toBeCloseTo(people / 700, 6);
});

test('G11: a list that is left brings back what those return who follow it, each as likely as it does', () => {
  const graph = graphOf({}, feud);
  const weights = weighTies(graph, findNode(graph, x));
  const standing = standingOf(graph, findNode(graph, x));
  const today = measureShares(
    graph,
    weights,
    weights.out.map((weight, node) => weight * pushOut(graph, standing, node)),
    'out',
  );
  const gain = expectGain(today, [
    { node: findNode(graph, 'a.example'), weight: 1000, chance: 0.9 },
    { node: findNode(graph, 'c.example'), weight: 0, chance: 0.5 },
  ]);
  expect(gain.share! * 700).toBeCloseTo(900, 6);
  // In one of ten draws it brings back next to nothing.
  expect(gain.low!).toBeLessThan(0.01);
  expect(gain.high).toBeGreaterThan(900 / 700);
  expect(gain.grade).toBe('C');
});
