import fc from 'fast-check';
import { expect, test } from 'vitest';
import { outerRanks } from '../../../analysis/kernels/outer-ranks.ts';
import { noPartner } from '../../../analysis/kernels/partner-slots.ts';
import { packSets } from '../../../analysis/kernels/peer-sets.ts';
import { nearestBySharedPeers, phiCoefficient } from '../../../analysis/kernels/shared-peers.ts';
import { tiedPairs } from '../../../analysis/tied-pairs.ts';
import { buildSnapshot } from '../../golden/world-w1.ts';
import { graphs, type Pair, toCsr, toPairs } from './graphs.ts';
import { SlowWorld } from './slow-twin.ts';
import { graphOf, worlds } from './worlds.ts';

/** Correlation of two 0/1 columns. */
function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  const covariance = mean(a.map((value, at) => (value - meanA) * (b[at]! - meanB)));
  const spread = (values: readonly number[], centre: number) => mean(values.map((value) => (value - centre) ** 2));
  const product = spread(a, meanA) * spread(b, meanB);
  return product < 1e-12 ? 0 : covariance / Math.sqrt(product);
}

test('φ is the correlation of who is known', () => {
  const sets = fc.array(fc.tuple(fc.boolean(), fc.boolean()), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(sets, (rows) => {
      const a = rows.map(([inA]) => Number(inA));
      const b = rows.map(([, inB]) => Number(inB));
      const count = (keep: (row: [boolean, boolean]) => boolean) => rows.filter(keep).length;
      const phi = phiCoefficient(
        rows.length,
        count(([inA]) => inA),
        count(([, inB]) => inB),
        count(([inA, inB]) => inA && inB),
      );
      expect(phi).toBeCloseTo(correlation(a, b), 9);
    }),
    { seed: 2 },
  );
});

test('the nearest partners agree with comparing every pair of sets', () => {
  fc.assert(
    fc.property(graphs, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 }), ({ order, pairs }, k, step) => {
      const loopless = pairs.filter(([source, target]) => source !== target);
      const ties = toCsr(order, [...loopless, ...loopless.map(([source, target]): Pair => [target, source])]);
      const columns = Array.from({ length: order }, (_, node) => node).filter((node) => node % step === 0);
      const tied = new Set(toPairs(ties).map(String));
      const knows = (node: number) => columns.map((column) => Number(node === column || tied.has(`${node},${column}`)));
      const row = (node: number) => ties.targets.subarray(ties.offsets[node], ties.offsets[node + 1]);
      const sets = packSets({ order, row }, Uint32Array.from(columns));
      const { partners, phi } = nearestBySharedPeers(ties, sets, k);
      for (let node = 0; node < order; node++) {
        const candidates = toPairs(ties)
          .filter(([source]) => source === node)
          .map(([, target]) => ({ target, phi: correlation(knows(node), knows(target)) }))
          .filter((candidate) => candidate.phi > 1e-9);
        const slots = Array.from({ length: k }, (_, slot) => ({
          target: partners[node * k + slot]!,
          phi: phi[node * k + slot]!,
        })).filter(({ target }) => target !== noPartner);
        expect(slots.length).toBe(Math.min(k, candidates.length));
        const best = candidates.map((candidate) => candidate.phi).sort((a, b) => b - a);
        slots.forEach((slot, at) => {
          expect(slot.phi).toBeCloseTo(best[at]!, 9);
          expect(slot.phi).toBeCloseTo(candidates.find(({ target }) => target === slot.target)?.phi ?? -1, 9);
          const previous = slots[at - 1];
          if (previous?.phi === slot.phi) expect(previous.target).toBeLessThan(slot.target);
        });
      }
    }),
    { seed: 3 },
  );
});

test('the pairs tied by what is listed agree with asking both sides of every pair', () => {
  fc.assert(
    fc.property(worlds(), (world) => {
      const slow = new SlowWorld(buildSnapshot(world));
      const nodes = slow.hosts.map((_, node) => node);
      const expected = nodes.flatMap((i) =>
        nodes.filter((j) => j !== i && ['E1', 'E2'].includes(slow.evidence(i, j))).map((j): Pair => [i, j]),
      );
      expect(toPairs(tiedPairs(graphOf(world).ties))).toEqual(expected);
    }),
    { numRuns: 400, seed: 4 },
  );
});

test('ranks near the ends are those of the sorted numbers', () => {
  const numbers = fc.array(fc.oneof(fc.double({ noNaN: true }), fc.integer({ min: -3, max: 3 })), { minLength: 1 });
  fc.assert(
    fc.property(numbers, fc.nat(300), fc.nat(300), (values, a, b) => {
      const [fromBelow, fromAbove] = [a % values.length, b % values.length];
      // Zero has one sign here, as in a share.
      const sorted = values.map((value) => value + 0).sort((x, y) => x - y);
      const { below, above } = outerRanks(
        Float64Array.from(values, (value) => value + 0),
        fromBelow,
        fromAbove,
      );
      expect([below, above]).toEqual([sorted[fromBelow], sorted[sorted.length - 1 - fromAbove]]);
    }),
  );
});
