import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { limitRate } from '../../../../viz/server/rate-limit.ts';

function appWith(limits: Parameters<typeof limitRate>[0]) {
  const app = new Hono();
  app.use(limitRate(limits));
  app.get('/', (context) => context.text('answered'));
  return (remoteAddress: string) =>
    app.request('/', {}, { incoming: { socket: { remoteAddress } } } as unknown as HttpBindings);
}

const ask = () => appWith({ loopback: { perMinute: 9, burst: 0 }, public: { perMinute: 2, burst: 1 } });

test('beyond the limit and the burst a client is told when to ask again', async () => {
  const from = ask();
  const first = await from('203.0.113.7');
  expect(Object.fromEntries(first.headers)).toMatchObject({ 'ratelimit-limit': '2', 'ratelimit-remaining': '1' });
  expect(Number(first.headers.get('ratelimit-reset'))).toBeGreaterThan(50);
  expect((await from('203.0.113.7')).status).toBe(200);
  expect((await from('203.0.113.7')).status).toBe(200);
  const refused = await from('203.0.113.7');
  expect(refused.status).toBe(429);
  expect(refused.headers.get('ratelimit-remaining')).toBe('0');
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await refused.json()).toEqual({
    error: 'More than 2 questions came from your address within a minute.',
    hint: expect.stringMatching(/^Ask again in \d+ seconds\.$/),
  });
});

test('another client is not kept waiting, and this machine has a limit of its own', async () => {
  const from = ask();
  for (let at = 0; at < 4; at++) await from('203.0.113.7');
  expect((await from('203.0.113.7')).status).toBe(429);
  expect((await from('203.0.113.8')).status).toBe(200);
  const own = await from('127.0.0.1');
  expect([own.status, own.headers.get('ratelimit-limit')]).toEqual([200, '9']);
});

test('all addresses of one customer of IPv6 are one client', async () => {
  const from = ask();
  for (const address of ['2001:db8:0:1::7', '2001:db8:0:1:8::', '2001:db8::1:0:0:0:9']) {
    expect((await from(address)).status).toBe(200);
  }
  expect((await from('2001:db8:0:1:ffff::')).status).toBe(429);
  expect((await from('2001:db8:0:2::7')).status).toBe(200);
});
