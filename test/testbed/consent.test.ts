/** What servers say no to, and what permission changes about it; judged by the server's log and by what is recorded. */
import { expect, test } from 'vitest';
import { fastClock } from '../../crawler/default-effects.ts';
import { readHost } from '../../data/host.ts';
import { listKinds } from '../../data/types.ts';
import { type CrawlSitesOptions, crawlSites } from './crawl-sites.ts';
import { MemoryStore } from './memory-store.ts';
import { mastodonSite, nodeInfo, type Site, status } from './server.ts';

const host = readHost('a.example')!;
const domainBlocks = '/api/v1/instance/domain_blocks';

function visitOnce(site: Site, consent: boolean, more: CrawlSitesOptions = {}) {
  const store = new MemoryStore([host]);
  if (consent) store.consents.add(host);
  return crawlSites({ 'a.example': site }, { store, ...more });
}

const funkwhale = (metadata: object): Site => nodeInfo('a.example', 'funkwhale', '1.4.0', { metadata });

test.each<[string, Site, string, string | null, string]>([
  [
    'robots.txt is forbidden to us (RFC 9309, ours)',
    { '/robots.txt': status(403) },
    'refused',
    'user-agent-refused',
    'forbidden',
  ],
  ['robots.txt wants a login', { '/robots.txt': status(401) }, 'refused', 'user-agent-refused', 'unauthorized'],
  ['everything is gone (friendica#6248)', { '*': status(410) }, 'unreached', 'gone', 'gone'],
  [
    'Funkwhale keeps its statistics private',
    funkwhale({ private: true }),
    'refused',
    'statistics-private',
    'opted-out',
  ],
  ['NodeInfo alone is forbidden', { '/.well-known/nodeinfo': status(403) }, 'refused', null, 'forbidden'],
])('where %s the visit ends, and nothing is kept', async (_, site, visitStatus, optOut, reason) => {
  const { store } = await visitOnce(site, false);
  const visit = store.visit('a.example');
  expect(visit).toMatchObject({ status: visitStatus, optOut, reason, facts: null, aliases: [], consent: false });
  for (const kind of listKinds) {
    expect(visit[kind]).toMatchObject({
      disclosure: visitStatus === 'refused' ? 'withheld' : 'unreached',
      reason,
      entries: [],
    });
  }
});

test.each<[string, Site, string]>([
  ['robots.txt is forbidden to us', { '/robots.txt': status(403) }, 'user-agent-refused'],
  ['robots.txt wants a login', { '/robots.txt': status(401) }, 'user-agent-refused'],
  ['discovery is gone', { '/.well-known/nodeinfo': status(410) }, 'gone'],
  ['the NodeInfo document is gone', { '/nodeinfo/2.0': status(410) }, 'gone'],
])('where %s the visit ends, with permission as without', async (_, answers, optOut) => {
  for (const consent of [false, true]) {
    const { store, paths } = await visitOnce(mastodonSite('a.example', [], answers), consent);
    expect(store.visit('a.example')).toMatchObject({ optOut, facts: null, consent: false });
    expect(paths('a.example').at(-1)).toBe(Object.keys(answers)[0]);
  }
});

test('a robots.txt that is gone is one that is not there (RFC 9309)', async () => {
  const { store } = await visitOnce(mastodonSite('a.example', [], { '/robots.txt': status(410) }), false);
  expect(store.visit('a.example')).toMatchObject({ status: 'visited', optOut: null });
});

test('with permission, private statistics of Funkwhale do not end the visit', async () => {
  const { store } = await visitOnce(funkwhale({ private: true }), true);
  expect(store.visit('a.example')).toMatchObject({ status: 'visited', optOut: null, consent: true });
  expect(store.visit('a.example').facts).not.toBeNull();
});

test('with permission, lists behind a wish not to be counted are read, and that it was used is noted', async () => {
  const site = {
    ...nodeInfo('a.example', 'friendica', '2024.08'),
    '/api/statusnet/config.json': { site: { private: true } },
    '/api/v1/instance/peers': ['b.example'],
    '/blocklist/domain/download': 'bad.example,spam\n',
  };
  const without = await visitOnce(site, false);
  expect(without.paths('a.example')).not.toContain('/api/v1/instance/peers');
  expect(without.store.visit('a.example')).toMatchObject({ status: 'refused', optOut: 'site-private', consent: false });
  const { store } = await visitOnce(site, true, { settings: { maxHosts: 1 } });
  expect(store.visit('a.example')).toMatchObject({
    status: 'visited',
    optOut: null,
    consent: true,
    peers: { disclosure: 'published', entries: ['b.example'] },
    blocks: { disclosure: 'published', entries: [{ target: 'bad.example' }] },
  });
});

test.each([
  ['for everyone', `User-agent: *\nDisallow: ${domainBlocks}\n`, true],
  ['for us by name', `User-agent: Faultline\nDisallow: ${domainBlocks}\n`, false],
])('with permission, a rule %s binds our paths or not: %s', async (_, text, isAsked) => {
  const site = mastodonSite('a.example', [], { '/robots.txt': text });
  const { store, paths } = await visitOnce(site, true);
  expect(paths('a.example').includes(domainBlocks)).toBe(isAsked);
  expect(store.visit('a.example')).toMatchObject({ status: 'visited', consent: isAsked });
});

test('permission that was not needed is not noted', async () => {
  const { store } = await visitOnce(mastodonSite('a.example'), true);
  expect(store.visit('a.example').consent).toBe(false);
});

test('with permission, a redirect still does not lead around a rule for everyone', async () => {
  const site = mastodonSite('a.example', [], {
    '/robots.txt': 'User-agent: *\nDisallow: /private\n',
    '/api/v1/instance/peers': status(302, { location: '/private/peers' }),
    '/private/peers': [],
  });
  const { paths } = await visitOnce(site, true);
  expect(paths('a.example')).not.toContain('/private/peers');
});

test('with permission, the rest that robots.txt asks for still holds, and so does the limit', async () => {
  const speed = 200;
  const clock = fastClock({ startAt: 1_000_000, speed });
  const delays = (text: string) => mastodonSite('a.example', [], { '/robots.txt': text });
  const settings = { minGapMs: 1000 };
  const slow = await visitOnce(delays('User-agent: *\nDisallow: /\nCrawl-delay: 6\n'), true, { clock, settings });
  expect(slow.log.length).toBeGreaterThan(3);
  for (const [position, entry] of slow.log.slice(1).entries()) {
    expect(entry.startedAt - slow.log[position]!.startedAt).toBeGreaterThanOrEqual(6000 / speed - 1);
  }
  const tooSlow = await visitOnce(delays('User-agent: *\nCrawl-delay: 500\n'), true);
  expect(tooSlow.paths('a.example')).toEqual(['/robots.txt']);
});

test('who once said never is not asked again, not even with permission', async () => {
  const store = new MemoryStore([host]);
  const sites = { 'a.example': { '*': status(410) } };
  const later = { now: () => Date.now() + 365 * 24 * 3_600_000, sleep: async () => {} };
  expect((await crawlSites(sites, { store })).log.length).toBeGreaterThan(0);
  expect((await crawlSites(sites, { store, clock: later })).log).toEqual([]);
  store.consents.add(host);
  expect((await crawlSites(sites, { store, clock: later })).log).toEqual([]);
});
