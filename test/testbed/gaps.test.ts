/** Rests between requests: per domain, per address and over all, judged from the server's log. */
import { expect, test } from 'vitest';
import { fastClock } from '../../crawler/default-effects.ts';
import { crawlSites } from './crawl-sites.ts';
import { mastodonSite, type Site } from './server.ts';

const robots = (text: string): Site => ({ '/robots.txt': text });
const _domainBlocks = '/api/v1/instance/domain_blocks';

test('hosts under one registrable domain are asked one after the other, with the gap between any two requests', async () => {
  const minGapMs = 25;
  const names = ['a.farm.example', 'b.farm.example', 'farm.example', 'other.example'];
  const sites = Object.fromEntries(names.map((name) => [name, mastodonSite(name)]));
  const { log, summary } = await crawlSites(sites, { settings: { minGapMs, concurrency: 8 } });
  expect(summary.visited).toBe(4);
  const farm = log.filter(({ host }) => host.endsWith('farm.example'));
  expect(farm).toHaveLength(18);
  for (const [position, entry] of farm.slice(1).entries()) {
    // The clock that paces counts whole milliseconds.
    expect(entry.startedAt - farm[position]!.startedAt).toBeGreaterThanOrEqual(minGapMs - 1);
  }
  expect(Math.max(...log.map(({ inFlight }) => inFlight))).toBe(1);
  const [own, others] = [farm.map(({ startedAt }) => startedAt), log.filter(({ host }) => host === 'other.example')];
  expect(others.some(({ startedAt }) => startedAt > own[0]! && startedAt < own.at(-1)!)).toBe(true);
});

test('hosts of one address are visited one after the other, with the gap between any two requests, and hold up nobody else', async () => {
  const minGapMs = 25;
  const names = ['a.example', 'b.example', 'c.example'];
  const sites = Object.fromEntries([...names, 'other.example'].map((name) => [name, mastodonSite(name)]));
  const addresses: Record<string, string[]> = {
    'a.example': ['192.0.2.1'],
    'b.example': ['2001:db8::1', '192.0.2.1'],
    'c.example': ['2001:db8::2'],
  };
  const { log, summary } = await crawlSites(sites, {
    addressesOf: async (name) => addresses[name] ?? ['192.0.2.99'],
    settings: { minGapMs, concurrency: 2 },
  });
  expect(summary.visited).toBe(4);
  const times = (...hosts: string[]) => log.filter(({ host }) => hosts.includes(host));
  for (const [one, two] of [
    ['a.example', 'b.example'],
    ['b.example', 'c.example'],
  ] as const) {
    const both = times(one, two);
    expect(both).toHaveLength(12);
    for (const [position, entry] of both.slice(1).entries()) {
      // The clock that paces counts whole milliseconds.
      expect(entry.startedAt - both[position]!.startedAt).toBeGreaterThanOrEqual(minGapMs - 1);
    }
    const turns = both.map(({ host }) => host).filter((host, at, all) => host !== all[at - 1]);
    expect(turns).toHaveLength(2);
  }
  const [other, all] = [times('other.example'), times(...names)];
  expect(other[0]!.startedAt).toBeLessThan(all.at(-1)!.startedAt);
});

test('requests to all hosts together keep to the rate', async () => {
  const names = Array.from({ length: 12 }, (_, number) => `n${number}.example`);
  const sites = Object.fromEntries(names.map((name) => [name, mastodonSite(name)]));
  const speed = 10;
  const clock = fastClock({ startAt: 1_000_000, speed });
  const { log } = await crawlSites(sites, { clock, settings: { maxRequestsPerSecond: 10 } });
  expect(log).toHaveLength(72);
  // Ten at once, and the other 62 need six seconds more; the first and the last may travel at different speed.
  expect(log.at(-1)!.startedAt - log[0]!.startedAt).toBeGreaterThanOrEqual(6000 / speed - 50);
});

test.each([
  ['Crawl-delay: 6\nRequest-rate: 1/2s', 6000],
  ['Crawl-delay: 2\nRequest-rate: 10/1m', 6000],
])('of two rests the longer holds: %s', async (lines, restMs) => {
  const speed = 200;
  const clock = fastClock({ startAt: 1_000_000, speed });
  const site = mastodonSite('a.example', [], robots(`User-agent: *\n${lines}\n`));
  const { log } = await crawlSites({ 'a.example': site }, { clock, settings: { minGapMs: 1000 } });
  for (const [position, entry] of log.slice(1).entries()) {
    expect(entry.startedAt - log[position]!.startedAt).toBeGreaterThanOrEqual(restMs / speed - 1);
  }
});

test('Crawl-delay widens the gap', async () => {
  const speed = 200;
  const clock = fastClock({ startAt: 1_000_000, speed });
  const site = mastodonSite('a.example', [], robots('User-agent: *\nCrawl-delay: 6\n'));
  const { log, store } = await crawlSites({ 'a.example': site }, { clock, settings: { minGapMs: 1000 } });
  expect(store.visit('a.example').status).toBe('visited');
  for (const [position, entry] of log.slice(1).entries()) {
    expect(entry.startedAt - log[position]!.startedAt).toBeGreaterThanOrEqual(6000 / speed - 1);
  }
});
