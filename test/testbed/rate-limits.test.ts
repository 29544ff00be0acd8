/** "Not now", in every way that servers say it: judged from the server's log. */
import { expect, test } from 'vitest';
import { fastClock } from '../../crawler/default-effects.ts';
import { crawlSites } from './crawl-sites.ts';
import { mastodonSite, nodeInfo, type Site, status } from './server.ts';

const robots = (text: string): Site => ({ '/robots.txt': text });
const domainBlocks = '/api/v1/instance/domain_blocks';

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

test('the last answer of a quota holds the next request until it starts anew', async () => {
  const speed = 300;
  const clock = fastClock({ startAt: Date.UTC(2026, 10, 23), speed });
  const site = mastodonSite('a.example', [], {
    '/api/v2/instance': (_request, response) => {
      const reset = new Date(clock.now() + 30_000).toISOString();
      response.writeHead(200, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset }).end('{}');
    },
  });
  const { log, store } = await crawlSites({ 'a.example': site }, { clock, settings: { retryAfterLimitMs: 60_000 } });
  expect(log[4]!.startedAt - log[3]!.startedAt).toBeGreaterThanOrEqual(29_900 / speed);
  expect(store.visit('a.example')).toMatchObject({
    status: 'visited',
    notBefore: null,
    peers: { disclosure: 'published' },
  });
});

test('a quota that starts anew much later ends the requests, and what was read is kept', async () => {
  const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '3600' };
  const site = mastodonSite('a.example', [], {
    '/api/v1/instance/peers': (_request, response) => void response.writeHead(200, headers).end('["b.example"]'),
  });
  const { paths, store } = await crawlSites({ 'a.example': site }, { settings: { maxHosts: 1 } });
  expect(paths('a.example').at(-1)).toBe('/api/v1/instance/peers');
  const { notBefore, startedAt, peers, blocks } = store.visit('a.example');
  expect(peers).toMatchObject({ disclosure: 'published', entries: ['b.example'] });
  expect(blocks).toMatchObject({ disclosure: 'unreached', reason: 'rate-limited' });
  expect(notBefore).toBeGreaterThanOrEqual(startedAt + 3_600_000);
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
