import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assessBlocked } from '../../../analysis/blocked.ts';
import { buildGraph, findNode } from '../../../analysis/graph.ts';
import { assess } from '../../../analysis/impact.ts';
import { evidenceNames } from '../../../analysis/ties.ts';
import type { Impact } from '../../../analysis/types.ts';
import { weighTies } from '../../../analysis/weights.ts';
import { buildSnapshot } from '../../golden/world-w1.ts';
import { expectClose, noise, shares } from './figures.ts';
import { toNumber } from './fraction.ts';
import { slowAssess } from './slow-assess.ts';
import { slowBlocked } from './slow-blocked.ts';
import { SlowWorld } from './slow-twin.ts';
import { questions, worlds } from './worlds.ts';

type SlowPeople = ReturnType<typeof slowAssess>['people'];
type Row = { target: string; action: string; shareIn: number | null; shareOut: number | null };

/** One target may be acted on from both sides by the same word: the shares tell those entries apart. */
const keyOf = ({ target, action, shareIn, shareOut }: Row) =>
  [target, action, shareIn?.toFixed(9), shareOut?.toFixed(9)].join(' ');
const byName = (a: Row, b: Row) => (keyOf(a) < keyOf(b) ? -1 : 1);

/** Whole people: what lies halfway between two numbers may be told as either. */
function expectPeople({ before, after, lost, lostUnsized }: Impact['people'], slow: SlowPeople): void {
  const kept = before === null || lost === null ? null : before - lost;
  const said = [before, kept, after];
  const exact = [slow.before, slow.kept, slow.after];
  const far = said.filter((value, at) => {
    const other = exact[at] ?? null;
    return value === null || other === null
      ? value !== other
      : !Number.isInteger(value) || Math.abs(value - other) > 0.5 + noise;
  });
  expect({ far, said, exact, lostUnsized }).toEqual({ far: [], said, exact, lostUnsized: slow.lostUnsized });
}

test('assess agrees with the slow, obvious version', () => {
  fc.assert(
    fc.property(questions(), ({ world, scenario }) => {
      const snapshot = buildSnapshot(world);
      const impact = assess(buildGraph(snapshot), scenario);
      const slow = slowAssess(snapshot, scenario);
      expectClose(
        [...shares(impact), impact.cumulative.lossIn, impact.cumulative.lossOut],
        [slow.lossIn, slow.lossOut, slow.hidden, slow.cumulativeIn, slow.cumulativeOut],
      );
      expectPeople(impact.people, slow.people);
      expect(impact.irreversible).toBe(slow.irreversible);
      const { gain, limitInstead, cumulative } = impact;
      expectClose([gain.in.share, gain.out.share, gain.shown.share], [slow.gain.in, slow.gain.out, slow.gain.shown]);
      expect(gain).toMatchObject({ needsBoth: slow.gain.needsBoth, follows: slow.gain.follows });
      expect(limitInstead === null).toBe(slow.limitInstead === null);
      if (limitInstead !== null) expectClose(shares({ ...impact, ...limitInstead }), slow.limitInstead!);
      expect({ tied: impact.tied, lists: impact.lists }).toEqual({ tied: slow.tied, lists: slow.lists });
      for (const [estimate, share] of [
        [cumulative.estimateIn, cumulative.lossIn],
        [cumulative.estimateOut, cumulative.lossOut],
      ] as const) {
        if (estimate.share !== null) expectClose([estimate.share], [share]);
        else expect([0, null]).toContain(share);
      }
      expect(impact.touched.map(({ host, status, direction }) => ({ host, status, direction }))).toEqual(slow.touched);
      const entries = impact.entries.filter(({ action }) => action !== 'allow').sort(byName);
      const expected = [...slow.entries].sort(byName);
      const plain = ({ target, action, status, hosts }: (typeof expected)[number]) => ({
        target,
        action,
        status,
        hosts,
      });
      expect(entries.map(plain)).toEqual(expected.map(plain));
      const alone = (rows: readonly { shareIn: number | null; shareOut: number | null }[]) =>
        rows.flatMap(({ shareIn, shareOut }) => [shareIn, shareOut]);
      expectClose(alone(entries), alone(expected));
    }),
    { numRuns: 1000, seed: 1 },
  );
});

test('assessBlocked agrees with the slow, obvious version', () => {
  fc.assert(
    fc.property(worlds(), fc.boolean(), (world, visited) => {
      const snapshot = buildSnapshot(world);
      const graph = buildGraph(snapshot);
      for (const { host } of snapshot.hosts) {
        const among = visited ? { among: 'visited' as const } : {};
        const blocked = assessBlocked(graph, host, among);
        const slow = slowBlocked(snapshot, host, among.among);
        const by = [...blocked.by].sort((a, b) => (a.source < b.source ? -1 : 1));
        type Said = Pick<(typeof slow.by)[number], 'source' | 'automatic' | 'needsBoth' | 'irreversible'>;
        const said = ({ source, automatic, needsBoth, irreversible }: Said) => [
          source,
          automatic,
          needsBoth,
          irreversible,
        ];
        expect(by.map(said)).toEqual(slow.by.map(said));
        const costs = (rows: readonly { costIn: number | null; costOut: number | null; repair: number | null }[]) =>
          rows.flatMap(({ costIn, costOut, repair }) => [costIn, costOut, repair]);
        expectClose(costs(by), costs(slow.by));
        expectClose([blocked.reachOut.share], [slow.reachOut]);
        expect(blocked.limitedBy.map(({ source }) => source).sort()).toEqual(slow.limitedBy);
        expect(blocked.cutNow).toMatchObject(slow.cutNow);
      }
    }),
    { numRuns: 400, seed: 2 },
  );
});

test('the weights, masks and evidence of every pair are those of the slow, obvious version', () => {
  fc.assert(
    fc.property(worlds(), (world) => {
      const snapshot = buildSnapshot(world);
      const graph = buildGraph(snapshot);
      const slow = new SlowWorld(snapshot);
      for (const { host } of snapshot.hosts) {
        const node = findNode(graph, host);
        const weights = weighTies(graph, node);
        for (let other = 0; other < graph.order; other++) {
          if (other === node) continue;
          expect(weights.in[other]).toBeCloseTo(toNumber(slow.weight(node, other, 'in')), 9);
          expect(weights.out[other]).toBeCloseTo(toNumber(slow.weight(node, other, 'out')), 9);
          if (weights.exact) continue;
          expect(weights.mask[other]).toBeCloseTo(toNumber(slow.mask(node, other)), 12);
          expect(evidenceNames[weights.evidence[other]!]).toBe(slow.evidence(node, other));
        }
      }
    }),
    { numRuns: 400, seed: 3 },
  );
});
