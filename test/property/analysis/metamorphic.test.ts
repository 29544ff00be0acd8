/** What must hold between answers, whatever the world: the properties P1 to P7 and P14 to P16 and P19 of the impact model. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Impact, ListEntry, Scenario } from '../../../analysis/types.ts';
import type { WorldText } from '../../golden/world-w1.ts';
import { expectClose, headcount, losses, noise, peopleLost, shares, withoutBounds, withServers } from './figures.ts';
import { ask, changeNothing, choices, fullBlockOf, questions, software, worlds } from './worlds.ts';

const numRuns = 100;
const counted = { counted: true, openLists: true, special: false };

test('P1: one more full block never gives back reach, nor connectivity, and no end of an interval goes down', () => {
  fc.assert(
    fc.property(choices({ counted: true }), ({ world, host, first, second }) => {
      const fewer = ask(world, { host, block: first });
      const more = ask(world, { host, block: [...first, ...second] });
      const taken = (impact: Impact) => [...losses(impact), peopleLost(impact), 1 - (impact.connectivity.after ?? 1)];
      const bounds = ({ lossIn, lossOut, people }: Impact) =>
        [lossIn.low, lossIn.high, lossOut.low, lossOut.high, people.lostLow, people.lostHigh].map((end) => end ?? 0);
      for (const read of [taken, bounds]) {
        const [before, after] = [read(fewer), read(more)];
        const less = after.filter((value, at) => value < before[at]! - noise);
        expect({ less, before, after }).toEqual({ less: [], before, after });
      }
    }),
    { numRuns, seed: 1 },
  );
});

test('P2: neither the order of blocks nor saying them twice matters', () => {
  fc.assert(
    fc.property(choices(), ({ world, host, first, second }) => {
      const once = ask(world, { host, block: [...first, ...second] });
      const { scenario: _, ...figures } = ask(world, { host, block: [...second, ...first, ...second] });
      expect({ ...figures, scenario: once.scenario }).toEqual(once);
    }),
    { numRuns, seed: 2 },
  );
});

test('P2: a block that stands already takes nothing more', () => {
  fc.assert(
    fc.property(choices(), ({ world, host, first }) => {
      const rules = first.map((target): [string, string, string] => [host, fullBlockOf(world, host), target]);
      const impact = ask({ ...world, rules: [...(world.rules ?? []), ...rules] }, { host, block: first });
      expect(losses(impact)).toEqual([0, 0]);
      expect(impact.touched).toEqual([]);
    }),
    { numRuns, seed: 3 },
  );
});

test('P3: a scenario that names only the host itself changes exactly nothing', () => {
  fc.assert(
    fc.property(choices({ special: false, software: ['pleroma', 'lemmy'] }), ({ world, host }) => {
      const impact = ask(world, { host, blocklist: [{ target: host, action: fullBlockOf(world, host) }] });
      expect(impact.touched).toEqual([]);
      expect(impact.irreversible).toBe(false);
      for (const share of shares(impact)) expect([0, null]).toContain(share);
      expect([0, null]).toContain(impact.people.lost);
    }),
    { numRuns, seed: 4 },
  );
});

test('P4: two sets together take no more than their sum, no less than either, and the sum when they share no server', () => {
  fc.assert(
    fc.property(choices(counted), ({ world, host, first, second }) => {
      const [one, two] = [ask(world, { host, block: first }), ask(world, { host, block: second })];
      const both = ask(world, { host, block: [...first, ...second] });
      const cutBy = (impact: Impact) => impact.touched.map((touched) => touched.host);
      const apart = cutBy(one).every((name) => !cutBy(two).includes(name));
      losses(both).forEach((loss, at) => {
        const [a, b] = [losses(one)[at]!, losses(two)[at]!];
        expect(loss).toBeLessThanOrEqual(a + b + noise);
        expect(loss).toBeGreaterThanOrEqual(Math.max(a, b) - noise);
        if (apart) expect(loss).toBeCloseTo(a + b, 9);
      });
    }),
    { numRuns, seed: 5 },
  );
});

test.each([
  ['without people', { mau: 0 }],
  ['that does not answer', { mau: 900, liveness: 'dead' as const }],
])('P5: a server %s takes nothing with it', (_, state) => {
  fc.assert(
    fc.property(worlds({ rules: false }), fc.boolean(), (world, weBlock) => {
      const changed = withServers(world, { 'd.example': { software: 'mastodon', ...state } });
      const host = Object.keys(world.servers).find((name) => name !== 'd.example')!;
      const impact = ask(changed, weBlock ? { host, block: ['d.example'] } : { host, blockedBy: ['d.example'] });
      const counts = changed.servers[host]!.counts?.['d.example'];
      fc.pre(counts === undefined || state.mau > 0);
      expect(losses(impact)).toEqual([0, 0]);
      expect(peopleLost(impact)).toBe(0);
    }),
    { numRuns, seed: 6 },
  );
});

const labels: Record<string, string> = { a: 'zeta', s: 'm', t: 'q', b: 'y', ab: 'k', c: 'a', d: 'p' };
const rename = (text: string) =>
  text
    .split('.')
    .map((label) => labels[label] ?? label)
    .join('.');

function renameWorld({ servers, rules = [] }: WorldText): WorldText {
  const renamed = Object.entries(servers).map(([name, { peers, allows, counts, ...rest }]) => [
    rename(name),
    {
      ...rest,
      ...(peers === undefined ? {} : { peers: peers?.map(rename) ?? null }),
      ...(allows === undefined ? {} : { allows: allows.map(rename) }),
      ...(counts === undefined
        ? {}
        : { counts: Object.fromEntries(Object.entries(counts).map(([name, row]) => [rename(name), row])) }),
    },
  ]);
  return {
    servers: Object.fromEntries(renamed),
    rules: rules.map(([source, action, target]) => [rename(source), action, rename(target)]),
  };
}

function renameScenario(scenario: Scenario): Scenario {
  const names = (list: readonly string[] = []) => list.map(rename);
  const entries = (list: readonly ListEntry[] = []) =>
    list.map(({ target, action }) => ({ target: rename(target), action }));
  const { host, block, limit, blockedBy, lift, liftedBy, except, allowlist, threshold } = scenario;
  return {
    host: rename(host),
    ...{ block: names(block), limit: names(limit), blockedBy: names(blockedBy), allowlist: names(allowlist) },
    ...{ lift: names(lift), liftedBy: names(liftedBy), except: names(except) },
    ...{ actions: entries(scenario.actions), blocklist: entries(scenario.blocklist) },
    lists: (scenario.lists ?? []).map((list) => ({ name: list.name, entries: entries(list.entries) })),
    ...(threshold !== undefined && { threshold }),
  };
}

test('P6: servers by other names, and so in another order, have the same figures', () => {
  // A piece of a name is another one in another name.
  const byWholeLabels = software.filter((name) => name !== 'hubzilla');
  fc.assert(
    fc.property(questions({ software: byWholeLabels }), ({ world, scenario }) => {
      const impact = ask(world, scenario);
      const renamed = ask(renameWorld(world), renameScenario(scenario));
      expectClose(shares(renamed), shares(impact));
      expect(headcount(renamed)).toEqual(headcount(impact));
      expect(renamed.entryCounts).toEqual(impact.entryCounts);
      const cut = ({ touched }: Impact, name: (text: string) => string) =>
        touched.map((row) => `${name(row.host)} ${row.status} ${row.direction}`).sort();
      expect(cut(renamed, String)).toEqual(cut(impact, rename));
    }),
    { numRuns, seed: 7 },
  );
});

test('P7: seven times the people everywhere leaves every share as it is', () => {
  fc.assert(
    fc.property(questions({ ...counted, most: 6 }), ({ world, scenario }) => {
      const larger = Object.entries(world.servers).map(([name, text]) => [name, { ...text, mau: 7 * text.mau! }]);
      const [impact, grown] = [ask(world, scenario), ask({ ...world, servers: Object.fromEntries(larger) }, scenario)];
      expectClose(shares(grown), shares(impact));
      const ofAll = ({ cumulative }: Impact) => [cumulative.lossIn, cumulative.lossOut];
      expectClose(ofAll(grown), ofAll(impact));
    }),
    { numRuns, seed: 8 },
  );
});

test('P14: a newcomer nobody has met changes no figure', () => {
  fc.assert(
    fc.property(
      questions({ ...counted, software: ['mastodon', 'misskey', 'pleroma', 'akkoma', 'lemmy'] }),
      ({ world, scenario }) => {
        fc.pre(Object.values(world.servers).some(({ mau }) => mau! > 0));
        const known = Object.keys(world.servers);
        const peersOf = (name: string) => known.filter((other) => other !== name);
        const servers = Object.fromEntries(
          known.map((name) => [name, { ...world.servers[name], peers: peersOf(name) }]),
        );
        const before = { ...world, servers };
        const after = withServers(before, { 'zz.example': { mau: 500, peers: null } });
        const [impact, later] = [ask(before, scenario), ask(after, scenario)];
        expectClose(shares(later), shares(impact));
        expect(headcount(later)).toEqual(headcount(impact));
        expect(later.entries.map(withoutBounds)).toEqual(impact.entries.map(withoutBounds));
      },
    ),
    { numRuns, seed: 13 },
  );
});

test('P15: a block takes between nothing and all, and the estimate lies in its interval', () => {
  fc.assert(
    fc.property(choices(), ({ world, host, first }) => {
      const impact = ask(world, { host, block: first, blockedBy: host === 'c.example' ? [] : ['c.example'] });
      for (const { share, low, high } of [impact.lossIn, impact.lossOut, impact.hidden]) {
        if (share === null || low === null || high === null) continue;
        expect(low).toBeGreaterThanOrEqual(0);
        expect(share).toBeGreaterThanOrEqual(low);
        expect(high).toBeGreaterThanOrEqual(share);
        expect(high).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns, seed: 14 },
  );
});

test('P16: capitals, a trailing dot, a scheme and Unicode name the same server', () => {
  const writings = [
    (name: string) => name.toUpperCase(),
    (name: string) => `${name}.`,
    (name: string) => ` https://${name}/about`,
    (name: string) => name.replace('xn--bcher-kva', 'Bücher'),
  ];
  fc.assert(
    fc.property(worlds(), fc.constantFrom(...writings), (world, write) => {
      const two = { 'xn--bcher-kva.example': { mau: 40 }, 's.xn--bcher-kva.example': { mau: 4 } };
      const changed = withServers(world, two);
      const host = Object.keys(world.servers)[0]!;
      const block = ['xn--bcher-kva.example', ...(host === 'c.example' ? [] : ['c.example'])];
      expect(ask(changed, { host: write(host), block: block.map(write) })).toEqual(ask(changed, { host, block }));
    }),
    { numRuns, seed: 15 },
  );
});

test('P19: in ties, what a list takes today and what was cut before add up to the whole loss', () => {
  fc.assert(
    fc.property(
      choices({ counted: true, software: ['misskey', 'pleroma', 'akkoma', 'lemmy'] }),
      ({ world, host, first, second }) => {
        const blocklist = [...first, ...second].map((target) => ({ target, action: fullBlockOf(world, host) }));
        const today = ask(world, changeNothing(host));
        const impact = ask(world, {
          host,
          blocklist: [...blocklist, { target: host, action: fullBlockOf(world, host) }],
        });
        for (const direction of ['lossIn', 'lossOut'] as const) {
          const [cutBefore, cutAfter] = [today.cumulative[direction], impact.cumulative[direction]];
          const marginal = impact[direction].share;
          if (cutBefore === null || cutAfter === null || marginal === null) continue;
          expect(cutAfter).toBeCloseTo(cutBefore + (1 - cutBefore) * marginal, 9);
        }
      },
    ),
    { numRuns, seed: 16 },
  );
});
