import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyPlan } from '../../../analysis/change.ts';
import { communitiesOf } from '../../../analysis/communities.ts';
import { compareHosts } from '../../../analysis/compare.ts';
import { buildGraph, hostOf } from '../../../analysis/graph.ts';
import { assessOutage } from '../../../analysis/outage.ts';
import { comparePortability } from '../../../analysis/portability.ts';
import { planScenario } from '../../../analysis/scenario.ts';
import { todayOf } from '../../../analysis/today.ts';
import type { Estimate } from '../../../analysis/types.ts';
import { buildSnapshot } from '../../golden/world-w1.ts';
import { expectClose, noise } from './figures.ts';
import { slowDeclares, slowGone, slowNoneReaches, slowPortable, slowReach } from './slow-compare.ts';
import { blockWord } from './slow-rules.ts';
import { fullBlockOf, worlds } from './worlds.ts';

const expectOrdered = ({ share, low, high }: Estimate) => {
  if (share === null) return expect([low, high]).toEqual([null, null]);
  expect(low).toBeGreaterThanOrEqual(0);
  expect(low).toBeLessThanOrEqual(share);
  expect(high).toBeGreaterThanOrEqual(share);
  expect(high).toBeLessThanOrEqual(1 + noise);
};

test('what is compared agrees with the slow, obvious version', () => {
  fc.assert(
    fc.property(worlds(), (world) => {
      const snapshot = buildSnapshot(world);
      const graph = buildGraph(snapshot);
      const names = snapshot.hosts.map(({ host }) => host);
      const { hosts, differences } = compareHosts(graph, names.slice(0, 3));
      const groups = communitiesOf(graph).list.map(({ nodes }) => nodes.map((node) => hostOf(graph, node)));
      for (const { host, reach, cut, communities, declares } of hosts) {
        const slow = slowReach(snapshot, host, names);
        expectClose([reach.share], [slow.share]);
        expect(reach.people?.value ?? null).toBe(slow.people === null ? null : Math.round(slow.people));
        if (slow.share !== null && cut.share !== null) expectClose([cut.share], [slow.cut]);
        groups.forEach((members, id) => {
          expectClose([communities[id]!.reached.share], [slowReach(snapshot, host, members).share]);
        });
        for (const estimate of [reach, cut, ...communities.map(({ reached }) => reached)]) expectOrdered(estimate);
        expect(declares).toEqual(slowDeclares(snapshot, host));
      }
      expectClose([differences.noneReaches.share], [slowNoneReaches(snapshot, names.slice(0, 3))]);
    }),
    { numRuns: 400, seed: 5 },
  );
});

test('the order in which servers are asked for changes nothing but the order of the answer', () => {
  fc.assert(
    fc.property(worlds(), (world) => {
      const graph = buildGraph(buildSnapshot(world));
      const names = Object.keys(world.servers);
      const [forth, back] = [compareHosts(graph, names), compareHosts(graph, [...names].reverse())];
      expect([...back.hosts].reverse()).toEqual(forth.hosts);
      const { noneReaches } = forth.differences;
      expectClose([back.differences.noneReaches.share], [noneReaches.share]);
    }),
    { numRuns: 100, seed: 6 },
  );
});

test('what an outage takes agrees with the slow, obvious version, and never shrinks with the days', () => {
  fc.assert(
    fc.property(worlds(), (world) => {
      const snapshot = buildSnapshot(world);
      const graph = buildGraph(snapshot);
      snapshot.hosts.forEach(({ host }, node) => {
        const days = [1, 3, 6, 7, 30];
        const { after, firstDay } = assessOutage(graph, node, { days });
        expectClose(
          after.map(({ gone }) => gone.share),
          days.map((day) => slowGone(snapshot, host, day)),
        );
        const known = after.flatMap(({ gone }) => (gone.share === null ? [] : gone.share));
        expect(known).toEqual([...known].sort((a, b) => a - b));
        for (const { days: day, gone } of after)
          if (firstDay !== null && day < firstDay) expect(gone.share ?? 0).toBe(0);
      });
    }),
    { numRuns: 400, seed: 7 },
  );
});

test('who comes along before and after being blocked agrees with the slow, obvious version', () => {
  fc.assert(
    fc.property(worlds(), fc.nat(), fc.nat(), (world, first, second) => {
      const snapshot = buildSnapshot(world);
      const graph = buildGraph(snapshot);
      const names = Object.keys(world.servers);
      const host = names[first % names.length]!;
      const blocker = names[second % names.length]!;
      const blockedBy = blocker === host ? [] : [blocker];
      const scenario = {
        host,
        blockedBy,
        blocklist: [{ target: 'nowhere.example', action: fullBlockOf(world, host) }],
      };
      const plan = planScenario(graph, scenario);
      const sides = comparePortability(graph, todayOf(graph, plan.node), applyPlan(graph, plan));
      const words = (node: number) => [{ text: host, action: blockWord(snapshot.hosts[node]!.software!) }];
      expectClose(
        [sides.before.portable.share, sides.after.portable.share],
        [slowPortable(snapshot, host, [], words), slowPortable(snapshot, host, blockedBy, words)],
      );
      for (const side of [sides.before, sides.after]) {
        const shares = Object.values(side).map(({ share }) => share);
        const whole = shares.reduce<number>((sum, share) => sum + (share ?? 0), 0);
        if (!shares.includes(null)) expectClose([whole], [1]);
      }
    }),
    { numRuns: 600, seed: 8 },
  );
});
