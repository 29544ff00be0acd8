import { expect, test } from 'vitest';
import { addressLane } from '../../../crawler/http/lanes.ts';
import { readHost, registrableDomain } from '../../../data/host.ts';
import type { Host } from '../../../data/types.ts';
import { crawlDelay } from '../../../data/world/robots.ts';
import { createWorld } from '../../../data/world/world.ts';
import { idealCrawl, type PlannedVisit } from '../../bench/ideal.ts';
import { latencyMs } from '../../bench/latency.ts';
import { virtualCrawlMs } from '../../bench/virtual.ts';

/** robots.txt, NodeInfo in two steps, and a list. */
const visitRequests = 4;
const rests = { minGapMs: 1000, requestTimeoutMs: 20_000 };

test('the ideal is what the places allow, unless one machine or one visit takes longer', () => {
  const visit = (name: string, address: string, requests = 2): PlannedVisit => ({
    host: readHost(name) as Host,
    domain: name,
    address,
    requests,
    server: { latencyMs: 500, delayMs: 0, hangs: false },
  });
  const apart = ['a', 'b', 'c', 'd'].map((name, at) => visit(`${name}.example`, `192.0.2.${at + 1}`));
  expect(idealCrawl(apart, { ...rests, places: 2 }).wallMs).toBe(4000);
  expect(idealCrawl(apart, { ...rests, places: 4 }).wallMs).toBe(2000);
  const together = apart.map((each) => ({ ...each, address: '192.0.2.1' }));
  expect(idealCrawl(together, { ...rests, places: 4 }).wallMs).toBe(4 * 2000 + 3 * 1000);
  expect(virtualCrawlMs(together, { ...rests, places: 4 })).toBe(11_000);
  const slow = { ...apart[0]!, server: { latencyMs: 0, delayMs: 60_000, hangs: false } };
  expect(idealCrawl([slow, ...apart.slice(1)], { ...rests, places: 4 }).wallMs).toBe(60_000);
});

const visits = plannedVisits();

test.each([20, 50])(
  'with %i places, the schedule takes at most a tenth longer than one that knows it all',
  (places) => {
    const limits = { ...rests, places };
    expect(idealCrawl(visits, limits).wallMs / virtualCrawlMs(visits, limits)).toBeGreaterThan(0.9);
  },
);

/** Of a simulated fediverse in which three in ten are dead. */
function plannedVisits(): PlannedVisit[] {
  const world = createWorld({ hosts: 2000, seed: 1, deadShare: 0.3 });
  return world.servers.map((server) => {
    const { host, condition } = server;
    const address = world.addressOf(host);
    return {
      host,
      domain: registrableDomain(host),
      address: address === null ? null : addressLane(address),
      requests: address === null ? 0 : condition === 'alive' ? visitRequests : 1,
      server: { latencyMs: latencyMs(host), delayMs: crawlDelay(server) * 1000, hangs: condition === 'hangs' },
    };
  });
}
