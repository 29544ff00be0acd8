import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loseBoosts } from '../../../analysis/boosts.ts';
import { applyPlan } from '../../../analysis/change.ts';
import { closedBits, cutPairsOf, noneArrive } from '../../../analysis/cut-pairs.ts';
import { followModelOf } from '../../../analysis/follow-model.ts';
import { everyNode, sumFollows, weighMembers } from '../../../analysis/follow-sums.ts';
import type { FollowModel } from '../../../analysis/follows.ts';
import { buildGraph, type Graph } from '../../../analysis/graph.ts';
import { strengthsOf } from '../../../analysis/in-strength.ts';
import { planScenario } from '../../../analysis/scenario.ts';
import { assessSecondOrder } from '../../../analysis/second-order.ts';
import { loseThreads } from '../../../analysis/threads.ts';
import { lookThrough } from '../../../analysis/through-others.ts';
import { evidenceNames } from '../../../analysis/ties.ts';
import { contactOf, standingOf } from '../../../analysis/visibility.ts';
import { weighTies } from '../../../analysis/weights.ts';
import { buildSnapshot, type WorldText } from '../../golden/world-w1.ts';
import { expectClose, noise } from './figures.ts';
import {
  compare,
  exactly,
  type Fraction,
  isZero,
  minus,
  one,
  plus,
  power,
  times,
  toNumber,
  total,
  zero,
} from './fraction.ts';
import { SlowPairs } from './slow-second-order.ts';
import { SlowWorld } from './slow-twin.ts';
import { questions, worlds } from './worlds.ts';

/** A world, a model of follows with factors of all kinds, and some of its servers by their rank. */
interface Case {
  world: WorldText;
  factors: number[];
  picks: number[];
}

const cases = fc.record<Case>({
  world: worlds(),
  // Eighths, so that exact fractions stay short.
  factors: fc.array(
    fc.integer({ min: 1, max: 64 }).map((eighths) => eighths / 8),
    { minLength: 40, maxLength: 40 },
  ),
  picks: fc.array(fc.nat(99), { minLength: 1, maxLength: 4 }),
});

const groupCount = 3;

/** The graph of a case, its model of follows changed to one in which every factor counts. */
function read({ world, factors, picks }: Case): { graph: Graph; slow: SlowPairs; x: number; cut: number[] } {
  const snapshot = buildSnapshot(world);
  const graph = buildGraph(snapshot);
  const plain = followModelOf(graph);
  const factor = (at: number) => factors[at % factors.length]!;
  const model: FollowModel = {
    ...plain,
    reader: plain.reader.map((value, node) => value * factor(node)),
    author: plain.author.map((value, node) => value * factor(node + 9)),
    group: Uint16Array.from(snapshot.hosts, (_, node) => Math.floor(factor(node) * 7) % groupCount),
    groupCount,
    affinity: Float64Array.from({ length: groupCount ** 2 }, (_, at) => factor(at + 18)),
    circle: Int32Array.from(snapshot.hosts, (_, node) => (Math.floor(factor(node + 5) * 7) % 4) - 1),
    kinship: Float64Array.from({ length: 3 }, (_, at) => factor(at + 28)),
    evidence: Float64Array.from(evidenceNames, (_, at) => factor(at + 32)),
  };
  Object.assign(plain, model);
  const [x, ...rest] = picks.map((pick) => pick % graph.order);
  const cut = [...new Set(rest)].filter((node) => node !== x).sort((a, b) => a - b);
  return { graph, slow: new SlowPairs(new SlowWorld(snapshot), model), x: x!, cut };
}

const relative = (got: ArrayLike<number>, exact: readonly Fraction[]) => {
  const expected = exact.map(toNumber);
  const far = expected.filter((value, at) => Math.abs(got[at]! - value) > noise * Math.max(1, Math.abs(value)));
  expect({ far, got: Array.from(got), expected }).toEqual({ far: [], got: Array.from(got), expected });
};

test('the pairs cut today, with allowlist modes, are those the contact of each server names', () => {
  fc.assert(
    fc.property(worlds(), (world) => {
      const graph = buildGraph(buildSnapshot(world));
      const { offsets, targets, bits } = cutPairsOf(graph);
      for (let i = 0; i < graph.order; i++) {
        const contact = contactOf(graph, standingOf(graph, i));
        const row = new Map<number, number>();
        for (let at = offsets[i]!; at < offsets[i + 1]!; at++) row.set(targets[at]!, bits[at]!);
        expect([...row.keys()]).toEqual([...row.keys()].sort((a, b) => a - b));
        for (let j = 0; j < graph.order; j++) {
          const live = i !== j && graph.live[i] === 1 && graph.live[j] === 1;
          const cut = (row.get(j) ?? 0) | closedBits(graph, i, j);
          expect(live && (cut & noneArrive) === 0).toBe(contact.in[j] === 1);
          expect(live && (cut & ~noneArrive) === 0).toBe(contact.out[j] === 1);
        }
      }
    }),
    { numRuns: 500, seed: 1 },
  );
});

test('the sums of readers and sources agree with asking every pair', () => {
  fc.assert(
    fc.property(cases, (given) => {
      const { graph, slow, cut } = read(given);
      const whole = strengthsOf(graph);
      relative(
        whole.readers,
        slow.nodes.map((r) => slow.readers(r)),
      );
      relative(
        whole.sources,
        slow.nodes.map((r) => slow.sources(r)),
      );
      const some = sumFollows(graph, cut);
      relative(
        some.readers,
        slow.nodes.map((r) => slow.readers(r, cut)),
      );
      relative(
        some.sources,
        slow.nodes.map((r) => slow.sources(r, cut)),
      );
    }),
    { numRuns: 500, seed: 2 },
  );
});

test('what members are to weighed servers agrees with asking every pair', () => {
  fc.assert(
    fc.property(cases, (given) => {
      const { graph, slow, cut } = read(given);
      const weight = {
        readers: Float64Array.from(slow.nodes, (node) => given.factors[node]!),
        sources: Float64Array.from(slow.nodes, (node) => given.factors[node + 20]!),
      };
      const got = weighMembers(graph, cut, weight);
      const weighed = (counts: boolean, value: number, follows: Fraction) =>
        counts ? times(exactly(value), follows) : zero;
      relative(
        got.readers,
        cut.map((k) =>
          total(slow.nodes.map((r) => weighed(slow.mutual(k, r), weight.readers[r]!, slow.follows(k, r)))),
        ),
      );
      relative(
        got.sources,
        cut.map((k) =>
          total(slow.nodes.map((r) => weighed(slow.arrives(r, k), weight.sources[r]!, slow.follows(r, k)))),
        ),
      );
    }),
    { numRuns: 500, seed: 3 },
  );
});

test('P8: what all servers read is what all servers are read', () => {
  fc.assert(
    fc.property(cases, (given) => {
      const { graph } = read(given);
      const nodes = everyNode(graph.order);
      const ones = new Float64Array(graph.order).fill(1);
      const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
      const reads = sum(strengthsOf(graph).sources);
      const isRead = sum(weighMembers(graph, nodes, { readers: ones, sources: ones }).sources);
      expect(Math.abs(reads - isRead)).toBeLessThanOrEqual(1e-9 * Math.max(1, reads));
    }),
    { numRuns: 500, seed: 4 },
  );
});

test('P20: lost threads, holes and boosts are asked for the whole set anew, and agree with the formulas for it', () => {
  fc.assert(
    fc.property(cases, (given) => {
      const { graph, slow, x, cut } = read(given);
      const weights = weighTies(graph, x);
      const through = lookThrough(graph, weights, contactOf(graph, standingOf(graph, x)), cut);
      const { replies, boosts } = slow.passed(cut);
      const hole = (length: number) => (r: number) => minus(one, power(minus(one, replies(r)), length));
      const expected = [replies, hole(3), hole(10), boosts].map((part) => slow.through(x, cut, part));
      if (through === null) {
        expect(expected).toEqual([null, null, null, null]);
        return;
      }
      const { missing, holes } = loseThreads(through);
      const got = [missing, ...holes.map(({ chance }) => chance), loseBoosts(through).missing];
      got.forEach(({ share, low, high, grade }, at) => {
        const unsized = cut.some((node) => Number.isNaN(graph.audience.people[node]!) && graph.live[node] === 1);
        const exact = expected[at]!;
        expect(share === null).toBe(isZero(exact) && unsized);
        if (share === null) return;
        expectClose([share], [toNumber(exact)]);
        expect([0, low, share, high, 1]).toEqual([0, low, share, high, 1].sort((a, b) => a! - b!));
        expect(['C', 'D']).toContain(grade);
      });
    }),
    { numRuns: 500, seed: 5 },
  );
});

test('P20: what threads lose to two sets together may be less or more than the sum', () => {
  const signs = new Set<number>();
  fc.assert(
    fc.property(cases, (given) => {
      const { graph, slow, x, cut } = read(given);
      fc.pre(cut.length >= 2);
      const weights = weighTies(graph, x);
      const contact = contactOf(graph, standingOf(graph, x));
      const sets = [cut, cut.slice(0, 1), cut.slice(1)];
      const lost = sets.map((servers) => {
        const through = lookThrough(graph, weights, contact, servers);
        return through === null ? null : loseThreads(through).missing.share;
      });
      fc.pre(lost.every((share) => share !== null));
      const [whole, one, rest] = sets.map((servers) => slow.through(x, servers, slow.passed(servers).replies)!);
      const more = minus(whole!, plus(one!, rest!));
      expectClose([lost[0]! - lost[1]! - lost[2]!], [toNumber(more)]);
      signs.add(compare(more, zero));
    }),
    { numRuns: 200, seed: 7 },
  );
  expect(signs).toEqual(new Set([-1, 0, 1]));
});

test('P15: every question has an answer whose shares lie in 0-1 within their bounds; nothing cut is nothing lost', () => {
  fc.assert(
    fc.property(questions(), ({ world, scenario: { threshold: _, except: __, ...scenario } }) => {
      const graph = buildGraph(buildSnapshot(world));
      const plan = planScenario(graph, scenario);
      const change = applyPlan(graph, plan);
      const answer = assessSecondOrder(graph, plan, change, weighTies(graph, plan.node));
      const { threads, holes, boosts, leaks, connectivity } = answer;
      const through = [threads, boosts, ...holes.map(({ chance }) => chance)];
      for (const { share, low, high } of [...through, ...leaks.map((leak) => leak.boosts)]) {
        if (share !== null) expect([0, low, share, high, 1]).toEqual([0, low, share, high, 1].sort((a, b) => a! - b!));
        else expect([low, high]).toEqual([null, null]);
      }
      const stops = change.contactBefore.in.some((before, node) => before > change.contactAfter.in[node]!);
      if (!stops) for (const { share } of through) expect(share ?? 0).toBe(0);
      const { before, after, largest } = connectivity;
      for (const share of [before, after, largest]) {
        expect(share ?? 0).toBeGreaterThanOrEqual(0);
        expect(share ?? 0).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 500, seed: 6 },
  );
});
