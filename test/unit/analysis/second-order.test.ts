/** What a scenario takes through third servers, as one answer and in words. */
import { expect, test } from 'vitest';
import { applyPlan } from '../../../analysis/change.ts';
import { dispersionOf } from '../../../analysis/follow-model.ts';
import { buildGraph } from '../../../analysis/graph.ts';
import { writeSecondOrder } from '../../../analysis/report/second-order-sentences.ts';
import { planScenario } from '../../../analysis/scenario.ts';
import { assessSecondOrder } from '../../../analysis/second-order.ts';
import type { Scenario } from '../../../analysis/types.ts';
import { weighTies } from '../../../analysis/weights.ts';
import { type ServerText, type WorldText, worldW1 } from '../../golden/world-w1.ts';

const x = 'x.example';

function ask(
  scenario: Omit<Scenario, 'host'>,
  changes: Record<string, ServerText> = {},
  rules: WorldText['rules'] = [],
  scatter?: (node: number) => number,
) {
  const graph = buildGraph(worldW1(changes, rules));
  const plan = planScenario(graph, { host: x, ...scenario });
  return assessSecondOrder(graph, plan, applyPlan(graph, plan), weighTies(graph, plan.node), scatter);
}

const said = (about: RegExp, ...question: Parameters<typeof ask>) =>
  writeSecondOrder(x, ask(...question)).filter((sentence) => about.test(sentence));

test('a block of b leaves holes in threads and boosts, and lowers who can talk', () => {
  const { threads, holes, boosts, leaks, doorways, connectivity } = ask({ block: ['b.example'] });
  expect(threads.share).toBeCloseTo(0.393674, 6);
  expect(holes[0]?.chance.share).toBeCloseTo(0.763127, 6);
  expect(boosts.share).toBeCloseTo(0.393674, 6);
  expect(leaks).toMatchObject([{ host: 'b.example', fetch: true }]);
  expect(leaks[0]?.boosts.share).toBeCloseTo(0.078735, 6);
  expect(doorways).toEqual({
    only: { servers: 0, people: 0, unsized: 0 },
    mostly: { servers: 0, people: 0, unsized: 0, top: [] },
  });
  expect(connectivity.before).toBe(1);
  expect(connectivity.after).toBeCloseTo(1 - (2 * 100 * 500) / 2100 ** 2, 9);
  expect(connectivity.largest).toBe(1);
});

test('a limit takes nothing through others', () => {
  const { threads, holes, boosts, leaks } = ask({ limit: ['b.example'] });
  const nothing = { share: 0, low: 0, high: 0 };
  expect([threads, boosts, ...holes.map(({ chance }) => chance)]).toMatchObject([nothing, nothing, nothing, nothing]);
  expect(leaks).toEqual([]);
});

test('a server that only refuses what comes in leaks nothing new, and still gets the posts of x', () => {
  const { threads, leaks } = ask({ block: ['b.example'] }, { [x]: { mau: 100, software: 'pleroma' } });
  expect(threads.share).toBeCloseTo(0.393674, 6);
  expect(leaks).toEqual([]);
});

test('a server that blocks x takes its own replies with it, and gets nothing of x by boosts', () => {
  const { threads, leaks } = ask({ blockedBy: ['b.example'] });
  expect(threads.share).toBeCloseTo(0.393674, 6);
  expect(leaks).toMatchObject([{ host: 'b.example', fetch: false, boosts: { share: 0, low: 0, high: 0 } }]);
});

test('no leak is told of a server of fewer than five people', () => {
  expect(ask({ block: ['e.example'] }).leaks).toEqual([]);
});

test('what is cut and of unknown size is not known to be nothing', () => {
  const { threads, boosts, holes } = ask({ block: ['b.example'] }, { 'b.example': { mau: null } });
  expect([threads.share, boosts.share, holes[0]?.chance.share]).toEqual([null, null, null]);
});

test('for a host that did not answer nothing is known', () => {
  const { threads, holes, boosts } = ask({ block: ['b.example'] }, { [x]: { mau: 100, liveness: 'dead' } });
  expect([threads.share, boosts.share, ...holes.map(({ chance }) => chance.share)]).toEqual([null, null, null, null]);
});

test('what scatters more has a wider interval, and what does not scatter has none', () => {
  const width = (scatter: number) => {
    const { low, high } = ask({ block: ['b.example'] }, {}, [], () => scatter).threads;
    return high! - low!;
  };
  expect(width(0)).toBeCloseTo(0, 9);
  expect(width(0.3)).toBeGreaterThan(0.05);
  expect(width(1.5)).toBeGreaterThan(width(0.3));
});

test('published counts of the host are not drawn anew, what is between others is', () => {
  const counts = Object.fromEntries(
    ['a', 'b', 'c', 'd'].map((letter) => [`${letter}.example`, { followsOut: 100, followsIn: 100 }]),
  );
  const exact = { [x]: { mau: 100, software: 'misskey', counts } };
  const { threads } = ask({ block: ['b.example'] }, exact);
  // x reads a, c and d alike.
  expect(threads.share).toBeCloseTo((500 / 1100 + 500 / 1800 + 500 / 1900) / 3, 9);
  const b = buildGraph(worldW1(exact)).names.find('b.example');
  const { tie, kind } = dispersionOf(buildGraph(worldW1(exact))).in;
  const ofB = (node: number) => (node === b ? tie + kind : 0);
  const { low, high } = ask({ block: ['b.example'] }, exact, [], ofB).threads;
  expect([threads.low, threads.high]).toEqual([low, high]);
  expect(low).toBeLessThan(threads.share!);
  expect(threads.grade).toBe('C');
});

test('shares through others are said to be at most so much', () => {
  const little: [Omit<Scenario, 'host'>, Record<string, ServerText>, [], () => number] = [
    { block: ['b.example'] },
    {},
    [],
    () => 0.01,
  ];
  expect(said(/^Missing in threads/, ...little)[0]).toMatch(
    /^Missing in threads: up to 39 %, 2 in 5 \(\d+–\d+ %, mixed evidence\) of the replies from elsewhere, in threads that people on x\.example still see, are written there\.$/,
  );
  expect(said(/^Threads with 3 /, ...little)[0]).toMatch(
    /would have a gap: up to 3 in 4 \(\d+–\d+ %, mixed evidence\)\.$/,
  );
  expect(said(/^Missing in boosts/, ...little)[0]).toMatch(/^Missing in boosts: up to 39 %, /);
  expect(said(/^On b/, ...little)[0]).toMatch(/: up to 7\.9 %, .*carry posts of x\.example, and can go on doing so\.$/);
});

test('where the evidence carries no number its class is given, without a chance in words', () => {
  const [threads, hole] = writeSecondOrder(x, ask({ block: ['b.example'] }));
  expect(threads).toMatch(/^Missing in threads: at most very large \(>20 %, uncertain: /);
  expect(hole).not.toMatch(/ in 10/);
});

test.each([
  [true, /^On b\.example no new posts of x\.example can be fetched/],
  [null, /unless x\.example demands signed fetches \(not known\)\.$/],
])('with signed fetches demanded %s the leak says so', (authorizedFetch, expected) => {
  expect(said(/^On b/, { block: ['b.example'] }, { [x]: { mau: 100, authorizedFetch } })[0]).toMatch(expected);
});

test('doorways are named as far as lists tell', () => {
  const changes = {
    'b.example': { mau: 500 },
    'd.example': { mau: 200, peers: ['b.example'] },
    [x]: { mau: 100, peers: ['a.example', 'b.example', 'c.example'] },
    'a.example': { mau: 1000, peers: [x, 'b.example', 'c.example'] },
    'c.example': { mau: 300, peers: [x, 'a.example', 'b.example'] },
    'e.example': { mau: 0, peers: [] },
  };
  expect(said(/ through those cut/, { block: ['b.example'] }, changes)).toEqual([
    'Only through those cut, as far as lists tell, x.example is reached by 1 server (with 200 people).',
    'Mostly through those cut come the posts of 1 server (with 200 people) that x.example has no tie with: d.example.',
  ]);
});

test('who can talk is told before, and by how much it moves', () => {
  expect(said(/^Two people/, { block: ['b.example'] })[0]).toMatch(
    /^Two people taken at random are on servers that can talk with probability 1\.00 \(1\.00–1\.00, .*\), as much as on 1\.00 equal islands; this lowers it by 0\.023 \(0\.0\d+–0\.0\d+\)\.$/,
  );
  expect(said(/^Two people/, { limit: ['b.example'] })[0]).toMatch(/this changes nothing in it\.$/);
});

test('gateways and relays have a sentence each', () => {
  const servers = {
    'relay.example': { software: 'activityrelay', peers: ['a.example'] },
    'shy.example': { software: 'pub-relay', peers: null },
  };
  const sentences = said(
    /^This closes/,
    { block: ['bsky.brid.gy', 'mostr.pub', 'relay.example', 'shy.example'] },
    servers,
  );
  expect(sentences).toEqual([
    'This closes bsky.brid.gy, and no gateway to Bluesky that we know of stays open.',
    'This closes mostr.pub, a gateway to Nostr; another that we know of stays open.',
    "This closes the relay relay.example: strangers' posts it brings no longer arrive, follows are untouched; x.example may have ties with all its members.",
    "This closes the relay shy.example: strangers' posts it brings no longer arrive, follows are untouched; who its members are is not known.",
  ]);
});

test('who can talk stands with an interval that holds it, and is no better known than the sizes', () => {
  const { connectivity } = ask({ block: ['b.example'] });
  const { estimate, fall, before, after } = connectivity;
  expect(estimate).toMatchObject({ share: before, grade: 'B' });
  expect(fall.share).toBeCloseTo(before! - after!, 12);
  for (const { low, share, high } of [estimate, fall]) {
    expect(low!).toBeLessThanOrEqual(share!);
    expect(high!).toBeGreaterThanOrEqual(share!);
  }
  expect(fall.low!).toBeGreaterThan(0);
});
