/** What stands today: ties, declared actions and counts of them, each only as far as it was seen. */
import { expect, test } from 'vitest';
import { assessBlocked } from '../../../analysis/blocked.ts';
import { buildGraph } from '../../../analysis/graph.ts';
import { describeHost } from '../../../analysis/host-card.ts';
import { listTies } from '../../../analysis/ties-of.ts';
import { buildSnapshot, worldW1 } from '../../golden/world-w1.ts';

const x = 'x.example';

test('servers cut or hidden today are listed though there is no tie', () => {
  const peers: string[] = [];
  const servers = Object.fromEntries(
    ['x', 'a', 'b', 'c', 'd'].map((letter) => [`${letter}.example`, { mau: 10, peers, software: 'pleroma' }]),
  );
  const snapshot = buildSnapshot({
    servers,
    rules: [
      [x, 'reject', 'a.example'],
      [x, 'federated_timeline_removal', 'b.example'],
      ['c.example', 'reject', x],
    ],
  });
  expect(listTies(buildGraph(snapshot), x)).toMatchObject([
    { host: 'a.example', weight: 0, evidence: 'E-', contact: 'out-only' },
    { host: 'b.example', weight: 0, evidence: 'E-', contact: 'hidden' },
    { host: 'c.example', weight: 0, evidence: 'E-', contact: 'in-only' },
  ]);
});

test.each([
  ['published', 1],
  ['partial', 1],
  ['withheld', null],
  ['unsupported', null],
  ['unreached', null],
] as const)('a server whose block list is %s declares %s actions', (blocksDisclosure, declares) => {
  const graph = buildGraph(worldW1({ [x]: { mau: 100, blocksDisclosure } }, [[x, 'suspend', 'b.example']]));
  expect(describeHost(graph, x).declares).toBe(declares);
});

test('a sum over servers says how many of them publish the number', () => {
  const graph = buildGraph(
    worldW1({ 'a.example': { mau: null, users: 50 }, 'b.example': { mau: 7, users: null } }, [
      [x, 'suspend', 'a.example'],
      ['b.example', 'suspend', x],
    ]),
  );
  expect(assessBlocked(graph, x).cutNow.byBlocks).toEqual({ hosts: 2, users: 50, mau: 7, usersKnown: 1, mauKnown: 1 });
});

test('the share of each tie has an interval that holds it and a grade, and the shares sum to 1', () => {
  const ties = listTies(buildGraph(worldW1()), x);
  expect(ties.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9);
  for (const { weight, estimate } of ties.filter((tie) => tie.weight > 0)) {
    expect(estimate.share).toBeCloseTo(weight, 12);
    expect(estimate.low).toBeLessThan(weight);
    expect(estimate.high).toBeGreaterThan(weight);
    expect(estimate.grade).toBe('C');
  }
});

test('of published counts the share of a tie is exact, and a direction without any follows counts for nothing', () => {
  const counts = { 'a.example': { followsOut: 30, followsIn: 0 }, 'b.example': { followsOut: 10, followsIn: 0 } };
  const ties = listTies(buildGraph(worldW1({ [x]: { mau: 100, counts } })), x);
  expect(ties.slice(0, 2)).toMatchObject([
    { host: 'a.example', weight: 0.75, estimate: { share: 0.75, low: 0.75, high: 0.75, grade: 'A' } },
    { host: 'b.example', weight: 0.25, estimate: { share: 0.25, low: 0.25, high: 0.25, grade: 'A' } },
  ]);
});

test('the share of a tie with a server of unknown size is not known', () => {
  const ties = listTies(buildGraph(worldW1({ 'b.example': { mau: null, users: null } })), x);
  expect(ties.find(({ host }) => host === 'b.example')).toMatchObject({ weight: 0, estimate: { share: null } });
});
