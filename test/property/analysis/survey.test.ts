/** A survey asks every server at once; the slow way asks one after the other, by the parts that an impact is made of. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutEitherWay } from '../../../analysis/effects.ts';
import { buildGraph, type Graph } from '../../../analysis/graph.ts';
import { isAmong } from '../../../analysis/kernels/ascending.ts';
import { eachMatch, readTarget } from '../../../analysis/matching.ts';
import { combine } from '../../../analysis/policies.ts';
import { mayShowPair } from '../../../analysis/report/few-people.ts';
import { ruleFor, vocabularyOf } from '../../../analysis/rules.ts';
import { surveyDeclared, surveyList, surveySince } from '../../../analysis/survey.ts';
import { surveyAround } from '../../../analysis/survey-around.ts';
import type { Survey, SurveyedServer } from '../../../analysis/survey-types.ts';
import { contains } from '../../../analysis/ties.ts';
import type { ListEntry } from '../../../analysis/types.ts';
import { pushIn, pushOut, type Standing, standingFrom, standingOf } from '../../../analysis/visibility.ts';
import { buildSnapshot, type WorldText } from '../../golden/world-w1.ts';
import { targets, words, worlds } from './worlds.ts';

const lists = fc.record({
  block: fc.array(targets, { maxLength: 3 }),
  entries: fc.array(fc.record({ target: targets, action: fc.constantFrom(...new Set(Object.values(words).flat())) }), {
    minLength: 1,
    maxLength: 5,
  }),
});

/** What a GoToSocial server allows is an exception to its blocks, unless it is in allowlist mode. */
function withExceptions({ servers, ...world }: WorldText): WorldText {
  const opened = Object.entries(servers).map(([name, server]) => {
    const { allowlistMode, ...rest } = server;
    return [name, server.software === 'gotosocial' ? rest : server];
  });
  return { ...world, servers: Object.fromEntries(opened) };
}

const nodesOf = ({ order }: Graph) => Array.from({ length: order }, (_, node) => node);
const isOpen = (graph: Graph, standing: Standing, other: number) =>
  pushIn(graph, standing, other) * pushOut(graph, standing, other) === 1;
const listEachOther = ({ ties: { peers } }: Graph, a: number, b: number) =>
  a !== b && isAmong(peers.row(a), b) && isAmong(peers.row(b), a);

/** How the node stands once it has taken the entries, by its own rules and exceptions. */
function standingWith(graph: Graph, node: number, entries: readonly ListEntry[]): Standing {
  const { software } = graph.snapshot.hosts[node]!;
  const row = graph.policies.rulesBy(node);
  for (const { target, action } of entries) {
    const rule = ruleFor(software, action);
    const read = readTarget(target, rule.matching);
    eachMatch(read, graph.names, (other) => {
      if (other !== node) combine(row, other, rule, read.length);
    });
  }
  return standingFrom(graph, node, row.effect, graph.policies.rulesOn(node).effect);
}

function expectedRow(graph: Graph, node: number, before: readonly number[], lost: readonly number[]): SurveyedServer {
  const { host, software } = graph.snapshot.hosts[node]!;
  const size = (other: number) => graph.audience.people[other]!;
  const shown = (other: number) => (Number.isNaN(size(other)) ? null : Math.round(size(other)));
  const sized = (nodes: readonly number[]) => nodes.filter((other) => !Number.isNaN(size(other)));
  const people = (nodes: readonly number[]) => sized(nodes).reduce((sum, other) => sum + size(other), 0);
  const unsized = (nodes: readonly number[]) => nodes.length - sized(nodes).length;
  const blind = people(lost) === 0 && unsized(lost) > 0;
  const share = people(before) === 0 || blind ? null : people(lost) / people(before);
  const withheld = share !== null && share > 0 && !mayShowPair([shown(node), ...lost.map(shown)], null, lost.length);
  return {
    host,
    software,
    audience: shown(node),
    reach: { people: Math.round(people(before)), servers: before.length, unsized: unsized(before) },
    cut: {
      people: blind || withheld ? null : Math.round(people(lost)),
      servers: lost.length,
      unsized: unsized(lost),
    },
    share: withheld || share === null ? null : expect.closeTo(share, 9),
    withheld,
  };
}

function expectRows(survey: Survey, expected: readonly SurveyedServer[]): void {
  const byHost = (a: SurveyedServer, b: SurveyedServer) => (a.host < b.host ? -1 : 1);
  expect(survey.servers.toSorted(byHost)).toEqual(expected.toSorted(byHost));
  const shares = survey.servers.map(({ share }) => share ?? -1);
  expect(shares.toSorted((a, b) => b - a)).toEqual(shares);
}

test('what a list would cut is what each server would lose that imports it', () => {
  fc.assert(
    fc.property(worlds(), lists, fc.boolean(), (world, { block, entries }, excepts) => {
      const graph = buildGraph(buildSnapshot(excepts ? withExceptions(world) : world));
      const expected = nodesOf(graph).flatMap((node) => {
        const today = standingOf(graph, node);
        const before = nodesOf(graph).filter(
          (other) => listEachOther(graph, node, other) && isOpen(graph, today, other),
        );
        if (before.length === 0) return [];
        const { software } = graph.snapshot.hosts[node]!;
        const blocked = block.map((target) => ({ target, action: vocabularyOf(software).block }));
        const after = standingWith(graph, node, [...blocked, ...entries]);
        return [
          expectedRow(
            graph,
            node,
            before,
            before.filter((other) => !isOpen(graph, after, other)),
          ),
        ];
      });
      expectRows(surveyList(graph, { block, lists: [{ name: 'a.csv', entries }] }), expected);
    }),
    { seed: 1, numRuns: 400 },
  );
});

test('what a published list cuts is what its server would have again without it', () => {
  fc.assert(
    fc.property(worlds(), (world) => {
      const graph = buildGraph(buildSnapshot(world));
      const { policies, ties, live } = graph;
      const expected = nodesOf(graph).flatMap((node) => {
        const [from, to] = policies.blockRange(node);
        if (live[node] === 0 || from === to) return [];
        const today = standingOf(graph, node);
        const own = policies.rulesBy(node).effect;
        const without = standingFrom(graph, node, new Uint8Array(graph.order), policies.rulesOn(node).effect);
        const open = nodesOf(graph).filter((other) => listEachOther(graph, node, other) && isOpen(graph, today, other));
        const cut = nodesOf(graph).filter((other) => {
          const lists = isAmong(ties.peers.row(node), other) || contains(ties.unlists, node, other);
          const isTied = other !== node && lists && isAmong(ties.peers.row(other), node);
          return isTied && (own[other]! & cutEitherWay) !== 0 && isOpen(graph, without, other);
        });
        return [expectedRow(graph, node, [...open, ...cut], cut)];
      });
      expectRows(surveyDeclared(graph), expected);
    }),
    { seed: 2, numRuns: 400 },
  );
});

test('every other server beside one is as asking about each alone', () => {
  fc.assert(
    fc.property(worlds(), lists, fc.nat(), (world, { block, entries }, seed) => {
      const graph = buildGraph(buildSnapshot(world));
      const { live, audience } = graph;
      const node = seed % graph.order;
      const isTied = (a: number, b: number) =>
        listEachOther(graph, a, b) && isOpen(graph, standingOf(graph, a), b) && live[a]! * live[b]! === 1;
      const { software, host } = graph.snapshot.hosts[node]!;
      const blocked = block.map((target) => ({ target, action: vocabularyOf(software).block }));
      const after = standingWith(graph, node, [...blocked, ...entries]);
      const peers = nodesOf(graph).filter((other) => isTied(node, other));
      const people = peers.reduce((sum, other) => sum + (audience.people[other]! || 0), 0);
      const around = surveyAround(graph, host, { block, lists: [{ name: 'a.csv', entries }] });
      expect(around.reach).toMatchObject({ people: Math.round(people), servers: peers.length });
      const found = new Map(around.servers.map((server) => [server.host, server]));
      for (const other of nodesOf(graph)) {
        if (other === node || live[other] === 0) continue;
        const row = found.get(graph.snapshot.hosts[other]!.host);
        const common = peers.filter((peer) => peer !== other && isTied(other, peer));
        expect(row?.tied ?? false).toBe(peers.includes(other));
        expect(row?.commonPeers.now ?? 0).toBe(common.length);
        expect(row?.commonPeers.left ?? 0).toBe(common.filter((peer) => isOpen(graph, after, peer)).length);
        if (row?.share != null) expect(row.share).toBeCloseTo(audience.people[other]! / people, 9);
      }
    }),
    { seed: 3, numRuns: 300 },
  );
});

test('what went out of reach is what each server had then and has no longer', () => {
  fc.assert(
    fc.property(worlds(), worlds(), (earlierWorld, laterWorld) => {
      const [earlier, later] = [earlierWorld, laterWorld].map((world) => buildGraph(buildSnapshot(world))) as [
        Graph,
        Graph,
      ];
      const openIn = (graph: Graph, a: string, b: string) => {
        const [from, to] = [a, b].map((name) => graph.names.find(name));
        if (from === undefined || to === undefined) return false;
        return listEachOther(graph, from, to) && isOpen(graph, standingOf(graph, from), to);
      };
      const { servers } = surveySince(later, earlier);
      const found = new Map(servers.map((server) => [server.host as string, server]));
      const stays = earlier.snapshot.hosts
        .map(({ host }) => host)
        .filter((host) => later.names.find(host) !== undefined);
      for (const host of stays) {
        const before = stays.filter((other) => openIn(earlier, host, other));
        const isThere = before.length > 0 && later.live[later.names.find(host)!] === 1;
        const lost = before.filter((other) => !openIn(later, host, other));
        const row = found.get(host);
        expect(row !== undefined).toBe(isThere);
        if (row === undefined) continue;
        expect([row.reach.servers, row.cut.servers]).toEqual([before.length, lost.length]);
        const people = (others: readonly string[]) =>
          others.reduce((sum, other) => sum + (earlier.audience.people[earlier.names.find(other)!]! || 0), 0);
        if (row.share !== null) expect(row.share).toBeCloseTo(people(lost) / people(before), 9);
      }
    }),
    { seed: 4, numRuns: 300 },
  );
});
