/** Manners, judged from the server's log alone. */
import { expect, test } from 'vitest';
import { fastClock } from '../../crawler/default-effects.ts';
import { crawlSites } from './crawl-sites.ts';
import { mastodonSite, nodeInfo, type Site, status } from './server.ts';

const robots = (text: string): Site => ({ '/robots.txt': text });
const domainBlocks = '/api/v1/instance/domain_blocks';

test('every visit starts with robots.txt and asks for it once', async () => {
  const names = ['a.example', 'b.example', 'c.example'];
  const sites = Object.fromEntries(names.map((name) => [name, mastodonSite(name, names)]));
  const { paths } = await crawlSites(sites);
  for (const name of names) {
    expect(paths(name)[0]).toBe('/robots.txt');
    expect(paths(name).filter((path) => path === '/robots.txt')).toHaveLength(1);
    expect(paths(name)).toHaveLength(6);
  }
});

test('a path that robots.txt forbids is not asked for, the others are, and the list counts as withheld', async () => {
  const site = mastodonSite('a.example', [], robots(`User-agent: *\nDisallow: ${domainBlocks}\n`));
  const { paths, store } = await crawlSites({ 'a.example': site });
  expect(paths('a.example')).not.toContain(domainBlocks);
  expect(paths('a.example')).toContain('/api/v1/instance/peers');
  const { blocks, requests } = store.visit('a.example');
  expect(blocks).toEqual({ disclosure: 'withheld', reason: 'robots-disallowed', entries: [], rejectedCount: 0 });
  expect(requests.at(-1)).toMatchObject({ outcome: 'robots-disallowed', status: null, bytes: 0 });
});

test.each([
  ['everyone', 'User-agent: *\nDisallow: /\n'],
  ['us', 'User-agent: *\nDisallow:\n\nUser-agent: faultline\nDisallow: /\n'],
  ['NodeInfo only', 'User-agent: *\nDisallow: /.well-known/nodeinfo\n'],
  ['who cannot wait 500 seconds', 'User-agent: *\nCrawl-delay: 500\n'],
])('a robots.txt that shuts out %s is the only thing asked for', async (_, text) => {
  const { paths, store } = await crawlSites({ 'a.example': mastodonSite('a.example', [], robots(text)) });
  expect(paths('a.example')).toEqual(['/robots.txt']);
  const { status: visitStatus, reason, peers } = store.visit('a.example');
  expect([visitStatus, reason, peers.disclosure]).toEqual(['refused', 'robots-disallowed', 'withheld']);
});

test.each([
  [401, 'refused', 'unauthorized'],
  [403, 'refused', 'forbidden'],
  [429, 'unreached', 'rate-limited'],
  [500, 'unreached', 'server-error'],
  [503, 'unreached', 'server-error'],
] as const)('a robots.txt that answers %i ends the visit', async (code, visitStatus, reason) => {
  const site = mastodonSite('a.example', [], { '/robots.txt': status(code) });
  const { paths, store } = await crawlSites({ 'a.example': site });
  expect(paths('a.example')).toEqual(['/robots.txt']);
  expect(store.visit('a.example')).toMatchObject({ status: visitStatus, reason });
});

test.each([404, 410, 400])('a robots.txt that answers %i holds no rules', async (code) => {
  const site = mastodonSite('a.example', [], { '/robots.txt': status(code) });
  const { store } = await crawlSites({ 'a.example': site });
  expect(store.visit('a.example').status).toBe('visited');
});

test('a redirect within the host does not lead around robots.txt', async () => {
  const site = mastodonSite('a.example', [], {
    ...robots('User-agent: *\nDisallow: /private\n'),
    '/api/v1/instance/peers': status(302, { location: '/private/peers' }),
    '/private/peers': ['b.example'],
  });
  const { paths, store } = await crawlSites({ 'a.example': site }, { seeds: ['a.example'] });
  expect(paths('a.example')).not.toContain('/private/peers');
  expect(store.visit('a.example').peers).toMatchObject({ disclosure: 'withheld', reason: 'robots-disallowed' });
});

test('a path longer than any API has is not asked for', async () => {
  const long = `/${'a'.repeat(600)}`;
  const site = mastodonSite('a.example', [], { '/api/v1/instance/peers': status(302, { location: long }), [long]: [] });
  const { paths, store } = await crawlSites({ 'a.example': site });
  expect(paths('a.example')).not.toContain(long);
  const { peers, blocks } = store.visit('a.example');
  expect(peers).toMatchObject({ disclosure: 'unreached', reason: 'malformed' });
  expect(blocks.disclosure).toBe('published');
});

test('a redirect to another origin is recorded and not followed', async () => {
  const elsewhere = [
    'https://b.example/nodeinfo',
    'http://a.example/x',
    'https://a.example:8443/x',
    'https://127.0.0.1/x',
    '//b.example/x',
  ];
  for (const location of elsewhere) {
    const site = { ...mastodonSite('a.example'), '/.well-known/nodeinfo': status(301, { location }) };
    const { log, store } = await crawlSites({ 'a.example': site, 'b.example': {} }, { seeds: ['a.example'] });
    expect(log.map(({ host, path }) => host + path)).toEqual([
      'a.example/robots.txt',
      'a.example/.well-known/nodeinfo',
    ]);
    expect(store.visit('a.example')).toMatchObject({ status: 'unreached', reason: 'moved' });
  }
});

test('a NodeInfo document on another host is not fetched', async () => {
  const site = { ...mastodonSite('a.example'), ...nodeInfo('b.example', 'mastodon', '4.3.0') };
  const { log, store } = await crawlSites(
    { 'a.example': site, 'b.example': mastodonSite('b.example') },
    { seeds: ['a.example'] },
  );
  expect(log.every(({ host }) => host === 'a.example')).toBe(true);
  expect(store.visit('a.example')).toMatchObject({ status: 'unreached', reason: 'moved' });
});

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

test('what the server refuses is asked for once', async () => {
  for (const code of [400, 401, 403, 404, 405, 410, 418, 451]) {
    const site = mastodonSite('a.example', [], { '/api/v1/instance/peers': status(code, { 'retry-after': '0' }) });
    const { paths } = await crawlSites({ 'a.example': site });
    expect(paths('a.example').filter((path) => path === '/api/v1/instance/peers')).toHaveLength(1);
  }
});

test('429 with Retry-After is waited out and tried once more; nothing is sent meanwhile', async () => {
  let asked = 0;
  const site = mastodonSite('a.example', [], {
    '/api/v2/instance': (_request, response) => {
      asked += 1;
      if (asked === 1) response.writeHead(429, { 'retry-after': '30' }).end();
      else response.end('{}');
    },
  });
  const speed = 300;
  const clock = fastClock({ startAt: 1_000_000, speed });
  const { log, paths, store, summary, events } = await crawlSites(
    { 'a.example': site },
    { clock, settings: { retryAfterLimitMs: 60_000 } },
  );
  expect(paths('a.example').slice(3)).toEqual([
    '/api/v2/instance',
    '/api/v2/instance',
    '/api/v1/instance/peers',
    domainBlocks,
  ]);
  expect(log[4]!.startedAt - log[3]!.startedAt).toBeGreaterThanOrEqual(30_000 / speed - 1);
  expect(summary.rateLimited).toBe(1);
  expect(store.visit('a.example').requests.map(({ outcome }) => outcome)).toContain('rate-limited');
  expect(events.find(({ type }) => type === 'host-paused')).toMatchObject({
    host: 'a.example',
    reason: 'rate-limited',
  });
});

test.each([
  ['no time', {}],
  ['a time beyond the limit', { 'retry-after': '3600' }],
])('429 with %s ends the requests to the host', async (_, headers) => {
  const site = mastodonSite('a.example', [], { '/api/v1/instance/peers': status(429, headers) });
  const { paths, store } = await crawlSites({ 'a.example': site });
  expect(paths('a.example').at(-1)).toBe('/api/v1/instance/peers');
  const visit = store.visit('a.example');
  expect([visit.peers, visit.blocks].map(({ disclosure, reason }) => [disclosure, reason])).toEqual([
    ['unreached', 'rate-limited'],
    ['unreached', 'rate-limited'],
  ]);
});

test.each([429, 503])('%i with a time beyond the limit ends the requests, and the time is kept', async (code) => {
  const startAt = Date.UTC(2026, 10, 23);
  const clock = fastClock({ startAt, speed: 1 });
  const site = mastodonSite('a.example', [], { '/api/v1/instance/peers': status(code, { 'retry-after': '86400' }) });
  const { paths, store } = await crawlSites({ 'a.example': site }, { clock });
  expect(paths('a.example').at(-1)).toBe('/api/v1/instance/peers');
  const { notBefore, finishedAt, blocks } = store.visit('a.example');
  expect(blocks.disclosure).toBe('unreached');
  expect(notBefore).toBeGreaterThanOrEqual(startAt + 86_400_000);
  expect(notBefore).toBeLessThanOrEqual(finishedAt + 86_400_000);
});

test('a server that asks for no time, or for one that was waited out, may be asked again', async () => {
  let asked = 0;
  const site = mastodonSite('a.example', [], {
    '/api/v2/instance': (_request, response) => {
      asked += 1;
      response.writeHead(asked === 1 ? 429 : 200, { 'retry-after': '0' }).end('{}');
    },
  });
  const slow = mastodonSite('b.example', [], robots('User-agent: *\nCrawl-delay: 500\n'));
  const { store } = await crawlSites({ 'a.example': site, 'b.example': slow });
  expect(store.visit('a.example')).toMatchObject({ status: 'visited', notBefore: null });
  expect(store.visit('b.example')).toMatchObject({ status: 'refused', notBefore: null });
});

test('Lemmy\'s "too many requests" with status 400 is one', async () => {
  const site: Site = {
    ...nodeInfo('a.example', 'lemmy', '0.19.5'),
    '/api/v3/federated_instances': status(400, {}, '{"error":"rate_limit_error"}'),
  };
  const { store, summary } = await crawlSites({ 'a.example': site });
  expect(store.visit('a.example').peers).toMatchObject({ disclosure: 'unreached', reason: 'rate-limited' });
  expect(summary.rateLimited).toBe(1);
});

test('a dead host costs one request', async () => {
  const dead: Record<string, Site> = {
    'drops.example': { '*': (request) => void request.socket.destroy() },
    'fails.example': { '*': status(502) },
  };
  const { paths, store } = await crawlSites(dead);
  expect(paths('drops.example')).toHaveLength(1);
  expect(paths('fails.example')).toHaveLength(1);
  expect(store.visit('drops.example')).toMatchObject({ status: 'unreached', reason: 'connection-failed' });
});

test('a server error is tried again once, by a host that has answered before', async () => {
  const site = mastodonSite('a.example', [], { '/api/v1/instance/peers': status(502) });
  const { paths, store } = await crawlSites({ 'a.example': site });
  expect(paths('a.example').filter((path) => path === '/api/v1/instance/peers')).toHaveLength(2);
  expect(store.visit('a.example').blocks.disclosure).toBe('published');
});

test('every request says who asks, and sends nothing else of interest', async () => {
  const { log } = await crawlSites(
    { 'a.example': mastodonSite('a.example') },
    { settings: { contact: 'ops@crawl.example' } },
  );
  for (const { headers } of log) {
    expect(headers['user-agent']).toMatch(/^Faultline\/\d+\.\d+\.\d+ \(ops@crawl\.example\)$/);
    expect(Object.keys(headers).sort()).toEqual(['accept', 'accept-encoding', 'connection', 'host', 'user-agent']);
  }
});
