import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareHosts } from '../../../../analysis/compare.ts';
import { buildGraph } from '../../../../analysis/graph.ts';
import { assess } from '../../../../analysis/impact.ts';
import { packMap } from '../../../../analysis/map-file.ts';
import { toMapJson } from '../../../../analysis/map-json.ts';
import { readMap } from '../../../../analysis/read-map.ts';
import { reportImpact } from '../../../../analysis/report/impact-report.ts';
import { renderMarkdown } from '../../../../analysis/report/markdown.ts';
import { createApp } from '../../../../viz/server/app.ts';
import { worldW1 } from '../../../golden/world-w1.ts';

const graph = buildGraph(worldW1({ 'd.example': { liveness: 'dead' } }, [['a.example', 'suspend', 'c.example']]));
let staticDir: string;
let app: ReturnType<typeof createApp>;

beforeAll(() => {
  staticDir = mkdtempSync(join(tmpdir(), 'faultline-static-'));
  writeFileSync(join(staticDir, 'index.html'), '<!doctype html><title>Faultline</title>');
  mkdirSync(join(staticDir, 'assets'));
  writeFileSync(join(staticDir, 'assets/index-abc.js'), 'export {};');
  app = createApp({ graph, staticDir });
});

afterAll(() => rmSync(staticDir, { recursive: true }));

function get(path: string, headers: Record<string, string> = {}) {
  return app.request(path, { headers: { host: '127.0.0.1:8420', ...headers } });
}

function post(body: string, headers: Record<string, string> = {}) {
  return app.request('/api/impact', {
    method: 'POST',
    headers: { host: 'localhost', 'content-type': 'application/json', ...headers },
    body,
  });
}

test('the map, the status and a card are those of the graph', async () => {
  const map = await (await get('/api/map')).json();
  expect(map).toMatchObject({ schema: 'faultline.map/1', snapshot: graph.ref });
  const status = await (await get('/api/status')).json();
  expect(status).toEqual({ snapshot: graph.ref, coverage: map.coverage, communities: map.communities, tier: 'local' });
  const card = await (await get('/api/hosts/x.example')).json();
  expect(card).toMatchObject({ host: 'x.example', audience: 100, liveness: 'alive' });
});

test('ties and blocks of a host come by its name in any writing', async () => {
  const ties = await (await get('/api/hosts/X.Example/ties')).json();
  expect(ties.map(({ host }: { host: string }) => host)).toContain('a.example');
  const blocked = await (await get('/api/blocked/c.example?among=visited')).json();
  expect(blocked).toMatchObject({ schema: 'faultline.blocked/1', host: 'c.example' });
  expect(blocked.by.map(({ source }: { source: string }) => source)).toEqual(['a.example']);
});

test('a scenario is answered as the analysis answers it', async () => {
  const scenario = { host: 'x.example', block: ['a.example'], limit: ['b.example'] };
  const answer = await post(JSON.stringify(scenario));
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual(JSON.parse(JSON.stringify(assess(graph, scenario))));
});

test('a scenario may lift, and import several lists', async () => {
  const entries = [{ target: 'a.example', action: 'suspend' }];
  const lists = ['one', 'two'].map((name) => ({ name, entries }));
  const actions = [{ target: 'd.example', action: 'silence' }];
  for (const scenario of [
    { host: 'a.example', lift: ['c.example'], liftedBy: ['b.example'], actions },
    { host: 'x.example', lists, threshold: 2, except: ['b.example'] },
  ]) {
    const answer = await post(JSON.stringify(scenario));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual(JSON.parse(JSON.stringify(assess(graph, scenario))));
  }
});

test('the Markdown of a link is the report of its scenario', async () => {
  const answer = await get('/api/impact.md?host=x.example&block=a.example,b.example');
  expect(answer.headers.get('content-type')).toBe('text/markdown; charset=utf-8');
  const impact = assess(graph, { host: 'x.example', block: ['a.example', 'b.example'] });
  expect(await answer.text()).toBe(renderMarkdown(reportImpact(impact)));
  const lifted = assess(graph, { host: 'a.example', lift: ['c.example'], liftedBy: ['b.example'] });
  const link = '/api/impact.md?host=a.example&lift=c.example&liftedBy=b.example';
  expect(await (await get(link)).text()).toBe(renderMarkdown(reportImpact(lifted)));
});

test('servers side by side come in the order asked, by their names in any writing', async () => {
  const answer = await get('/api/compare?host=X.example&host=b.example&host=x.example');
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual(JSON.parse(JSON.stringify(compareHosts(graph, ['x.example', 'b.example']))));
});

test('the search finds the exact name first and takes a pasted address', async () => {
  const hosts = async (query: string) =>
    (await (await get(`/api/hosts?q=${encodeURIComponent(query)}`)).json()).map(({ host }: { host: string }) => host);
  expect(await hosts('https://B.example/about')).toEqual(['b.example']);
  expect((await hosts('')).slice(0, 2)).toEqual(['a.example', 'b.example']);
  expect(await hosts('nothing like it')).toEqual([]);
});

test.each([
  ['a host that was not seen', () => get('/api/hosts/nowhere.example'), 404, /not seen/],
  ['ties of a host that was not seen', () => get('/api/hosts/nowhere.example/ties'), 404, /not seen/],
  ['a name that is no host', () => get('/api/blocked/localhost'), 400, /no host name/],
  ['a scenario that changes nothing', () => post('{"host":"x.example"}'), 400, /./],
  [
    'a scenario from a host that was not seen',
    () => post('{"host":"no.example","block":["a.example"]}'),
    404,
    /not seen/,
  ],
  ['broken JSON', () => post('{"host":'), 400, /cannot be read/],
  [
    'a scenario with a misspelt field',
    () => post('{"host":"x.example","blocks":["a.example"]}'),
    400,
    /no field "blocks"; expected host, block/,
  ],
  ['a field that holds what it cannot', () => post('{"host":"x.example","lift":7}'), 400, /at lift: expected array/],
  ['a body that is no JSON', () => post('host=x', { 'content-type': 'text/plain' }), 415, /not sent as JSON/],
  ['one server to compare', () => get('/api/compare?host=x.example'), 400, /2 to 10 different servers, got 1/],
  ['no server to compare', () => get('/api/compare'), 400, /host/],
  ['a comparison with a host not seen', () => get('/api/compare?host=x.example&host=no.example'), 404, /not seen/],
  [
    'a key that the query does not take',
    () => get('/api/hosts?query=a'),
    400,
    /the query has "query"; expected q, limit, snapshot/,
  ],
  [
    'a part of a link that means nothing',
    () => get('/api/impact.md?host=x.example&block=a.example&foo=b'),
    400,
    /“foo”/,
  ],
  ['a key where none is taken', () => get('/api/status?a=b'), 400, /the query has "a"; this path takes none/],
  ['a snapshot that is not there', () => get('/api/map?snapshot=ffffffffffffffff'), 404, /no snapshot/],
  ['a limit out of range', () => get('/api/hosts?limit=0'), 400, /limit/],
  ['a link without a change', () => get('/api/impact.md?host=x.example'), 400, /no change/],
  ['a path the API lacks', () => get('/api/nothing'), 404, /no such path/],
  ['a body beyond the limit', () => post('{}', { 'content-length': '9000000' }), 413, /larger/],
])('%s is refused with an error and a hint', async (_, ask, status, error) => {
  const answer = await ask();
  expect(answer.status).toBe(status);
  const problem = await answer.json();
  expect(problem).toEqual({ error: expect.stringMatching(error), hint: expect.stringMatching(/\w/) });
});

test.each(['evil.example', '127.0.0.1.evil.example', 'localhost.evil.example:8420', '192.168.1.4:8420', ''])(
  'a request that says it means %j is refused',
  async (host) => {
    for (const path of ['/', '/api/map']) expect((await get(path, { host })).status).toBe(421);
  },
);

test.each(['localhost:8420', '127.0.0.1', '[::1]:8420', 'LOCALHOST'])('a request for %s is answered', async (host) => {
  expect((await get('/', { host })).status).toBe(200);
});

test('an admitted name is answered, and no other name', async () => {
  const own = createApp({ graph, staticDir, allowedHosts: ['Map.Example', '2001:db8::7'] });
  const status = async (host: string) => (await own.request('/', { headers: { host } })).status;
  for (const host of ['map.example', 'MAP.example.:443', '[2001:db8::7]:8420', 'localhost:8420']) {
    expect(await status(host)).toBe(200);
  }
  for (const host of ['other.example', 'a.map.example', 'map.example@evil.example', '192.168.1.4']) {
    expect(await status(host)).toBe(421);
  }
});

test.each([
  ['/api/impact', 'GET', 'POST'],
  ['/api/map', 'POST', 'GET, HEAD'],
  ['/api/hosts/x.example/ties', 'DELETE', 'GET, HEAD'],
  ['/api/impact.md', 'PUT', 'GET, HEAD, POST'],
])('%s cannot be asked with %s', async (path, method, allow) => {
  const answer = await app.request(path, { method, headers: { host: 'localhost' } });
  expect(answer.status).toBe(405);
  expect(answer.headers.get('allow')).toBe(allow);
  expect(await answer.json()).toEqual({
    error: `${method} is no way to ask ${path}.`,
    hint: expect.stringMatching(/Ask with/),
  });
});

test('an answer without its body is had with HEAD', async () => {
  const answer = await app.request('/api/status', { method: 'HEAD', headers: { host: 'localhost' } });
  expect([answer.status, await answer.text()]).toEqual([200, '']);
});

test('questions are counted, files of the page are not', async () => {
  expect((await get('/api/status')).headers.get('ratelimit-limit')).toBe('600');
  expect((await get('/')).headers.get('ratelimit-limit')).toBeNull();
});

test('every answer forbids inline scripts and styles, framing and sniffing', async () => {
  for (const path of ['/', '/api/status', '/api/nothing', '/api/hosts?limit=0', '/nothing']) {
    const { headers } = await get(path);
    const policy = headers.get('content-security-policy');
    expect(policy).toMatch(/default-src 'none'/);
    expect(policy).not.toMatch(/unsafe-|https?:|\*/);
    expect(policy).toMatch(/frame-ancestors 'none'/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('permissions-policy')).toMatch(/camera=\(\).*geolocation=\(\)/);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  }
});

test('the map is written and compressed once, and says the same to every client', async () => {
  const plain = await get('/api/map');
  const gzipped = await get('/api/map', { 'accept-encoding': 'gzip, deflate, br' });
  expect(plain.headers.get('content-encoding')).toBeNull();
  expect(gzipped.headers.get('content-encoding')).toBe('gzip');
  expect(gzipped.headers.get('vary')).toMatch(/accept-encoding/i);
  expect(gunzipSync(Buffer.from(await gzipped.arrayBuffer())).toString()).toBe(await plain.text());
  expect((await get('/api/map', { 'accept-encoding': 'gzip;q=0' })).headers.get('content-encoding')).toBeNull();
});

test('the map file holds what the map as JSON says, and is sent once', async () => {
  const answer = await get('/api/map.bin');
  expect(answer.headers.get('content-type')).toBe('application/octet-stream');
  const map = readMap(await answer.arrayBuffer());
  expect(toMapJson(map)).toEqual(await (await get('/api/map')).json());
  const again = { 'if-none-match': answer.headers.get('etag')!, 'accept-encoding': 'gzip' };
  expect((await get('/api/map.bin', again)).status).toBe(304);
  const gzipped = await get('/api/map.bin', { 'accept-encoding': 'gzip' });
  expect(readMap(new Uint8Array(gunzipSync(Buffer.from(await gzipped.arrayBuffer()))).buffer)).toEqual(map);
});

test('the map is laid out when the app is made, not when somebody asks', async () => {
  const own = buildGraph(worldW1());
  const ready = createApp({ graph: own, staticDir });
  const { hosts } = packMap(own);
  // A graph that changes after this is not asked again.
  own.snapshot.hosts.length = 0;
  const answer = await ready.request('/api/map', { headers: { host: 'localhost' } });
  expect((await answer.json()).hosts).toEqual(hosts);
});

test('the map is sent once: an unchanged one is answered with 304', async () => {
  const first = await get('/api/map');
  const etag = first.headers.get('etag');
  expect(etag).toMatch(/"/);
  const second = await get('/api/map', { 'if-none-match': etag! });
  expect(second.status).toBe(304);
  expect(await second.text()).toBe('');
});

test('the page is fresh each time, its hashed assets are kept, and nothing above its folder is served', async () => {
  const page = await get('/');
  expect(await page.text()).toContain('<title>Faultline</title>');
  expect(page.headers.get('cache-control')).toBe('no-cache');
  expect((await get('/assets/index-abc.js')).headers.get('cache-control')).toMatch(/immutable/);
  expect((await get('/assets/missing.js')).headers.get('cache-control')).toBeNull();
  for (const path of ['/..%2f..%2fetc%2fpasswd', '/assets/../../package.json', '/%2e%2e/package.json']) {
    expect((await get(path)).status).toBe(404);
  }
});

test('OpenAPI names every path', async () => {
  const { openapi, paths } = await (await get('/api/openapi.json')).json();
  expect(openapi).toMatch(/^3\.1/);
  expect(Object.keys(paths).sort()).toEqual([
    '/api/blocked/{host}',
    '/api/blocklist',
    '/api/changes',
    '/api/compare',
    '/api/hosts',
    '/api/hosts/{host}',
    '/api/hosts/{host}/ties',
    '/api/hosts/{host}/ties/strongest',
    '/api/impact',
    '/api/impact.md',
    '/api/impact/direct',
    '/api/map',
    '/api/map.bin',
    '/api/snapshots',
    '/api/status',
  ]);
});
