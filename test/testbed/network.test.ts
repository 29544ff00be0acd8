/** What the way to the public network refuses, judged by the absence of connections. */
import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { crawl } from '../../crawler/crawl.ts';
import { defaultEffects } from '../../crawler/default-effects.ts';
import { exchange } from '../../crawler/http/client.ts';
import { publicNetwork } from '../../crawler/http/network.ts';
import { resolveSettings } from '../../crawler/settings.ts';
import { readHost } from '../../data/host.ts';
import type { Host, Outcome } from '../../data/types.ts';
import { MemoryStore } from './memory-store.ts';

const settings = resolveSettings({ minGapMs: 0, requestTimeoutMs: 5000 });
let connections = 0;
const server = createServer((socket) => {
  connections += 1;
  socket.destroy();
});

/** https means port 443, which may be taken or not ours to listen on; then there is nobody to connect to either. */
beforeAll(
  () =>
    new Promise<void>((resolve) => {
      server.once('error', () => resolve());
      server.listen(443, '127.0.0.1', () => resolve());
    }),
);
afterAll(() => void server.close());

async function visitThrough(addresses: string[] | Error, host: string): Promise<Outcome> {
  const network = publicNetwork(settings, async () => {
    if (addresses instanceof Error) throw addresses;
    return addresses;
  });
  const store = new MemoryStore([readHost(host)!]);
  await crawl({ store, effects: defaultEffects({ network }), settings });
  await network.close();
  return store.visit(host).reason;
}

test.each([
  ['loopback', ['127.0.0.1']],
  ['a private network', ['192.168.1.1']],
  ['cloud metadata', ['169.254.169.254']],
  ['loopback in IPv6', ['::1']],
  ['loopback mapped into IPv6', ['::ffff:127.0.0.1']],
  ['a public address first and loopback behind it', ['8.8.8.8', '127.0.0.1']],
  ['loopback first', ['127.0.0.1', '8.8.8.8']],
])('a name that leads to %s is not contacted', async (_, addresses) => {
  expect(await visitThrough(addresses, 'inside.example')).toBe('private-address');
  expect(connections).toBe(0);
});

test('a name without an address has none', async () => {
  expect(await visitThrough(Object.assign(new Error('x'), { code: 'ENOTFOUND' }), 'nowhere.example')).toBe(
    'no-address',
  );
  expect(await visitThrough([], 'nowhere.example')).toBe('no-address');
  expect(connections).toBe(0);
});

test.each(['127.0.0.1', '[::1]', '8.8.8.8'])(
  'the address %s instead of a name is not contacted, whatever it is',
  async (host) => {
    const network = publicNetwork(settings);
    const caps = { maxBytes: 1000, maxDecompressedBytes: 1000 };
    const request = { host: host as Host, method: 'GET', path: '/', accept: '*/*', ...caps } as const;
    const { outcome } = await exchange(request, { effects: defaultEffects({ network }), settings });
    await network.close();
    expect(outcome).toBe('private-address');
    expect(connections).toBe(0);
  },
);
