/** The golden numbers of a world small enough to check by hand: five servers around x.example, remote audience 2,000. */
import { expect, test } from 'vitest';
import { buildGraph } from '../../analysis/graph.ts';
import { assess } from '../../analysis/impact.ts';
import type { Scenario } from '../../analysis/types.ts';
import type { Snapshot } from '../../data/snapshot/types.ts';
import { worldW1 } from './world-w1.ts';

const x = 'x.example';
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

test('G5: a demand for signed fetches takes nothing of what is pushed', () => {
  for (const authorizedFetch of [false, true]) {
    const { lossIn, lossOut, people } = ask({ block: ['b.example'] }, worldW1({ [x]: { mau: 100, authorizedFetch } }));
    expect(lossIn.share).toBeCloseTo(0.25, 6);
    expect(lossOut.share).toBeCloseTo(0.25, 6);
    expect(people).toMatchObject({ before: 2000, after: 1500 });
  }
});

test('G6: an imported list counts against today, and in all, and what it repeats', () => {
  const blocklist = ['b.example', 'c.example', 'e.example'].map((target) => ({ target, action: 'suspend' }));
  const impact = ask({ blocklist }, worldW1({}, [[x, 'suspend', 'b.example']]));
  expect(impact.people).toMatchObject({ before: 1500, after: 1200, lost: 300 });
  expect(impact.lossIn.share).toBeCloseTo(0.2, 6);
  expect(impact.lossOut.share).toBeCloseTo(0.2, 6);
  expect(impact.cumulative.lossIn).toBeCloseTo(0.4, 6);
  expect(impact.cumulative.lossOut).toBeCloseTo(0.4, 6);
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
  const { lossIn, lossOut } = ask({ blocklist }, worldW1(subdomains));
  expect(lossIn.share).toBeCloseTo(20 / 211, 6);
  expect(lossOut.share).toBeCloseTo(20 / 211, 6);
});

test('G9: a dead server weighs nothing, in the base as in the loss', () => {
  const snapshot = worldW1({ 'd.example': { liveness: 'dead' } });
  const { lossIn, lossOut, people } = ask({ block: ['b.example'] }, snapshot);
  expect(lossIn.share).toBeCloseTo(5 / 18, 6);
  expect(lossOut.share).toBeCloseTo(5 / 18, 6);
  expect(people).toMatchObject({ before: 1800, after: 1300 });
  const dead = ask({ block: ['d.example'] }, snapshot);
  expect([dead.lossIn.share, dead.lossOut.share]).toEqual([0, 0]);
  expect(dead.entries[0]?.status).toBe('dead');
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
