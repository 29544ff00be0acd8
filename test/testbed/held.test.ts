/** What is not asked for again, because it is held: robots.txt for 22 hours, and lists that did not change. */
import { expect, test } from 'vitest';
import { readHost } from '../../data/host.ts';
import { crawlSites } from './crawl-sites.ts';
import { MemoryStore } from './memory-store.ts';
import { mastodonSite, type Site, status } from './server.ts';

const peersPath = '/api/v1/instance/peers';
const again = { revisitAfterMs: 0 };
const newStore = () => new MemoryStore([readHost('a.example')!]);

const at = (hours: number) => ({ now: () => hours * 3_600_000, sleep: async () => {} });

test('robots.txt is held for less than a day, obeyed meanwhile, and fetched again for the next daily visit', async () => {
  const store = newStore();
  const text = `User-agent: *\nDisallow: ${peersPath}\n`;
  const sites = { 'a.example': mastodonSite('a.example', [], { '/robots.txt': text }) };
  const visit = (hours: number) => crawlSites(sites, { store, settings: again, clock: at(hours) });
  const first = await visit(1000);
  expect(first.paths('a.example')[0]).toBe('/robots.txt');
  expect(store.visit('a.example').robots).toEqual({ fetchedAt: 3_600_000_000, outcome: 'ok', body: text });
  const second = await visit(1021);
  expect(second.paths('a.example')[0]).toBe('/.well-known/nodeinfo');
  expect(second.paths('a.example')).not.toContain(peersPath);
  expect(store.visit('a.example')).toMatchObject({ robots: null, peers: { reason: 'robots-disallowed' } });
  const third = await visit(1023);
  expect(third.paths('a.example')[0]).toBe('/robots.txt');
});

test.each<[string, Site, unknown]>([
  ['a file', { '/robots.txt': 'User-agent: *\n' }, { outcome: 'ok', body: 'User-agent: *\n' }],
  ['none', { '/robots.txt': status(404, {}, 'no') }, { outcome: 'not-found', body: null }],
  ['a server error', { '/robots.txt': status(500) }, null],
  ['a refusal', { '/robots.txt': status(403) }, null],
  ['a silent connection', { '/robots.txt': (request) => void request.socket.destroy() }, null],
])('of %s as robots.txt what can be obeyed is held', async (_, answer, held) => {
  const store = newStore();
  store.known.add(readHost('b.example')!);
  // Somebody has to answer, or it could be our own network.
  const sites = { 'a.example': mastodonSite('a.example', [], answer), 'b.example': mastodonSite('b.example') };
  await crawlSites(sites, { store });
  const { robots } = store.visit('a.example');
  if (held === null) expect(robots).toBeNull();
  else expect(robots).toMatchObject(held as object);
});

const rules = `User-agent: *\nDisallow: ${peersPath}\n`;
const ofKib = (kib: number) => rules.padEnd(kib * 1024, '# filling\n');

test.each([
  ['of 16 KiB is held', ofKib(16), 1],
  ['longer than 16 KiB is fetched for every visit', `${ofKib(16)}\n`, 2],
])('a robots.txt %s, and obeyed either way', async (_, text, fetches) => {
  const store = newStore();
  const sites = { 'a.example': mastodonSite('a.example', [], { '/robots.txt': text }) };
  const runs = [];
  for (const hours of [1000, 1001]) runs.push(await crawlSites(sites, { store, settings: again, clock: at(hours) }));
  const asked = runs.flatMap(({ paths }) => paths('a.example'));
  expect(asked.filter((path) => path === '/robots.txt')).toHaveLength(fetches);
  expect(asked).not.toContain(peersPath);
  expect(asked.filter((path) => path === '/.well-known/nodeinfo')).toHaveLength(2);
});

/** A peer list with an entity tag, and the tags it was asked with. */
function tagged(tag: string, asked: (string | undefined)[], answersWith = 304): Site {
  return mastodonSite('a.example', [], {
    [peersPath]: (request, response) => {
      const condition = request.headers['if-none-match'];
      asked.push(condition);
      if (condition === tag) response.writeHead(answersWith, { etag: tag }).end();
      else response.writeHead(200, { etag: tag }).end('["b.example"]');
    },
  });
}

test('a list that is held is asked for with its entity tag, and "not changed" is no empty list', async () => {
  const asked: (string | undefined)[] = [];
  const store = newStore();
  const sites = { 'a.example': tagged('W/"one"', asked) };
  const first = await crawlSites(sites, { store, settings: again });
  await crawlSites(sites, { store, settings: again });
  expect(asked).toEqual([undefined, 'W/"one"']);
  expect(first.store.visits[0]!.requests.find(({ url }) => url.endsWith(peersPath))!.etag).toBe('W/"one"');
  const { peers, requests } = store.visit('a.example');
  expect(peers).toEqual({
    disclosure: 'published',
    reason: 'not-modified',
    entries: [],
    rejectedCount: 0,
    unchanged: true,
  });
  expect(requests.find(({ url }) => url.endsWith(peersPath))).toMatchObject({
    status: 304,
    outcome: 'not-modified',
    bytes: 0,
  });
});

test('nothing but whole lists is asked for with a condition', async () => {
  const store = newStore();
  const site = mastodonSite('a.example');
  const tags: [string, string | undefined][] = [];
  const everywhere: Site = Object.fromEntries(
    Object.entries(site).map(([path, answer]) => [
      path,
      (request, response) => {
        tags.push([path, request.headers['if-none-match']]);
        response.writeHead(200, { etag: '"x"' }).end(typeof answer === 'string' ? answer : JSON.stringify(answer));
      },
    ]),
  );
  await crawlSites({ 'a.example': everywhere }, { store, settings: again });
  tags.length = 0;
  await crawlSites({ 'a.example': everywhere }, { store, settings: again });
  const conditional = tags.filter(([, tag]) => tag !== undefined).map(([path]) => path);
  expect(conditional.sort()).toEqual(['/api/v1/instance/domain_blocks', peersPath]);
});

test.each(['two words', '"a\u00e9"', `"${'x'.repeat(300)}"`, 'W/x', ''])(
  'an entity tag like %j is not kept, and so not sent back',
  async (tag) => {
    const asked: (string | undefined)[] = [];
    const store = newStore();
    const sites = { 'a.example': tagged(tag, asked) };
    await crawlSites(sites, { store, settings: again });
    await crawlSites(sites, { store, settings: again });
    expect(asked).toEqual([undefined, undefined]);
    expect(store.visit('a.example').peers.entries).toEqual(['b.example']);
  },
);

test('"not changed" that nobody asked about is malformed', async () => {
  const site = mastodonSite('a.example', [], { [peersPath]: status(304) });
  const { store } = await crawlSites({ 'a.example': site });
  expect(store.visit('a.example').peers).toMatchObject({ disclosure: 'unreached', reason: 'malformed' });
});
