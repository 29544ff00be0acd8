/** What must hold however a thing is known: the properties P11, P17 and P18 of the impact model. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assessBlocked } from '../../../analysis/blocked.ts';
import { buildGraph, type Graph } from '../../../analysis/graph.ts';
import { assess } from '../../../analysis/impact.ts';
import type { Impact } from '../../../analysis/types.ts';
import { pullIn, pullOut, pushIn, pushOut, type Standing, standingOf } from '../../../analysis/visibility.ts';
import { weighTies } from '../../../analysis/weights.ts';
import { maskMastodon } from '../../../data/world/masks.ts';
import { buildSnapshot, type WorldText } from '../../golden/world-w1.ts';
import { expectClose, headcount, shares } from './figures.ts';
import { contact } from './slow-contact.ts';
import { SlowWorld } from './slow-twin.ts';
import { graphOf, questions, worlds } from './worlds.ts';

const numRuns = 100;

/** The world with every server demanding signed fetches, or none. */
function demanding({ servers, rules = [] }: WorldText, authorizedFetch: boolean): WorldText {
  const changed = Object.entries(servers).map(([name, server]) => [name, { ...server, authorizedFetch }]);
  return { servers: Object.fromEntries(changed), rules };
}

/** Everything but what speaks of fetching. */
function withoutFetching({ leaks, sentences, ...figures }: Impact) {
  return { ...figures, leaks: leaks.map(({ host }) => host) };
}

test('P11: a demand for signed fetches takes pull alone, and never gives any', () => {
  fc.assert(
    fc.property(worlds(), (world) => {
      const [free, signed] = [graphOf(demanding(world, false)), graphOf(demanding(world, true))];
      const row = (graph: Graph, read: (graph: Graph, standing: Standing, other: number) => number | null) =>
        eachPair(graph, (node, other) => read(graph, standingOf(graph, node), other));
      for (const push of [pushIn, pushOut]) expect(row(signed, push)).toEqual(row(free, push));
      for (const pull of [pullIn, pullOut]) {
        const [before, after] = [row(free, pull), row(signed, pull)];
        expect(after.filter((fetches, at) => fetches! > before[at]!)).toEqual([]);
      }
    }),
    { numRuns, seed: 1 },
  );
});

test('P11: where a setting decides, what can be fetched is what the formula says', () => {
  const withSetting = { software: ['mastodon', 'akkoma'], special: false };
  fc.assert(
    fc.property(worlds(withSetting), fc.boolean(), (world, authorizedFetch) => {
      const snapshot = buildSnapshot(demanding(world, authorizedFetch));
      const graph = buildGraph(snapshot);
      const slow = new SlowWorld(snapshot);
      const rules = { of: (node: number) => slow.rulesOf(node), allows: (node: number) => slow.allowsOf(node) };
      const expected = eachPair(graph, (reader, author) => {
        const { ours, theirs } = contact(slow, rules, reader, author);
        const refused = theirs.cutIn && theirs.cutOut && authorizedFetch;
        return Number(slow.live(reader) && slow.live(author) && !ours.cutIn && !refused);
      });
      expect(eachPair(graph, (reader, author) => pullIn(graph, standingOf(graph, reader), author))).toEqual(expected);
      expect(eachPair(graph, (reader, author) => pullOut(graph, standingOf(graph, author), reader))).toEqual(expected);
    }),
    { numRuns, seed: 2 },
  );
});

test('P11: a demand for signed fetches leaves every figure but the leaks, which it closes or leaves as they are', () => {
  fc.assert(
    fc.property(questions(), ({ world, scenario }) => {
      const [free, signed] = [false, true].map((demands) => assess(graphOf(demanding(world, demands)), scenario));
      expect(withoutFetching(signed!)).toEqual(withoutFetching(free!));
      signed!.leaks.forEach(({ boosts }, at) => {
        expect([0, free!.leaks[at]!.boosts.share]).toContain(boosts.share);
      });
    }),
    { numRuns, seed: 3 },
  );
});

test('P17: a masked name that its digest resolves counts as the plain name does', () => {
  const byName = { software: ['mastodon', 'misskey', 'pleroma', 'akkoma', 'lemmy'] };
  fc.assert(
    fc.property(questions(byName), ({ world, scenario }) => {
      const rules = (world.rules ?? []).filter(([, , target]) => !target.includes('*'));
      const masked = rules.map(([source, action, target]): (typeof rules)[number] => [
        source,
        action,
        maskMastodon(target),
        target,
      ]);
      const [plain, resolved] = [graphOf({ ...world, rules }), graphOf({ ...world, rules: masked })];
      const figures = ({ coverage: _, limits: __, ...rest }: Impact) => rest;
      expect(figures(assess(resolved, scenario))).toEqual(figures(assess(plain, scenario)));
      const { by, reachOut, limitedBy } = assessBlocked(plain, scenario.host);
      expect(assessBlocked(resolved, scenario.host)).toMatchObject({ by, reachOut, limitedBy });
      expect(resolved.coverage.masks.digest).toBe(rules.length);
    }),
    { numRuns, seed: 4 },
  );
});

test('P18: counts that say what the model says leave every figure as it is', () => {
  fc.assert(
    fc.property(questions({ counted: true, openLists: true, special: false }), ({ world, scenario }) => {
      const graph = graphOf(world);
      fc.pre(!graph.audience.people.some(Number.isNaN));
      const { in: follows, out } = weighTies(graph, graph.names.find(scenario.host)!);
      const counts = graph.snapshot.hosts.flatMap(({ host }, node) =>
        host === scenario.host ? [] : [{ host, followsOut: follows[node]!, followsIn: out[node]! }],
      );
      const [modelled, counted] = [assess(graph, scenario), assess(graph, scenario, { counts })];
      const all = (impact: Impact) => [
        ...shares(impact),
        impact.cumulative.lossIn,
        impact.cumulative.lossOut,
        ...[impact.gain.in, impact.gain.out, impact.gain.shown].map(({ share }) => share),
        ...impact.entries.flatMap(({ shareIn, shareOut }) => [shareIn, shareOut]),
        ...[impact.threads, impact.boosts, ...impact.holes.map(({ chance }) => chance)].map(({ share }) => share),
      ];
      expectClose(all(counted), all(modelled));
      expect(headcount(counted)).toEqual(headcount(modelled));
    }),
    { numRuns, seed: 5 },
  );
});

function eachPair<Value>({ order }: Graph, read: (node: number, other: number) => Value): Value[] {
  const nodes = Array.from({ length: order }, (_, node) => node);
  return nodes.flatMap((node) => nodes.filter((other) => other !== node).map((other) => read(node, other)));
}
