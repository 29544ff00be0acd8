/** The golden numbers of a server that falls silent, and of people who move away: a Mastodon, b Misskey, c Lemmy, d Pleroma. */
import { expect, test } from 'vitest';
import { applyPlan } from '../../analysis/change.ts';
import { buildGraph, findNode } from '../../analysis/graph.ts';
import { assessOutage } from '../../analysis/outage.ts';
import { assessPortability, comparePortability } from '../../analysis/portability.ts';
import { planScenario } from '../../analysis/scenario.ts';
import { todayOf } from '../../analysis/today.ts';
import { standingOf } from '../../analysis/visibility.ts';
import { weighTies } from '../../analysis/weights.ts';
import { type WorldText, worldW1 } from './world-w1.ts';

const x = 'x.example';
const softwares = {
  'b.example': { mau: 500, software: 'misskey' },
  'c.example': { mau: 300, software: 'lemmy' },
  'd.example': { mau: 200, software: 'pleroma' },
};
const graphOf = (rules: WorldText['rules'] = []) => buildGraph(worldW1(softwares, rules));

test('G19: of a silent server nothing is gone after 2 days, Lemmy after 4, everything after 7', () => {
  const graph = graphOf();
  const { after, firstDay } = assessOutage(graph, findNode(graph, x));
  expect(after.map(({ days }) => days)).toEqual([2, 4, 7]);
  for (const [at, gone] of [0, 0.15, 1].entries()) expect(after[at]?.gone.share).toBeCloseTo(gone, 6);
  expect(firstDay).toBe(3);
});

test('G20: while nobody blocks x, all followers but those on Lemmy come along', () => {
  const graph = graphOf();
  const node = findNode(graph, x);
  const { portable, withoutMove, deleted, refused, unread } = assessPortability(
    graph,
    weighTies(graph, node),
    standingOf(graph, node),
  );
  expect(portable.share).toBeCloseTo(0.85, 6);
  expect(withoutMove.share).toBeCloseTo(0.15, 6);
  expect([deleted.share, refused.share, unread.share]).toEqual([0, 0, 0]);
});

test('G20: after a suspend by a, 0.35 of the original followers come along', () => {
  const graph = graphOf([['a.example', 'suspend', x]]);
  const node = findNode(graph, x);
  const { portable, deleted } = assessPortability(graph, weighTies(graph, node), standingOf(graph, node));
  expect(portable.share).toBeCloseTo(0.35, 6);
  expect(deleted.share).toBeCloseTo(0.5, 6);
});

test('G20: the same as a what-if, before and after', () => {
  const graph = graphOf();
  const change = applyPlan(graph, planScenario(graph, { host: x, blockedBy: ['a.example'] }));
  const { before, after } = comparePortability(graph, todayOf(graph, findNode(graph, x)), change);
  expect(before.portable.share).toBeCloseTo(0.85, 6);
  expect(after.portable.share).toBeCloseTo(0.35, 6);
});
