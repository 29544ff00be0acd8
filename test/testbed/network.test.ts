/** What the way to the public network refuses, judged by the absence of connections. */
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { crawl } from '../../crawler/crawl.ts';
import { defaultEffects } from '../../crawler/default-effects.ts';
import { exchange } from '../../crawler/http/client.ts';
import { loopbackNetwork, publicNetwork } from '../../crawler/http/network.ts';
import { resolveSettings } from '../../crawler/settings.ts';
import { readHost } from '../../data/host.ts';
import type { Host, Outcome } from '../../data/types.ts';
import { crawlSites } from './crawl-sites.ts';
import { MemoryStore } from './memory-store.ts';
import { mastodonSite, serveSites, status } from './server.ts';

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

/** Is looked up, and never asked. */
const witness = readHost('witness.example')!;

async function visitThrough(addresses: string[] | Error, host: string): Promise<Outcome> {
  const network = publicNetwork(settings, async (name) => {
    if (name === witness) return ['8.8.8.8'];
    if (addresses instanceof Error) throw addresses;
    return addresses;
  });
  const store = new MemoryStore([readHost(host)!]);
  store.answered.add(witness);
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

test('a redirect to an address of our own machine reaches nobody', async () => {
  const arrived: string[] = [];
  const target = createHttpServer((request, response) => {
    arrived.push(request.url ?? '');
    response.end('{}');
  });
  await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve));
  const { port } = target.address() as AddressInfo;
  for (const location of [`http://127.0.0.1:${port}/x`, `https://127.0.0.1:${port}/x`, `http://[::1]:${port}/x`]) {
    const site = mastodonSite('a.example', [], {
      '/robots.txt': status(301, { location }),
      '/api/v1/instance/peers': status(302, { location }),
    });
    const open = mastodonSite('b.example', [], { '/api/v1/instance/peers': status(307, { location }) });
    const { store } = await crawlSites({ 'a.example': site, 'b.example': open });
    expect(store.visit('a.example')).toMatchObject({ status: 'unreached', reason: 'moved' });
    expect(store.visit('b.example').peers).toMatchObject({ disclosure: 'unreached', reason: 'moved' });
  }
  target.close();
  expect(arrived).toEqual([]);
});

test('a proxy that the environment names is not used', async () => {
  let met = 0;
  const proxy = createServer((socket) => {
    met += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  const names = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'ALL_PROXY'];
  for (const name of names) vi.stubEnv(name, `http://127.0.0.1:${port}`);
  await visitThrough(['192.0.2.1'], 'inside.example');
  await visitThrough(['127.0.0.1'], 'inside.example');
  vi.unstubAllEnvs();
  proxy.close();
  expect(met).toBe(0);
});

test.each(['EMFILE', 'ENFILE'])('when this machine has no sockets left (%s) it waits for one', async (code) => {
  const server = await serveSites({ 'a.example': mastodonSite('a.example') });
  const network = loopbackNetwork(server.port);
  let failures = 0;
  const fail = () => {
    failures += 1;
    return Object.assign(new Error(code), { code });
  };
  const dispatcher = network.dispatcher.compose((dispatch) => (options, handler) => {
    if (failures > 4) return dispatch(options, handler);
    handler.onResponseError?.({} as never, fail());
    return true;
  });
  const resolve = async (host: Host) => {
    if (failures < 2) throw fail();
    return network.resolve(host);
  };
  const waits: number[] = [];
  const clock = { now: Date.now, sleep: async (ms: number) => void waits.push(ms) };
  const store = new MemoryStore([readHost('a.example')!]);
  await crawl({ store, effects: defaultEffects({ network: { ...network, dispatcher, resolve }, clock }), settings });
  await network.close();
  await server.close();
  expect(store.visit('a.example')).toMatchObject({ status: 'visited', reason: 'ok' });
  expect(waits).toEqual([1000, 1000, 1000, 1000, 1000]);
});
