/** Manners, judged from the server's log alone. */
import { expect, test } from 'vitest';
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
  ['who cannot keep to one request in two minutes', 'User-agent: *\nRequest-rate: 1/2m\n'],
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

test.each([
  [5, 'visited', 'ok'],
  [6, 'unreached', 'redirect-loop'],
] as const)(
  'a robots.txt behind %i redirects (RFC 9309 section 2.3.1.2) makes the host %s',
  async (hops, visitStatus, reason) => {
    const chain = Object.fromEntries(
      Array.from({ length: hops }, (_, hop) => [`/r${hop}`, status(302, { location: `/r${hop + 1}` })]),
    );
    const site = mastodonSite('a.example', [], {
      ...chain,
      '/robots.txt': status(302, { location: '/r1' }),
      [`/r${hops}`]: `User-agent: *\nDisallow: ${domainBlocks}\n`,
    });
    const { store, paths } = await crawlSites({ 'a.example': site });
    expect(store.visit('a.example')).toMatchObject({ status: visitStatus, reason });
    expect(paths('a.example')).not.toContain(domainBlocks);
  },
);

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
    const sites = { 'a.example': site, 'b.example': {} };
    const { log, store } = await crawlSites(sites, { seeds: ['a.example'], settings: { maxHosts: 1 } });
    expect(log.map(({ host, path }) => host + path)).toEqual([
      'a.example/robots.txt',
      'a.example/.well-known/nodeinfo',
    ]);
    const aliases = location.includes('b.example') ? ['b.example'] : [];
    expect(store.visit('a.example')).toMatchObject({ status: 'unreached', reason: 'moved', aliases });
  }
});

test('where a host redirects to is visited as a host of its own, robots.txt first', async () => {
  const sites = {
    'a.example': { '/.well-known/nodeinfo': status(301, { location: 'https://web.example/.well-known/nodeinfo' }) },
    'web.example': mastodonSite('web.example'),
  };
  const { paths, store } = await crawlSites(sites, { seeds: ['a.example'] });
  expect(paths('web.example')[0]).toBe('/robots.txt');
  expect(store.visit('web.example').status).toBe('visited');
});

test('a NodeInfo document on another host is not fetched', async () => {
  const site = { ...mastodonSite('a.example'), ...nodeInfo('b.example', 'mastodon', '4.3.0') };
  const { log, store } = await crawlSites(
    { 'a.example': site, 'b.example': mastodonSite('b.example') },
    { seeds: ['a.example'], settings: { maxHosts: 1 } },
  );
  expect(log.every(({ host }) => host === 'a.example')).toBe(true);
  expect(store.visit('a.example')).toMatchObject({ status: 'unreached', reason: 'moved', aliases: ['b.example'] });
});

test('what the server refuses is asked for once', async () => {
  for (const code of [400, 401, 403, 404, 405, 410, 418, 451]) {
    const site = mastodonSite('a.example', [], { '/api/v1/instance/peers': status(code, { 'retry-after': '0' }) });
    const { paths } = await crawlSites({ 'a.example': site });
    expect(paths('a.example').filter((path) => path === '/api/v1/instance/peers')).toHaveLength(1);
  }
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

test('a name without an address costs one look-up and no request', async () => {
  const lookUps: string[] = [];
  const { log, store, summary } = await crawlSites(
    { 'a.example': mastodonSite('a.example', ['nowhere.example']) },
    {
      addressesOf: async (name) => {
        lookUps.push(name);
        if (name === 'nowhere.example') throw Object.assign(new Error(name), { code: 'ENOTFOUND' });
        return ['192.0.2.1'];
      },
    },
  );
  expect(lookUps.filter((name) => name === 'nowhere.example')).toHaveLength(1);
  expect(log.map(({ host }) => host)).not.toContain('nowhere.example');
  expect(store.visit('nowhere.example')).toMatchObject({ status: 'unreached', reason: 'no-address', requests: [] });
  expect(summary).toMatchObject({ visited: 1, unreached: 1, left: 0 });
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
