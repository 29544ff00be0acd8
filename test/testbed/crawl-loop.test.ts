/** The loop around the visits: discovery, batches, limits, interruption, and a summary that adds up. */
import { expect, test } from 'vitest';
import { crawl } from '../../crawler/crawl.ts';
import { defaultEffects, wallClock } from '../../crawler/default-effects.ts';
import { loopbackNetwork } from '../../crawler/http/network.ts';
import { resolveSettings } from '../../crawler/settings.ts';
import { readHost } from '../../data/host.ts';
import { listKinds } from '../../data/types.ts';
import { version } from '../../data/version.ts';
import { crawlSites, type SitesCrawl } from './crawl-sites.ts';
import { MemoryStore } from './memory-store.ts';
import { mastodonSite, nodeInfo, type Site, serveSites, status } from './server.ts';

function addsUp({ summary, store, log }: SitesCrawl): void {
  expect(summary.due).toBe(summary.visited + summary.refused + summary.unreached + summary.left);
  expect(store.visits).toHaveLength(summary.visited + summary.refused + summary.unreached);
  expect(summary.requests).toBe(log.length);
  expect(store.summaries).toEqual([summary]);
}

const hostName = (number: number) => `h${String(number).padStart(2, '0')}.example`;
/** A line of hosts, each of which names only the next. */
const chain = (length: number): Record<string, Site> =>
  Object.fromEntries(Array.from({ length }, (_, at) => [hostName(at), mastodonSite(hostName(at), [hostName(at + 1)])]));

test('everything that can be reached from the seeds is visited once', async () => {
  const crawled = await crawlSites(chain(12), { seeds: [hostName(0)], settings: { batchSize: 5 } });
  addsUp(crawled);
  const { store, summary, events } = crawled;
  expect(store.visits.map(({ host }) => host).sort()).toEqual(Array.from({ length: 13 }, (_, at) => hostName(at)));
  expect(summary).toMatchObject({ due: 13, visited: 12, unreached: 1, left: 0, stopped: null });
  expect(events[0]).toEqual({ type: 'crawl-started', due: 1, known: 1 });
  expect(events.at(-1)).toEqual({ type: 'crawl-finished', summary });
  const discovered = events.flatMap((event) => (event.type === 'hosts-discovered' ? event.count : []));
  expect(discovered.reduce((sum, count) => sum + count, 0)).toBe(12);
  expect(store.settings).toMatchObject({ batchSize: 5, minGapMs: 0 });
});

test('hosts named only as a block target or an alias are visited too', async () => {
  const sites = {
    'a.example': mastodonSite('a.example', [], {
      '/api/v2/instance': { domain: 'handle.example' },
      '/api/v1/instance/domain_blocks': [{ domain: 'blocked.example', severity: 'suspend' }],
    }),
    'handle.example': {},
    'blocked.example': {},
  };
  const { store } = await crawlSites(sites, { seeds: ['a.example'] });
  expect(store.visits.map(({ host }) => host).sort()).toEqual(['a.example', 'blocked.example', 'handle.example']);
});

test('with enough hosts at hand a batch is as long as asked for', async () => {
  const sites = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [hostName(at), { '*': status(410) }]));
  const { store } = await crawlSites(sites, { settings: { batchSize: 8, concurrency: 2 } });
  expect(Math.max(...store.batchSizes)).toBe(8);
  expect(store.batchSizes.slice(0, 4)).toEqual([8, 8, 8, 8]);
});

test('no more visits run at once than asked for', async () => {
  let open = 0;
  let most = 0;
  const sites = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [hostName(at), { '*': status(410) }]));
  await crawlSites(sites, {
    settings: { concurrency: 4 },
    onEvent: ({ type }) => {
      open += type === 'visit-started' ? 1 : type === 'visit-finished' ? -1 : 0;
      most = Math.max(most, open);
    },
  });
  expect(most).toBe(4);
});

test('the limit of hosts ends the run and the rest is left', async () => {
  const crawled = await crawlSites(chain(12), { seeds: [hostName(0)], settings: { maxHosts: 3 } });
  addsUp(crawled);
  expect(crawled.summary).toMatchObject({ due: 4, visited: 3, left: 1, stopped: null });
});

test('one visit adds so many unheard-of hosts to a run, and the rest wait for the next', async () => {
  const names = Array.from({ length: 9 }, (_, at) => `n${at}.example`);
  const sites = {
    'a.example': mastodonSite('a.example', ['b.example', ...names]),
    'b.example': mastodonSite('b.example', [...names, 'c.example']),
    'c.example': {},
  };
  const crawled = await crawlSites(sites, { seeds: ['a.example'], settings: { maxNewHostsPerVisit: 3 } });
  addsUp(crawled);
  const { store, summary } = crawled;
  expect(store.visits.map(({ host }) => host).sort()).toEqual(
    ['a.example', 'b.example', 'c.example', 'n0.example', 'n1.example'].sort(),
  );
  expect(summary).toMatchObject({ due: 5, left: 0 });
  const known = await store.knownHosts(Date.now());
  expect(known.flatMap(({ host, lastVisit }) => (lastVisit === null ? [host] : []))).toEqual(names.slice(2));
});

test('a clock that is set back while the crawl runs makes no time negative', async () => {
  let setBackMs = 0;
  const clock = { now: () => Date.now() - setBackMs, sleep: wallClock.sleep };
  const site: Site = {
    '*': (_request, response) => {
      setBackMs = 3_600_000;
      response.writeHead(410).end();
    },
  };
  const { store, summary } = await crawlSites({ 'a.example': site }, { clock });
  const { startedAt, finishedAt, requests } = store.visit('a.example');
  expect([finishedAt - startedAt, requests[0]!.durationMs, summary.durationMs]).toEqual([0, 0, 0]);
});

test('a host visited within the period is not due', async () => {
  const server = await serveSites(chain(1));
  const network = loopbackNetwork(server.port);
  const store = new MemoryStore([readHost(hostName(0))!]);
  const run = (settings: object) =>
    crawl({ store, effects: defaultEffects({ network }), settings: resolveSettings({ minGapMs: 0, ...settings }) });
  expect((await run({})).due).toBe(2);
  expect((await run({})).due).toBe(0);
  expect((await run({ revisitAfterMs: 0 })).due).toBe(2);
  await network.close();
  await server.close();
});

test('an interruption keeps what is finished, and of what is under way only what was asked', async () => {
  const stop = new AbortController();
  const hanging = Object.fromEntries(['x.example', 'y.example'].map((name) => [name, { '*': () => {} }]));
  const sites = { 'a.example': mastodonSite('a.example', ['later.example']), ...hanging };
  const crawled = await crawlSites(sites, {
    settings: { concurrency: 3 },
    signal: stop.signal,
    onEvent: ({ type }) => type === 'hosts-discovered' && stop.abort(new Error('enough')),
  });
  const { store, summary, log } = crawled;
  expect(store.visits.map(({ host }) => host)).toEqual(['a.example', 'x.example', 'y.example']);
  expect(summary).toMatchObject({ due: 4, visited: 1, unreached: 0, left: 3, stopped: 'signal' });
  expect(summary.requests).toBe(log.length);
  expect(log.map(({ host }) => host)).not.toContain('later.example');
  expect(store.summaries).toEqual([summary]);
  const nothing = { disclosure: 'unreached', reason: 'aborted', entries: [], rejectedCount: 0 };
  expect(store.visit('x.example')).toMatchObject({
    status: 'unreached',
    reason: 'aborted',
    facts: null,
    aliases: [],
    requests: [{ url: 'https://x.example/robots.txt', outcome: 'aborted', status: null }],
    ...Object.fromEntries(listKinds.map((kind) => [kind, nothing])),
  });
});

test('an interruption during a long rest does not wait for its end', async () => {
  const stop = new AbortController();
  const { summary, log } = await crawlSites(
    { 'a.example': mastodonSite('a.example') },
    {
      settings: { minGapMs: 3_600_000 },
      signal: stop.signal,
      onEvent: ({ type }) => type === 'visit-started' && setImmediate(() => stop.abort(new Error('enough'))),
    },
  );
  expect(summary).toMatchObject({ visited: 0, left: 1, stopped: 'signal' });
  expect(log.length).toBeLessThanOrEqual(1);
});

test('a crawl that is stopped before it starts sends nothing', async () => {
  const { log, summary } = await crawlSites(chain(2), { signal: AbortSignal.abort(new Error('no')) });
  expect(log).toEqual([]);
  expect(summary).toMatchObject({ due: 2, left: 2, stopped: 'signal' });
});

const hanging: Site = { '*': () => {} };

test('a database that fails is not taken for a fault of the world, and stops what is under way', async () => {
  class FullStore extends MemoryStore {
    override record(): Promise<never> {
      return Promise.reject(new Error('the disk is full'));
    }
  }
  const server = await serveSites({ 'a.example': { '*': status(410) }, 'hangs.example': hanging });
  const network = loopbackNetwork(server.port);
  const store = new FullStore(['a.example', 'hangs.example'].map((name) => readHost(name)!));
  const settings = resolveSettings({ minGapMs: 0, requestTimeoutMs: 3_600_000 });
  await expect(crawl({ store, effects: defaultEffects({ network }), settings })).rejects.toThrow('the disk is full');
  expect(store.summaries).toEqual([]);
  await network.close();
  await server.close();
});

test('a bug in one visit ends the crawl with its error, after what is finished was recorded', async () => {
  const server = await serveSites({ 'a.example': { '*': status(410) }, 'b.example': {}, 'c.example': {} });
  const network = loopbackNetwork(server.port);
  const dispatcher = network.dispatcher.compose((dispatch) => (options, handler) => {
    if (String(options.origin).includes('b.example')) throw new TypeError('this is a bug');
    return dispatch(options, handler);
  });
  const store = new MemoryStore(['a.example', 'b.example', 'c.example'].map((name) => readHost(name)!));
  const settings = resolveSettings({ minGapMs: 0, concurrency: 1 });
  const run = crawl({ store, effects: defaultEffects({ network: { ...network, dispatcher } }), settings });
  await expect(run).rejects.toMatchObject({ cause: { message: 'this is a bug' } });
  expect(store.visits.map(({ host }) => host)).toEqual(['a.example']);
  expect(server.paths('c.example')).toEqual([]);
  await network.close();
  await server.close();
});

test('many visits that wait at once raise no warning of the runtime', async () => {
  const warnings: string[] = [];
  const note = (warning: Error) => warnings.push(warning.message);
  process.on('warning', note);
  const sites = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [hostName(at), mastodonSite(hostName(at))]));
  const { summary } = await crawlSites(sites, { settings: { minGapMs: 20, concurrency: 30 } });
  process.off('warning', note);
  expect(summary.visited).toBe(30);
  expect(warnings).toEqual([]);
});

test('the summary says what the crawl cost, and whom most', async () => {
  const names = Array.from({ length: 30 }, (_, number) => `n${number}.example`);
  const sites = {
    'a.example': mastodonSite('a.example', [], { '/api/v1/instance/peers': status(403) }),
    'b.example': mastodonSite('b.example', names),
    'c.example': { '/robots.txt': status(401) },
    'd.example': { ...nodeInfo('d.example', 'lemmy', '0.19.5'), '*': status(429) },
  };
  const { summary, log } = await crawlSites(sites, { settings: { maxHosts: 4 } });
  expect(summary).toMatchObject({ requests: log.length, refusals: 2, rateLimited: 1 });
  const most = Object.keys(sites).map((name) => log.filter(({ host }) => host === name).length);
  expect(summary.mostRequests?.requests).toBe(Math.max(...most));
  expect(summary.mostBytes?.host).toBe('b.example');
  expect(summary.mostBytes?.bytes).toBeGreaterThan(JSON.stringify(names).length);
});

test('names flooded below one domain are reported and left out, also those that wait already', async () => {
  const flood = (from: number) => Array.from({ length: 20 }, (_, number) => `g${from + number}.spam.example`);
  const sites = {
    'a.example': mastodonSite('a.example', [...flood(0), 'b.example']),
    'b.example': mastodonSite('b.example', [...flood(20), 'c.example']),
    'c.example': {},
  };
  const settings = { maxNamesPerDomain: 30, concurrency: 1 };
  const crawled = await crawlSites(sites, { seeds: ['a.example'], settings });
  addsUp(crawled);
  const { events, log, store } = crawled;
  const quarantined = events.filter(({ type }) => type === 'domain-quarantined');
  expect(quarantined).toEqual([{ type: 'domain-quarantined', domain: 'spam.example', names: 40 }]);
  expect(store.settings).toMatchObject({ maxNamesPerDomain: 30, version });
  const at = log.findIndex(({ host }) => host === 'c.example');
  expect(at).toBeGreaterThan(0);
  expect(log.slice(at).filter(({ host }) => host.endsWith('spam.example'))).toEqual([]);
});

test('nothing due is a crawl of nothing', async () => {
  const { summary } = await crawlSites({});
  expect(summary).toMatchObject({ due: 0, visited: 0, left: 0, requests: 0, stopped: null });
});
