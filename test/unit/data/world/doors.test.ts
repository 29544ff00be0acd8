import { expect, test } from 'vitest';
import { respond } from '../../../../data/world/respond.ts';
import type { RobotsPolicy } from '../../../../data/world/types.ts';
import { askOf, get, serverWith, worldWith } from './sample.ts';

const server = serverWith('writefreely');
const gotosocial = serverWith('gotosocial');

test('a server that is no more answers in the way it died', () => {
  const at = (condition: Parameters<typeof worldWith>[1]['condition'], path: string) => {
    const changed = worldWith(server, { condition: condition!, movedTo: gotosocial.host });
    return respond(changed.world, server.host, askOf(path));
  };
  expect(at('drops', '/robots.txt')).toBe('drop');
  expect(at('unresolved', '/robots.txt')).toBe('drop');
  expect(at('bare', '/.well-known/nodeinfo')).toMatchObject({ status: 404 });
  expect(at('hangs', '/robots.txt')).toBe('hang');
  expect(at('gone', '/.well-known/nodeinfo')).toMatchObject({ status: 410 });
  expect(at('errors', '/.well-known/nodeinfo')).toMatchObject({ status: 500 });
  expect(at('html', '/.well-known/nodeinfo')).toMatchObject({ status: 200, body: expect.stringContaining('<html') });
  expect(at('moved', '/robots.txt')).toMatchObject({
    status: 301,
    headers: { location: `https://${gotosocial.host}/robots.txt` },
  });
});

test('a name without a server drops the connection', () => {
  const { world } = worldWith(server, {});
  expect(respond(world, 'nobody.example', askOf('/robots.txt'))).toBe('drop');
});

test.each<[RobotsPolicy, number, string]>([
  ['shipped', 200, 'User-agent: *\nDisallow:\n'],
  ['absent', 404, 'Not Found'],
  ['unavailable', 503, 'Service Unavailable'],
  ['forbids-all', 200, 'Disallow: /\n'],
  ['forbids-us', 200, 'User-agent: Faultline\nDisallow: /\n'],
  ['refuses-us', 403, 'Forbidden'],
  ['slow', 200, 'Crawl-delay: 1\n'],
])('robots.txt under the policy %s', (robots, status, text) => {
  const { world } = worldWith(server, { robots });
  expect(get(server.host, '/robots.txt', world)).toMatchObject({ status, body: expect.stringContaining(text) });
});

test('an unknown path is a page that is not there', () => {
  expect(get(server.host, '/api/v1/instance/peers')).toMatchObject({
    status: 404,
    headers: { 'content-type': 'text/html; charset=utf-8' },
  });
});
