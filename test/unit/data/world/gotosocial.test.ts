import { expect, test } from 'vitest';
import type { RuleText } from '../../../../data/types.ts';
import { bodyOf, get, serverWith, world, worldWith } from './sample.ts';

const server = serverWith('gotosocial', ({ version }) => version === '0.20.2');
const row = (target: string, masked = false) => ({
  target: target as RuleText,
  action: 'suspend',
  comment: 'spam',
  masked,
});
const open = worldWith(server, {
  peersOpen: true,
  blocksShown: 'all',
  blocks: [row('bad.example', true), row('loud.example')],
}).world;
const peersPath = '/api/v1/instance/peers';

test('as it comes, every list is for those who log in', () => {
  const closed = worldWith(server, { peersOpen: false, blocksShown: 'none' }).world;
  for (const path of [
    peersPath,
    `${peersPath}?filter=open`,
    `${peersPath}?filter=blocked`,
    '/api/v1/instance/domain_blocks',
    '/api/v1/instance/domain_allows',
  ]) {
    expect(get(server.host, path, closed)).toMatchObject({
      status: 401,
      body: expect.stringMatching(/^{"error":"Unauthorized: .* requires an authenticated account\/user"}$/),
    });
  }
});

test('opened, it gives a flat list like Mastodon, and objects to those who filter', () => {
  const flat = bodyOf(get(server.host, peersPath, open)) as string[];
  expect(flat).toEqual(world.expected(server.host).lists.peers.entries.length > 0 ? expect.any(Array) : flat);
  expect(bodyOf(get(server.host, `${peersPath}?filter=open`, open))).toEqual(flat.map((domain) => ({ domain })));
  expect(bodyOf(get(server.host, `${peersPath}?filter=open&flat=true`, open))).toEqual(flat);
  expect(get(server.host, `${peersPath}?filter=friends`, open).status).toBe(400);
});

test('blocked names carry the time and the comment, and a masked one no digest', () => {
  const rows = bodyOf(get(server.host, '/api/v1/instance/domain_blocks', open));
  expect(rows).toMatchObject([
    { domain: 'b*d.*x**pl*', comment: 'spam', severity: 'suspend' },
    { domain: 'loud.example', suspended_at: expect.stringMatching(/Z$/) },
  ]);
  expect(JSON.stringify(rows)).not.toContain('digest');
  expect(bodyOf(get(server.host, `${peersPath}?filter=blocked`, open))).toEqual(rows);
});

test('the list of allowed names came with 0.20', () => {
  const old = worldWith(server, { version: '0.18.3', blocksShown: 'all' }).world;
  expect(get(server.host, '/api/v1/instance/domain_allows', open).status).toBe(200);
  expect(get(server.host, '/api/v1/instance/domain_allows', old).status).toBe(404);
});

test('active people are a sign of made-up numbers, and robots.txt leaves true ones to crawlers only where it was asked to', () => {
  const usersOf = (counts: 'true' | 'zero' | 'baffle') => {
    const { world: changed } = worldWith(server, { counts });
    const document = bodyOf(get(server.host, '/nodeinfo/2.0', changed)) as { usage: { users: object } };
    return document.usage.users;
  };
  expect(usersOf('true')).toEqual({ total: server.users });
  expect(usersOf('zero')).toEqual({ total: 0 });
  expect(usersOf('baffle')).toHaveProperty('activeMonth');
  const robotsOf = (counts: 'true' | 'served') =>
    get(server.host, '/robots.txt', worldWith(server, { counts }).world).body;
  expect(robotsOf('true')).toContain('Disallow: /nodeinfo/\n');
  expect(robotsOf('served')).not.toContain('nodeinfo');
  expect(robotsOf('served')).toContain('Crawl-delay: 500\n');
});
