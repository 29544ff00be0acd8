/** Falling silent and moving away: the tables, and what the golden numbers do not reach. */
import { expect, test } from 'vitest';
import { applyPlan } from '../../../analysis/change.ts';
import { buildGraph, findNode } from '../../../analysis/graph.ts';
import { assessOutage, patienceOf } from '../../../analysis/outage.ts';
import { assessPortability, comparePortability, honoursMove } from '../../../analysis/portability.ts';
import { writeOutage, writePortability, writePortabilityChange } from '../../../analysis/report/leaving-sentences.ts';
import { planScenario } from '../../../analysis/scenario.ts';
import { todayOf } from '../../../analysis/today.ts';
import type { Scenario } from '../../../analysis/types.ts';
import { standingOf } from '../../../analysis/visibility.ts';
import { weighTies } from '../../../analysis/weights.ts';
import { type ServerText, type WorldText, worldW1 } from '../../golden/world-w1.ts';

const x = 'x.example';
type World = [changes?: Record<string, ServerText>, rules?: WorldText['rules']];

function outage(...[changes = {}, rules = []]: World) {
  const graph = buildGraph(worldW1(changes, rules));
  return assessOutage(graph, findNode(graph, x));
}

function portability(...[changes = {}, rules = []]: World) {
  const graph = buildGraph(worldW1(changes, rules));
  const node = findNode(graph, x);
  return assessPortability(graph, weighTies(graph, node), standingOf(graph, node));
}

function change(scenario: Omit<Scenario, 'host'>, ...[changes = {}, rules = []]: World) {
  const graph = buildGraph(worldW1(changes, rules));
  const plan = planScenario(graph, { host: x, ...scenario });
  return comparePortability(graph, todayOf(graph, plan.node), applyPlan(graph, plan));
}

test.each([
  ['lemmy', 3, false],
  ['mastodon', 7, false],
  ['glitchsoc', 7, false],
  ['misskey', 7, false],
  ['pleroma', 7, false],
  ['akkoma', 7, false],
  ['mbin', 7, false],
  ['gotosocial', 7, true],
  ['unheard-of', 7, true],
  [null, 7, true],
])('%s gives up after %i days, assumed: %s', (software, days, assumed) => {
  expect(patienceOf(software)).toEqual({ days, assumed });
});

test.each([
  ['mastodon', true],
  ['gotosocial', true],
  ['misskey', true],
  ['sharkey', true],
  ['firefish', true],
  ['pleroma', true],
  ['akkoma', true],
  ['mitra', true],
  ['lemmy', false],
  ['mbin', false],
  ['peertube', false],
  ['foundkey', null],
  ['friendica', null],
  [null, null],
])('%s honours a move: %s', (software, honours) => {
  expect(honoursMove(software)).toBe(honours);
});

test('an outage is told of a server that is silent already, and says which days are assumed', () => {
  const { after, firstDay, assumed } = outage({
    [x]: { mau: 100, liveness: 'dead' },
    'c.example': { mau: 300, software: 'unheard-of' },
  });
  expect(after.map(({ gone }) => gone.share)).toEqual([0, 0, 1]);
  expect(firstDay).toBe(7);
  expect(assumed.share).toBeCloseTo(0.15, 6);
  expect(writeOutage(x, { after, firstDay, assumed })[0]).toMatch(
    /^Should x\.example fall silent, others give up on it from day 7 on\. .*: none after 2 days, none after 4 days, about 100 % .* after 7 days\. .* 7 days are assumed: large \(5–20 %, .*\) of these follows\./,
  );
});

test('what a rule keeps out already is no part of an outage, and where nothing is left nothing is said', () => {
  const rules = ['a', 'b', 'c', 'd', 'e'].map((letter): [string, string, string] => [
    x,
    'suspend',
    `${letter}.example`,
  ]);
  expect(outage({}, rules.slice(0, 1)).after[2]?.gone.share).toBe(1);
  const nothing = outage({}, rules);
  expect(nothing.firstDay).toBeNull();
  expect(writeOutage(x, nothing)).toEqual([]);
});

test('what goes is not known where the only server that gives up has no known size', () => {
  const { after, firstDay } = outage({ 'c.example': { mau: null, software: 'lemmy' } });
  expect(firstDay).toBe(3);
  expect(after.map(({ gone }) => gone.share)).toEqual([0, null, 1]);
});

test('a Misskey block keeps the follows and refuses the move, a suspend deletes them', () => {
  const softwares = {
    'b.example': { mau: 500, software: 'misskey' },
    'd.example': { mau: 200, software: 'friendica' },
  };
  const shares = portability(softwares, [
    ['a.example', 'suspend', x],
    ['b.example', 'blocked', x],
  ]);
  expect(shares.deleted.share).toBeCloseTo(0.5, 6);
  expect(shares.refused.share).toBeCloseTo(0.25, 6);
  expect(shares.unread.share).toBeCloseTo(0.1, 6);
  expect(shares.portable.share).toBeCloseTo(0.15, 6);
  expect(writePortability(x, shares)[0]).toMatch(
    /^Followers elsewhere who would come along if people moved away from x\.example: .* Posts never do\. Who would not: .* because an action deleted the follow; .* as long as an action lasts; .*nobody has read that software\.$/,
  );
});

test('a block by the server itself counts as one on it: its suspend deletes the follows of both sides', () => {
  expect(portability({}, [[x, 'suspend', 'a.example']]).deleted.share).toBeCloseTo(0.5, 6);
});

test('nobody comes along from a server whose software knows no move, and of a silent one nothing is known', () => {
  expect(portability({ [x]: { mau: 100, software: 'lemmy' } })).toMatchObject({
    portable: { share: 0 },
    withoutMove: { share: 1 },
  });
  const silent = portability({ [x]: { mau: 100, liveness: 'dead' } });
  expect(silent.portable.share).toBeNull();
  expect(writePortability(x, silent)).toEqual([]);
});

test('who moves before a suspend takes more along than who moves after it', () => {
  const [sentence] = writePortabilityChange(change({ blockedBy: ['a.example'] }));
  expect(sentence).toMatch(
    /^Followers elsewhere who would come along: who moves before it, about 100 % .*; who moves after, very large .*for good\.$/,
  );
  expect(writePortabilityChange(change({ limit: ['a.example'] }))).toEqual([]);
});

test('follows that are deleted today do not come along, though the scenario opens contact again', () => {
  const rules: WorldText['rules'] = [[x, 'suspend', 'a.example']];
  const subdomain = { 's.a.example': { mau: 800 } };
  const { before, after } = change({ blocklist: [{ target: 's.a.example', action: 'noop' }] }, subdomain, rules);
  expect(before.deleted.share).toBeCloseTo(1800 / 2800, 6);
  expect(after.deleted.share).toBeCloseTo(1800 / 2800, 6);
});
