/** The golden numbers of what is lost through third servers, in the world of impact.test.ts. */
import { expect, test } from 'vitest';
import { leakTo, loseBoosts } from '../../analysis/boosts.ts';
import { applyPlan } from '../../analysis/change.ts';
import { findDoorways } from '../../analysis/doorways.ts';
import { buildGraph, findNode } from '../../analysis/graph.ts';
import { assess } from '../../analysis/impact.ts';
import { connectivityAfter, connectivityUnderList, pairConnectivityOf } from '../../analysis/pair-connectivity.ts';
import { planScenario } from '../../analysis/scenario.ts';
import { loseThreads } from '../../analysis/threads.ts';
import { lookThrough } from '../../analysis/through-others.ts';
import { contactOf, pullOut, standingOf } from '../../analysis/visibility.ts';
import { weighTies } from '../../analysis/weights.ts';
import { buildSnapshot, worldW1 } from './world-w1.ts';

const x = 'x.example';

/** Everybody knows only whom it lists. */
const doorwayWorld = worldW1({
  [x]: { mau: 100, peers: ['a.example', 'b.example'] },
  'a.example': { mau: 1000, peers: [x, 'c.example'] },
  'b.example': { mau: 500, peers: [x, 'c.example', 'd.example'] },
  'c.example': { mau: 300, peers: ['a.example', 'b.example'] },
  'd.example': { mau: 200, peers: ['b.example'] },
  'e.example': { mau: 0, peers: [] },
});

function through(block: string[], world = worldW1()) {
  const graph = buildGraph(world);
  const plan = planScenario(graph, { host: x, block });
  const { contactBefore, contactAfter } = applyPlan(graph, plan);
  const cut = [...contactBefore.in.keys()].filter((node) => contactBefore.in[node]! > contactAfter.in[node]!);
  const found = lookThrough(graph, weighTies(graph, plan.node), contactBefore, cut);
  if (found === null) throw new Error('expected something to stay in sight of x.example, got nothing');
  return found;
}

test('G10: what x still sees stands on a, c and d, where a share of the readers is on b', () => {
  const { share, replies, graph } = through(['b.example']);
  const at = (values: Float64Array) => ['a', 'c', 'd'].map((name) => values[findNode(graph, `${name}.example`)]!);
  const expected = [
    [2 / 3, 1 / 5, 2 / 15],
    [5 / 11, 5 / 18, 5 / 19],
  ];
  [share, replies.part].forEach((values, row) => {
    at(values).forEach((value, column) => {
      expect(value).toBeCloseTo(expected[row]![column]!, 6);
    });
  });
});

test('G10: replies on b are missing in threads that x still sees', () => {
  const { missing, holes } = loseThreads(through(['b.example']));
  expect(missing.share).toBeCloseTo(0.393674, 6);
  expect(holes.map(({ replies }) => replies)).toEqual([3, 10]);
  expect(holes[0]?.chance.share).toBeCloseTo(0.763127, 6);
  expect(loseBoosts(through(['b.example'])).missing.share).toBeCloseTo(0.393674, 6);
});

test('G10b: what is missing of two servers is more than the sum of each', () => {
  const missing = (block: string[]) => loseThreads(through(block)).missing.share ?? Number.NaN;
  expect(missing(['b.example', 'c.example'])).toBeCloseTo(0.676236, 6);
  expect(missing(['b.example'])).toBeCloseTo(0.393674, 6);
  expect(missing(['c.example'])).toBeCloseTo(0.234151, 6);
});

test.each([
  [false, 1, 0.078735],
  [true, 0, 0],
])(
  'G5: with signed fetches demanded %s, b can fetch from x: %s, and boosts carry at most %s of x there',
  (authorizedFetch, pull, leak) => {
    const graph = buildGraph(worldW1({ [x]: { mau: 100, authorizedFetch } }));
    const plan = planScenario(graph, { host: x, block: ['b.example'] });
    const b = findNode(graph, 'b.example');
    const fetch = pullOut(graph, applyPlan(graph, plan).after, b);
    expect(fetch).toBe(pull);
    expect(leakTo(graph, b, plan.node, fetch)?.share).toBeCloseTo(leak, 6);
    const [told] = assess(graph, { host: x, block: ['b.example'] }).leaks;
    expect(told).toMatchObject({ host: 'b.example', fetch: pull === 1 });
    expect(told?.boosts.share).toBeCloseTo(leak, 6);
  },
);

test('G12: pair connectivity falls with each cut, and the islands grow', () => {
  const servers = { 'a.example': { mau: 600 }, 'b.example': { mau: 300 }, 'c.example': { mau: 100 } };
  expect(pairConnectivityOf(buildGraph(buildSnapshot({ servers })))?.share).toBeCloseTo(1, 6);
  const graph = buildGraph(buildSnapshot({ servers, rules: [['a.example', 'suspend', 'b.example']] }));
  expect(pairConnectivityOf(graph)?.share).toBeCloseTo(0.64, 6);
  expect(pairConnectivityOf(graph)?.islands).toBeCloseTo(1.5625, 6);
  const plan = planScenario(graph, { host: 'a.example', block: ['c.example'] });
  const after = connectivityAfter(graph, applyPlan(graph, plan));
  expect(after?.share).toBeCloseTo(0.52, 6);
  expect(after?.islands).toBeCloseTo(1.923077, 6);
});

test('G12: a list that everybody takes over', () => {
  expect(connectivityUnderList(0.1)).toBeCloseTo(0.82, 6);
  expect(connectivityUnderList(0.1, 0.5)).toBeCloseTo(0.91, 6);
});

test('G17: d is met through b alone, c through a too', () => {
  const graph = buildGraph(doorwayWorld);
  const node = findNode(graph, x);
  const contact = contactOf(graph, standingOf(graph, node));
  const doorways = findDoorways(graph, weighTies(graph, node), contact, [findNode(graph, 'b.example')]);
  expect(doorways?.only).toEqual({ servers: 1, people: 200, unsized: 0 });
  expect(doorways?.mostly).toEqual({ servers: 1, people: 200, unsized: 0, top: ['d.example'] });
});
