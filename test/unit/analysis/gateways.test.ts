import { expect, test } from 'vitest';
import { applyPlan } from '../../../analysis/change.ts';
import { closeGateways, closeRelays } from '../../../analysis/gateways.ts';
import { buildGraph } from '../../../analysis/graph.ts';
import { planScenario } from '../../../analysis/scenario.ts';
import type { Scenario } from '../../../analysis/types.ts';
import { weighTies } from '../../../analysis/weights.ts';
import { buildSnapshot, type ServerText, type WorldText } from '../../golden/world-w1.ts';

const x = 'x.example';

function ask(servers: Record<string, ServerText>, scenario: Omit<Scenario, 'host'>, rules: WorldText['rules'] = []) {
  const graph = buildGraph(buildSnapshot({ servers: { 'other.example': {}, ...servers }, rules }));
  const plan = planScenario(graph, { host: x, ...scenario });
  const change = applyPlan(graph, plan);
  const closed = closeGateways(graph, plan, change);
  return {
    gateways: closed.map(({ host }) => host),
    last: closed.filter(({ last }) => last).map(({ network }) => network),
    relays: closeRelays(graph, change, weighTies(graph, plan.node)),
  };
}

test.each([
  ['mastodon', ['bsky.brid.gy', 'web.brid.gy', 'fed.brid.gy', 'nostr.brid.gy', 'fc.brid.gy']],
  ['lemmy', []],
  ['akkoma', ['bsky.brid.gy', 'web.brid.gy', 'fed.brid.gy', 'nostr.brid.gy', 'fc.brid.gy']],
])('on %s a block of brid.gy closes the gateways below it that its rules take', (software, gateways) => {
  expect(ask({ [x]: { software } }, { block: ['brid.gy'] }).gateways).toEqual(gateways);
});

test('on Lemmy a gateway is closed by its own name, met or not', () => {
  const servers = { [x]: { software: 'lemmy' } };
  expect(ask(servers, { block: ['bsky.brid.gy'] })).toMatchObject({ gateways: ['bsky.brid.gy'], last: ['Bluesky'] });
  const met = { ...servers, 'bsky.brid.gy': {} };
  expect(ask(met, { block: ['bsky.brid.gy'] })).toMatchObject({ gateways: ['bsky.brid.gy'], last: ['Bluesky'] });
});

test('the last gateway to a network is told from one of several', () => {
  const servers = { [x]: {} };
  expect(ask(servers, { block: ['mostr.pub'] })).toMatchObject({ gateways: ['mostr.pub'], last: [] });
  expect(ask(servers, { block: ['mostr.pub', 'momostr.pink', 'nostr.brid.gy'] }).last).toEqual([
    'Nostr',
    'Nostr',
    'Nostr',
  ]);
});

test('a gateway that is closed today is closed by nothing new, and is no way left', () => {
  const rules: WorldText['rules'] = [
    [x, 'suspend', 'momostr.pink'],
    [x, 'suspend', 'nostr.brid.gy'],
  ];
  expect(ask({ [x]: {} }, { block: ['mostr.pub', 'momostr.pink'] }, rules)).toMatchObject({
    gateways: ['mostr.pub'],
    last: ['Nostr'],
  });
});

test('a limit closes nothing', () => {
  expect(ask({ [x]: {} }, { limit: ['brid.gy', 'threads.net'] }).gateways).toEqual([]);
});

test('a longer rule of Mastodon keeps one gateway open', () => {
  const blocklist = [
    { target: 'brid.gy', action: 'suspend' },
    { target: 'bsky.brid.gy', action: 'noop' },
  ];
  expect(ask({ [x]: {} }, { blocklist }).gateways).not.toContain('bsky.brid.gy');
});

test('a gateway that cuts the host is closed from its side', () => {
  expect(ask({ [x]: {}, 'threads.net': {} }, { blockedBy: ['threads.net'] }).gateways).toEqual(['threads.net']);
});

test('an allowlist closes every gateway it does not name', () => {
  const { gateways } = ask({ [x]: {}, 'threads.net': {} }, { allowlist: ['mostr.pub'] });
  expect(gateways).toContain('threads.net');
  expect(gateways).toContain('wordpress.com');
  expect(gateways).not.toContain('mostr.pub');
});

test('a bridge is known by its software', () => {
  const servers = { [x]: {}, 'bird.example': { software: 'birdsitelive' } };
  expect(ask(servers, { block: ['bird.example'] })).toMatchObject({
    gateways: ['bird.example'],
    last: ['X (Twitter)'],
  });
  const two = { ...servers, 'wing.example': { software: 'birdsitelive' } };
  expect(ask(two, { block: ['bird.example'] }).last).toEqual([]);
});

test('nothing is closed for a host that did not answer', () => {
  expect(ask({ [x]: { liveness: 'dead' } }, { block: ['brid.gy'] }).gateways).toEqual([]);
});

test('a relay that is cut tells which of its members the host has no tie with', () => {
  const servers: Record<string, ServerText> = {
    [x]: { peers: ['near.example', 'relay.example'] },
    'near.example': { mau: 70, peers: [x, 'relay.example'] },
    'far.example': { mau: 30, peers: ['relay.example'] },
    'silent.example': { mau: null, peers: ['relay.example'] },
    'relay.example': { software: 'aoderelay', peers: [x, 'near.example', 'far.example', 'silent.example'] },
  };
  expect(ask(servers, { block: ['relay.example'] }).relays).toEqual([
    { host: 'relay.example', members: 4, unmet: { servers: 2, people: 30, unsized: 1 } },
  ]);
  const shy = { ...servers, 'relay.example': { software: 'activity-relay', peers: null } };
  expect(ask(shy, { block: ['relay.example'] }).relays).toEqual([
    { host: 'relay.example', members: null, unmet: null },
  ]);
  expect(ask(servers, { block: ['near.example'] }).relays).toEqual([]);
});
