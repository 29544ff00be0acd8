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
