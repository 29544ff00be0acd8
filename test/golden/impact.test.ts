/** The golden numbers of a world small enough to check by hand: five servers around x.example, remote audience 2,000. */
import { expect, test } from 'vitest';
import { assessBlocked } from '../../analysis/blocked.ts';
import { buildGraph, findNode } from '../../analysis/graph.ts';
import { assess } from '../../analysis/impact.ts';
import { expectGain } from '../../analysis/repair-lists.ts';
import { measureShares } from '../../analysis/shares.ts';
import type { Scenario } from '../../analysis/types.ts';
import { pullIn, pushOut, standingOf } from '../../analysis/visibility.ts';
import { weighTies } from '../../analysis/weights.ts';
import type { Snapshot } from '../../data/snapshot/types.ts';
import { type ServerText, worldW1 } from './world-w1.ts';

const x = 'x.example';
const graphOf = (changes: Record<string, ServerText> = {}, rules: Parameters<typeof worldW1>[1] = []) =>
  buildGraph(worldW1(changes, rules));
const ask = (scenario: Omit<Scenario, 'host'>, snapshot: Snapshot = worldW1(), host = x) =>
  assess(buildGraph(snapshot), { host, ...scenario });

test('G1: a suspend cuts a quarter of the follows both ways, and for good', () => {
  const impact = ask({ block: ['b.example'] });
  expect(impact.lossIn.share).toBeCloseTo(0.25, 6);
  expect(impact.lossOut.share).toBeCloseTo(0.25, 6);
  expect(impact.people).toMatchObject({ before: 2000, after: 1500, lost: 500, lostUnsized: 0 });
  expect(impact.irreversible).toBe(true);
});

test('G1: the suspended server loses a sixteenth of its own', () => {
  const impact = ask({ blockedBy: [x] }, worldW1(), 'b.example');
  expect(impact.lossIn.share).toBeCloseTo(0.0625, 6);
  expect(impact.lossOut.share).toBeCloseTo(0.0625, 6);
});

test('G2: a silence cuts nothing and hides a quarter', () => {
  const impact = ask({ limit: ['b.example'] });
  expect(impact.lossIn.share).toBe(0);
  expect(impact.lossOut.share).toBe(0);
  expect(impact.hidden.share).toBeCloseTo(0.25, 6);
  expect(impact.irreversible).toBe(false);
});

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

test('G3a: the same as a what-if', () => {
  const impact = ask({ blockedBy: ['c.example'] });
  expect(impact.lossIn.share).toBeCloseTo(0.15, 6);
  expect(impact.lossOut.share).toBeCloseTo(0.15, 6);
});

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

test('G4: a server that federates only with a loses four ninths', () => {
  const impact = ask({ allowlist: ['a.example'] }, worldW1(), 'c.example');
  expect(impact.lossIn.share).toBeCloseTo(4 / 9, 6);
  expect(impact.lossOut.share).toBeCloseTo(4 / 9, 6);
});

test.each([
  [x, 0.15],
  ['a.example', 0],
])('G4: what %s has lost to the allowlist of c', (host, lost) => {
  const snapshot = worldW1({ 'c.example': { allowlistMode: true, allows: ['a.example'] } });
  // A noop changes nothing: what is lost is lost already.
  const impact = ask({ blocklist: [{ target: 'e.example', action: 'noop' }] }, snapshot, host);
  expect(impact.lossIn.share).toBe(0);
  expect(impact.cumulative.lossIn).toBeCloseTo(lost, 6);
  expect(impact.cumulative.lossOut).toBeCloseTo(lost, 6);
});

test('G6: an imported list counts against today, and in all, and what it repeats', () => {
  const blocklist = ['b.example', 'c.example', 'e.example'].map((target) => ({ target, action: 'suspend' }));
  const impact = ask({ blocklist }, worldW1({}, [[x, 'suspend', 'b.example']]));
  expect(impact.lossIn.share).toBeCloseTo(0.2, 6);
  expect(impact.cumulative.lossIn).toBeCloseTo(0.4, 6);
  expect(impact.entryCounts.already).toBe(1);
  expect(impact.entries.find(({ target }) => target === 'e.example')).toMatchObject({ shareIn: 0, audience: 0 });
  expect(impact.entriesFor90).toBe(1);
});

const subdomains = { 'social.d.example': { mau: 50 }, 'nod.example': { mau: 60 } };

test.each([
  ['mastodon', 'd.example', 25 / 211, 25 / 211],
  ['misskey', 'd.example', 25 / 211, 25 / 211],
  ['gotosocial', 'd.example', 25 / 211, 25 / 211],
  ['akkoma', 'd.example', 25 / 211, 25 / 211],
  ['lemmy', 'd.example', 20 / 211, 20 / 211],
  ['pleroma', 'd.example', 20 / 211, 0],
  ['pleroma', '*.d.example', 25 / 211, 0],
])('G7: on %s a block of %s takes the subdomains with it or not', (software, target, lossIn, lossOut) => {
  const impact = ask({ block: [target] }, worldW1({ ...subdomains, [x]: { mau: 100, software } }));
  expect(impact.lossIn.share).toBeCloseTo(lossIn, 6);
  expect(impact.lossOut.share).toBeCloseTo(lossOut, 6);
  expect(impact.touched.map(({ host }) => host)).not.toContain('nod.example');
});

test('G7x: on Mastodon the longest rule wins', () => {
  const blocklist = [
    { target: 'd.example', action: 'suspend' },
    { target: 'social.d.example', action: 'noop' },
  ];
  expect(ask({ blocklist }, worldW1(subdomains)).lossIn.share).toBeCloseTo(20 / 211, 6);
});

test('G8: a masked name counts when its digest is resolved, and not at all when it is not', () => {
  const resolved = graphOf({}, [['c.example', 'suspend', 'x.e****le', x]]);
  expect(assessBlocked(resolved, x).by[0]?.costOut).toBeCloseTo(0.15, 6);
  const unresolved = graphOf({}, [['c.example', 'suspend', 'x.e****le']]);
  expect(assessBlocked(unresolved, x).by).toEqual([]);
  expect(unresolved.coverage.maskedUnresolved).toBe(1);
});

test('G9: a dead server weighs nothing, in the base as in the loss', () => {
  const snapshot = worldW1({ 'd.example': { liveness: 'dead' } });
  expect(ask({ block: ['b.example'] }, snapshot).lossIn.share).toBeCloseTo(5 / 18, 6);
  const dead = ask({ block: ['d.example'] }, snapshot);
  expect(dead.lossIn.share).toBe(0);
  expect(dead.entries[0]?.status).toBe('dead');
});

test('G11: lifting alone brings back what both sides do not keep cut', () => {
  const blocked = assessBlocked(
    graphOf({}, [
      ['a.example', 'suspend', x],
      ['c.example', 'suspend', x],
      [x, 'suspend', 'c.example'],
    ]),
    x,
  );
  const [a, c] = blocked.by;
  expect(a).toMatchObject({ source: 'a.example', needsBoth: false });
  expect(a?.repair).toBeCloseTo(1000 / 700, 6);
  expect(c).toMatchObject({ source: 'c.example', needsBoth: true, repair: 0 });
});

test('G11: a list that is left brings back what those return who follow it, each as likely as it does', () => {
  const graph = graphOf({}, [
    ['a.example', 'suspend', x],
    ['c.example', 'suspend', x],
    [x, 'suspend', 'c.example'],
  ]);
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

test('G15: published counts are exact, each direction from its own column', () => {
  const counts = {
    'b.example': { followsOut: 30, followsIn: 12 },
    'a.example': { followsOut: 170, followsIn: 48 },
  };
  const impact = ask({ block: ['b.example'] }, worldW1({ [x]: { mau: 100, software: 'misskey', counts } }));
  expect(impact.lossIn).toEqual({ share: 0.15, low: 0.15, high: 0.15, grade: 'A' });
  expect(impact.lossOut).toEqual({ share: 0.2, low: 0.2, high: 0.2, grade: 'A' });
  expect(impact.evidence?.X).toBe(1);
});
