import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildGraph, hostOf } from '../../../analysis/graph.ts';
import { listStrongestTies, listTies } from '../../../analysis/ties-of.ts';
import { buildSnapshot } from '../../golden/world-w1.ts';
import { worlds } from './worlds.ts';

test('the strongest ties are those of all that a picture shows, in their order, and the rest is summed', () => {
  fc.assert(
    fc.property(worlds(), fc.integer({ min: 0, max: 8 }), (world, limit) => {
      const graph = buildGraph(buildSnapshot(world));
      for (let node = 0; node < graph.order; node++) {
        const all = listTies(graph, hostOf(graph, node));
        const { ties, rest } = listStrongestTies(graph, hostOf(graph, node), limit);
        const shown = new Set(ties.map(({ host }) => host));
        const others = all.filter(({ host }) => !shown.has(host));
        expect(ties).toEqual(all.filter(({ host }) => shown.has(host)));
        expect(rest.servers).toBe(others.length);
        expect(rest.weight).toBeCloseTo(
          others.reduce((sum, { weight }) => sum + weight, 0),
          12,
        );
        // What is cut or hidden is never left out, nor is any that weighs more than one that is shown for its weight.
        const open = ties.filter(({ contact }) => contact === 'open');
        for (const { contact, weight } of others) {
          expect(['open', 'dead']).toContain(contact);
          for (const tie of open) expect(tie.weight).toBeGreaterThanOrEqual(weight);
        }
        if (others.length > 0) expect(open.length).toBeLessThanOrEqual(limit);
      }
    }),
    { numRuns: 60 },
  );
});
