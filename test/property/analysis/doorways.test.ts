import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findDoorways } from '../../../analysis/doorways.ts';
import { followModelOf } from '../../../analysis/follow-model.ts';
import { buildGraph, hostOf } from '../../../analysis/graph.ts';
import { contactOf, standingOf } from '../../../analysis/visibility.ts';
import { weighTies } from '../../../analysis/weights.ts';
import { buildSnapshot } from '../../golden/world-w1.ts';
import { noise } from './figures.ts';
import { times, toNumber, total } from './fraction.ts';
import { ratio, SlowPairs } from './slow-second-order.ts';
import { SlowWorld } from './slow-twin.ts';
import { worlds } from './worlds.ts';

test('servers met through those cut alone, or mostly, agree with following every path of two steps', () => {
  fc.assert(
    fc.property(worlds({ fewest: 5 }), fc.array(fc.nat(99), { minLength: 2, maxLength: 4 }), (world, picks) => {
      const snapshot = buildSnapshot(world);
      const graph = buildGraph(snapshot);
      const slow = new SlowPairs(new SlowWorld(snapshot), followModelOf(graph));
      const [x, ...rest] = picks.map((pick) => pick % graph.order);
      const cut = [...new Set(rest)].filter((node) => node !== x).sort((a, b) => a - b);
      const weights = weighTies(graph, x!);
      const contact = contactOf(graph, standingOf(graph, x!));

      const listed = (i: number, j: number) => ['E1', 'E2'].includes(slow.world.evidence(i, j));
      const doors = slow.nodes.filter((r) => weights.mask[r] === 1 && slow.arrives(x!, r));
      const origins = slow.nodes.filter(
        (j) => j !== x && weights.mask[j] === 0 && slow.arrives(x!, j) && !cut.includes(j),
      );
      const doorsOf = (j: number) => doors.filter((r) => listed(r, j) && slow.arrives(r, j));
      const passed = (j: number, through: readonly number[]) =>
        total(through.map((r) => times(slow.reads(x!, r), ratio(slow.follows(r, j), slow.sources(r)))));
      const only = origins.filter((j) => doorsOf(j).length > 0 && doorsOf(j).every((r) => cut.includes(r)));
      const mostly = origins.filter((j) => {
        const all = passed(j, doorsOf(j));
        const closed = doorsOf(j).filter((r) => cut.includes(r));
        const share = toNumber(ratio(passed(j, closed), all));
        fc.pre(Math.abs(share - 0.8) > noise);
        return share > 0.8;
      });

      const sum = (nodes: readonly number[]) => ({
        servers: nodes.length,
        people: Math.round(nodes.reduce((total, node) => total + (slow.world.people[node] ?? 0), 0)),
        unsized: nodes.filter((node) => slow.world.people[node] === null).length,
      });
      // Without doors tried first, the rows of all doors or of all origins are walked.
      for (const tries of [undefined, 0]) {
        const found = findDoorways(graph, weights, contact, cut, undefined, tries);
        expect(found?.only).toEqual(sum(only));
        const { top, ...met } = found!.mostly;
        expect(met).toEqual(sum(mostly));
        const people = (node: number) => slow.world.people[node]!;
        const ranked = [...mostly].sort((a, b) => people(b) - people(a) || a - b);
        expect(top).toEqual(ranked.map((node) => hostOf(graph, node)));
      }
    }),
    { numRuns: 600, seed: 1 },
  );
});
