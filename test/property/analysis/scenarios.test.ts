/** What must hold between answers to scenarios that lift, import or do the milder thing, whatever the world. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assess } from '../../../analysis/impact.ts';
import type { Impact } from '../../../analysis/types.ts';
import type { WorldText } from '../../golden/world-w1.ts';
import { expectClose, losses, noise } from './figures.ts';
import {
  ask,
  changeNothing,
  choices,
  fullBlockOf,
  graphOf,
  questions,
  scenarios,
  withoutLimit,
  worlds,
} from './worlds.ts';

const numRuns = 100;
const counted = { counted: true, openLists: true, special: false };

const after = ({ cumulative }: Impact) => [cumulative.lossIn, cumulative.lossOut];
/** All but the echo of the question and its sentences. */
const figures = ({ scenario: _, sentences: __, ...rest }: Impact) => rest;

/** The world without what this server declares. */
function withoutRulesOf({ servers, rules = [] }: WorldText, host: string): WorldText {
  return { servers, rules: rules.filter(([source]) => source !== host) };
}

test('P13: a block that is lifted again leaves the reach that was, and deleted follows are told', () => {
  fc.assert(
    fc.property(choices(counted), ({ world, host, first }) => {
      const free = withoutRulesOf(world, host);
      const rules = first.map((target): [string, string, string] => [host, fullBlockOf(world, host), target]);
      const lifted = ask({ ...free, rules: [...(free.rules ?? []), ...rules] }, { host, lift: first });
      const before = ask(free, changeNothing(host));
      fc.pre(after(lifted)[0] !== null);
      expectClose(after(lifted), after(before));
      if (lifted.people.before !== null) expect(lifted.people.after).toBe(before.people.before);
      expect(losses(lifted)).toEqual([0, 0]);
      const severs = ['mastodon', 'gotosocial'].includes(world.servers[host]!.software!);
      if (severs && lifted.touched.length > 0) expect(lifted.gain.follows).toBe('deleted');
    }),
    { numRuns, seed: 1 },
  );
});

test('P19: what works today, less the loss and with the gain, is what works after', () => {
  fc.assert(
    fc.property(questions({ counted: true, openLists: true }), ({ world, scenario }) => {
      // On Mastodon a rule on the host's own name would count for what is below it.
      fc.pre(!Object.keys(world.servers).some((name) => name.endsWith(`.${scenario.host}`)));
      const [today, impact] = [ask(world, changeNothing(scenario.host)), ask(world, scenario)];
      for (const direction of ['in', 'out'] as const) {
        const loss = (direction === 'in' ? impact.lossIn : impact.lossOut).share;
        const gain = impact.gain[direction].share;
        const [cutBefore, cutAfter] = [
          after(today)[Number(direction === 'out')],
          after(impact)[Number(direction === 'out')],
        ];
        if (loss === null || gain === null || cutBefore == null || cutAfter == null || cutBefore === 1) continue;
        expect(1 - cutAfter).toBeCloseTo((1 - cutBefore) * (1 - loss + gain), 6);
      }
    }),
    { numRuns: 250, seed: 2 },
  );
});

test('a lift takes nothing, and where the host has no rule it changes nothing', () => {
  fc.assert(
    fc.property(choices(), ({ world, host, first }) => {
      const free = withoutRulesOf(world, host);
      const impact = ask(free, { host, lift: first });
      expect(losses(impact)).toEqual([0, 0]);
      expect(impact.touched).toEqual([]);
      for (const estimate of [impact.gain.in, impact.gain.out]) expect([0, null]).toContain(estimate.share);
      expect(impact.entries.filter(({ status }) => !['kept', 'dead', 'unknown'].includes(status))).toEqual([]);
    }),
    { numRuns, seed: 3 },
  );
});

test('where both sides lift, no server needs the other any more', () => {
  fc.assert(
    fc.property(choices({ special: false }), ({ world, host, first }) => {
      const servers = Object.keys(world.servers).filter((name) => name !== host);
      const alone = ask(world, { host, lift: servers });
      const both = ask(world, { host, lift: servers, liftedBy: servers });
      expect(both.gain.needsBoth).toBe(0);
      expect(both.touched.length).toBeGreaterThanOrEqual(alone.touched.length);
      const cut = ask(world, {
        host,
        lift: servers,
        liftedBy: servers,
        block: first.filter((name) => name.startsWith('*')),
      });
      expect(both.people.after ?? 0).toBeGreaterThanOrEqual(cut.people.after ?? 0);
    }),
    { numRuns, seed: 4 },
  );
});

test('P10: a limit in place of every block loses no more, and is what asking for limits answers', () => {
  fc.assert(
    fc.property(choices(), ({ world, host, first }) => {
      const impact = ask(world, { host, block: first });
      const milder = impact.limitInstead;
      expect(milder === null).toBe(withoutLimit.has(world.servers[host]!.software!));
      if (milder === null) return;
      expect(milder.lossIn.share ?? 0).toBeLessThanOrEqual((impact.lossIn.share ?? 1) + noise);
      expect(milder.lossOut.share ?? 0).toBeLessThanOrEqual((impact.lossOut.share ?? 1) + noise);
      const limited = ask(world, { host, limit: first });
      expect(limited.limitInstead).toBeNull();
      expect([milder.lossIn, milder.lossOut, milder.hidden]).toEqual([limited.lossIn, limited.lossOut, limited.hidden]);
    }),
    { numRuns, seed: 5 },
  );
});

test('actions with the word of a full block are blocks', () => {
  fc.assert(
    fc.property(choices(), ({ world, host, first }) => {
      const actions = first.map((target) => ({ target, action: fullBlockOf(world, host) }));
      expect(figures(ask(world, { host, actions }))).toEqual(figures(ask(world, { host, block: first })));
    }),
    { numRuns, seed: 6 },
  );
});

test('lists of full blocks, each entry taken, are the block of all their names, and a higher threshold takes no more', () => {
  fc.assert(
    fc.property(choices({ counted: true }), ({ world, host, first, second }) => {
      const listed = (names: string[]) => names.map((target) => ({ target, action: fullBlockOf(world, host) }));
      const lists = [first, second].map((names, at) => ({ name: `list ${at}`, entries: listed(names) }));
      const all = ask(world, { host, lists });
      const { lists: _, tied: __, ...rest } = figures(ask(world, { host, block: [...first, ...second] }));
      expect(figures(all)).toMatchObject(rest);
      if (!first.some((name) => second.includes(name))) return;
      const agreed = ask(world, { host, lists, threshold: 2 });
      losses(agreed).forEach((loss, at) => {
        expect(loss).toBeLessThanOrEqual(losses(all)[at]! + noise);
      });
    }),
    { numRuns, seed: 7 },
  );
});

test('what is excepted from an import is not touched by it', () => {
  fc.assert(
    fc.property(choices(), ({ world, host, first, second }) => {
      const except = second.filter((name) => !name.includes('*'));
      const entries = [...first, 'elsewhere.example'].map((target) => ({ target, action: fullBlockOf(world, host) }));
      const { touched } = ask(world, { host, lists: [{ name: 'theirs', entries }], except });
      for (const row of touched) expect(except).not.toContain(row.host);
    }),
    { numRuns, seed: 8 },
  );
});

test('the gain lies in its interval', () => {
  fc.assert(
    fc.property(choices({ special: false }), ({ world, host, first, second }) => {
      const servers = second.filter((name) => !name.includes('*'));
      const { gain } = ask(world, { host, lift: first, liftedBy: servers });
      for (const { share, low, high } of [gain.in, gain.out, gain.shown]) {
        if (share === null) continue;
        expect(low!).toBeGreaterThanOrEqual(0);
        expect(share).toBeGreaterThanOrEqual(low!);
        expect(share).toBeLessThanOrEqual(high!);
      }
    }),
    { numRuns, seed: 9 },
  );
});

test('an answer does not depend on what was asked before', () => {
  const runs = worlds().chain((world) =>
    fc.array(scenarios(world), { minLength: 2, maxLength: 4 }).map((asked) => ({ world, asked })),
  );
  fc.assert(
    fc.property(runs, ({ world, asked }) => {
      const graph = graphOf(world);
      const one = asked.map((scenario) => assess(graph, scenario));
      const two = asked.map((scenario) => assess(graph, scenario));
      expect(two).toEqual(one);
      expect(one).toEqual(asked.map((scenario) => ask(world, scenario)));
    }),
    { numRuns: 60, seed: 10 },
  );
});
