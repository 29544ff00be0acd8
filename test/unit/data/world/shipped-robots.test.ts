import { expect, test } from 'vitest';
import { parseRobots } from '../../../../crawler/http/robots-file.ts';
import { crawlDelay, shippedForbids } from '../../../../data/world/robots.ts';
import { type WorldSoftware, worldSoftware } from '../../../../data/world/types.ts';
import { get, serverWith, world, worldWith } from './sample.ts';

const paths = [
  '/nodeinfo/2.0',
  '/api/v1/instance/peers',
  '/api/v1/instance/domain_blocks',
  '/api/v4/federated_instances?kind=linked',
  '/api/federation/instances',
  '/api/federated',
  '/blocklist/domain/download',
];

test('what a shipped robots.txt forbids, and how long it asks to wait, is what a parser of RFC 9309 reads in it', () => {
  let forbidden = 0;
  for (const server of world.servers.filter(({ condition, robots }) => condition === 'alive' && robots === 'shipped')) {
    const { host, software, version } = server;
    const rules = parseRobots(get(host, '/robots.txt').body, 'Somebody');
    for (const path of paths) {
      const forbids = shippedForbids(server, path);
      expect({ software, version, path, forbids: !rules.allows(path) }).toEqual({ software, version, path, forbids });
      forbidden += Number(forbids);
    }
    expect({ software, delayMs: rules.crawlDelayMs ?? 0 }).toEqual({ software, delayMs: crawlDelay(server) * 1000 });
  }
  expect(forbidden).toBeGreaterThan(100);
});

test.each<[WorldSoftware, string, string]>([
  ['sharkey', 'everything', 'Disallow: /*\nAllow: /$\n'],
  ['snac', 'everything', 'Disallow: /\n'],
  ['mbin', 'nothing of ours', 'Request-rate: 1/5s\n'],
  ['kbin', 'nothing of ours', 'Disallow /er/*\n'],
  ['piefed', 'nothing of ours', '\n  Disallow: /honey\n'],
  ['bookwyrm', 'nothing of ours', 'Crawl-delay: 10\n'],
  ['ktistec', 'the API', 'Disallow: /api*\n'],
])('%s forbids %s', (software, _, line) => {
  const { host } = serverWith(software);
  const { world: asShipped } = worldWith(world.find(host)!, { robots: 'shipped' });
  expect(get(host, '/robots.txt', asShipped).body).toContain(line);
});

test('most software leaves its lists to crawlers', () => {
  const open = worldSoftware.filter((software) => {
    const server = world.servers.find((other) => other.software === software)!;
    return !shippedForbids({ ...server, robots: 'shipped' }, '/api/v1/instance/peers');
  });
  expect(open.length).toBeGreaterThan(worldSoftware.length - 6);
});
