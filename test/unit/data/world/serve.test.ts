import { once } from 'node:events';
import { type IncomingHttpHeaders, request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveWorld, type WorldServer } from '../../../../data/world/serve.ts';
import { bodyOf, get, serverWith, world } from './sample.ts';

let served: WorldServer;
beforeAll(async () => {
  served = await serveWorld(world);
});
afterAll(() => served.close());

interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

async function fetchFrom(
  host: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string,
): Promise<Reply> {
  const sent = request({
    port: served.port,
    host: '127.0.0.1',
    path,
    method: body === undefined ? 'GET' : 'POST',
    headers: { host, ...headers },
  });
  sent.end(body);
  const [reply] = await once(sent, 'response');
  const chunks: Buffer[] = [];
  for await (const chunk of reply) chunks.push(chunk);
  return { status: reply.statusCode, headers: reply.headers, body: Buffer.concat(chunks) };
}

const lastEntry = (host: string) => served.log.filter((entry) => entry.host === host).at(-1)!;

test('the Host header chooses the server, and a port in it is no part of the name', async () => {
  const [mastodon, lemmy] = [serverWith('mastodon'), serverWith('lemmy')];
  for (const { host, software } of [mastodon, lemmy]) {
    const path = software === 'lemmy' ? '/.well-known/nodeinfo' : '/nodeinfo/2.0';
    const { body } = await fetchFrom(`${host}:443`, path);
    expect(body.toString()).toBe(get(host, path).body);
  }
});

test('a request is logged with who asked, what was answered and how many bytes went out', async () => {
  const { host } = serverWith('peertube');
  const { body, status } = await fetchFrom(host, '/robots.txt?x=1', { 'user-agent': 'Someone/1.0' });
  expect(lastEntry(host)).toMatchObject({
    method: 'GET',
    path: '/robots.txt?x=1',
    userAgent: 'Someone/1.0',
    inFlight: 0,
  });
  expect(lastEntry(host)).toMatchObject({ status, bytes: body.length });
  expect(lastEntry(host).finishedAt).toBeGreaterThanOrEqual(lastEntry(host).startedAt);
});

test('requests for one host that run at the same time are seen to', async () => {
  const slow = await serveWorld(world, { latencyMs: () => 30 });
  const { host } = serverWith('peertube');
  const ask = async () => {
    const sent = request({ port: slow.port, host: '127.0.0.1', path: '/robots.txt', headers: { host } }).end();
    const [reply] = await once(sent, 'response');
    for await (const _ of reply);
  };
  await Promise.all([ask(), ask(), ask()]);
  expect(slow.log.map(({ inFlight }) => inFlight).sort()).toEqual([0, 1, 2]);
  await slow.close();
});

test('requests for hosts behind one address that run at the same time are seen to', async () => {
  const slow = await serveWorld(world, { latencyMs: () => 30 });
  const groups = new Map<string, string[]>();
  for (const { host, condition } of world.servers) {
    const address = world.addressOf(host);
    if (address !== null && condition === 'alive') groups.set(address, [...(groups.get(address) ?? []), host]);
  }
  const [address, hosts] = [...groups].sort(([, a], [, b]) => b.length - a.length)[0]!;
  const ask = async (host: string) => {
    const sent = request({ port: slow.port, host: '127.0.0.1', path: '/robots.txt', headers: { host } }).end();
    const [reply] = await once(sent, 'response');
    for await (const _ of reply);
  };
  await Promise.all(hosts.slice(0, 3).map(ask));
  expect(slow.log.map(({ inFlight }) => inFlight)).toEqual([0, 0, 0]);
  expect(slow.log.map(({ inFlightAtAddress }) => inFlightAtAddress).sort()).toEqual([0, 1, 2]);
  expect(new Set(slow.log.map((entry) => entry.address))).toEqual(new Set([address]));
  await slow.close();
});

test('names resolve to the address of their server, or fail as a name server would have it', async () => {
  const { host } = serverWith('mastodon');
  expect(await served.addressesOf(host)).toEqual([world.addressOf(host)]);
  await expect(served.addressesOf('nobody.example')).rejects.toMatchObject({ code: 'ENOTFOUND' });
});

test('who brings the entity tag of a list gets 304 and no body', async () => {
  const { host } = serverWith(
    'mastodon',
    ({ peersOpen, allowlistMode, rateLimitsOnce }) => peersOpen && !allowlistMode && !rateLimitsOnce,
  );
  const path = '/api/v1/instance/peers';
  const { headers } = await fetchFrom(host, path);
  const again = await fetchFrom(host, path, { 'if-none-match': headers.etag!, 'accept-encoding': 'gzip' });
  expect([again.status, again.body.length]).toEqual([304, 0]);
});

test('a long body is compressed for those who accept it, and the same below', async () => {
  const { host } = serverWith(
    'mastodon',
    ({ peersOpen, allowlistMode, rateLimitsOnce }) => peersOpen && !allowlistMode && !rateLimitsOnce,
  );
  const path = '/api/v1/instance/peers';
  const packed = await fetchFrom(host, path, { 'accept-encoding': 'gzip, br' });
  const plain = await fetchFrom(host, path);
  expect(packed.headers['content-encoding']).toBe('gzip');
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(gunzipSync(packed.body).equals(plain.body)).toBe(true);
  expect(packed.body.length).toBeLessThan(plain.body.length);
});

test('a POST brings its JSON to the software', async () => {
  const { host } = serverWith('misskey', ({ peersOpen, rateLimitsOnce }) => peersOpen && !rateLimitsOnce);
  const headers = { 'content-type': 'application/json' };
  const { body } = await fetchFrom(host, '/api/federation/instances', headers, '{"limit":3}');
  expect(JSON.parse(body.toString())).toHaveLength(3);
  expect((await fetchFrom(host, '/api/federation/instances', headers, '{"limit":')).status).toBe(400);
});

test('a busy server asks once to come back later', async () => {
  const busy = world.servers.find(({ rateLimitsOnce, condition }) => rateLimitsOnce && condition === 'alive')!;
  const path = '/api/v1/instance/peers';
  const first = await fetchFrom(busy.host, path);
  expect([first.status, first.headers['retry-after']]).toEqual([429, '1']);
  expect(JSON.parse((await fetchFrom(busy.host, path)).body.toString())).toEqual(bodyOf(get(busy.host, path)));
});

test('a dead name ends the connection without an answer', async () => {
  await expect(fetchFrom('nobody.example', '/')).rejects.toThrow(/hang up|ECONNRESET/);
  expect(lastEntry('nobody.example')).toMatchObject({ status: null, bytes: 0 });
});

test('close ends requests that are left hanging', async () => {
  const own = await serveWorld(world);
  const { host } = world.servers.find(({ condition }) => condition === 'hangs')!;
  const sent = request({ port: own.port, host: '127.0.0.1', path: '/', headers: { host } }).end();
  const failed = once(sent, 'error');
  while (own.log.length === 0) await new Promise((resolve) => setImmediate(resolve));
  await own.close();
  const [error] = await failed;
  expect(String(error)).toMatch(/hang up|ECONNRESET/);
  expect(own.log).toMatchObject([{ host, status: null, finishedAt: null }]);
});

test('the log can be left out', async () => {
  const quiet = await serveWorld(world, { log: false });
  const sent = request({
    port: quiet.port,
    host: '127.0.0.1',
    path: '/robots.txt',
    headers: { host: world.seedHosts[0]! },
  }).end();
  const [reply] = await once(sent, 'response');
  for await (const _ of reply);
  expect(quiet.log).toEqual([]);
  await quiet.close();
});
