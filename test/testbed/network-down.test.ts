/** Nobody answers any more: is it them, or is it us? */
import { expect, test } from 'vitest';
import { readHost } from '../../data/host.ts';
import { crawlSites } from './crawl-sites.ts';
import { MemoryStore } from './memory-store.ts';
import { mastodonSite, type Site, status } from './server.ts';

const silent = Array.from({ length: 40 }, (_, number) => `s${String(number).padStart(2, '0')}.example`);
const settings = { networkCheckAfter: 10, concurrency: 3, batchSize: 5 };
const drops: Site = { '*': (request) => void request.socket.destroy() };
const dead = Object.fromEntries(silent.map((name) => [name, drops]));

/** What a visit asks of an open Mastodon: robots.txt, NodeInfo twice, the instance, peers and blocks. */
const visitRequests = 6;

async function stillDue(store: MemoryStore): Promise<string[]> {
  return (await store.knownHosts(Date.now())).filter(({ lastVisit }) => lastVisit === null).map(({ host }) => host);
}

/** Look-ups work for the sites alone, or, once `isDown`, for nobody. */
function nameServer(names: string[]) {
  const state = { isDown: false, lookUps: [] as string[] };
  const addressesOf = async (name: string): Promise<string[]> => {
    state.lookUps.push(name);
    if (!state.isDown && names.includes(name)) return [`192.0.2.${names.indexOf(name) + 1}`];
    throw Object.assign(new Error(name), { code: state.isDown ? 'ETIMEOUT' : 'ENOTFOUND' });
  };
  return { state, addressesOf };
}

test('when not even those can be looked up who answered before, the run ends and the silent stay due', async () => {
  const { state, addressesOf } = nameServer(['a.example']);
  const { store, summary, events, log } = await crawlSites(
    { 'a.example': mastodonSite('a.example'), ...dead },
    {
      settings: { ...settings, concurrency: 1 },
      addressesOf,
      onEvent: ({ type }) => {
        if (type === 'visit-finished') state.isDown = true;
      },
    },
  );
  expect(store.visits.map(({ host }) => host)).toEqual(['a.example']);
  expect(summary).toMatchObject({ due: 41, visited: 1, unreached: 0, left: 40, stopped: 'network-down' });
  expect(log).toHaveLength(visitRequests);
  expect(state.lookUps.filter((name) => name === 'a.example')).toHaveLength(2);
  expect(events.filter(({ type }) => type === 'network-down')).toEqual([{ type: 'network-down', unrecorded: 10 }]);
  expect(await stillDue(store)).toEqual(silent);
});

test('a host that answered in an earlier run is looked up as well, and is not asked', async () => {
  const store = new MemoryStore([readHost('a.example')!]);
  const sites = { 'a.example': mastodonSite('a.example') };
  await crawlSites(sites, { store, settings });
  for (const name of silent) store.known.add(readHost(name)!);
  const { state, addressesOf } = nameServer([]);
  const down = await crawlSites({ ...sites, ...dead }, { store, settings, addressesOf });
  expect(state.lookUps).toContain('a.example');
  expect(down.log).toEqual([]);
  expect(down.summary).toMatchObject({ due: 40, unreached: 0, left: 40, stopped: 'network-down' });
  expect(await stillDue(store)).toEqual(silent);
  const up = await crawlSites({ ...sites, ...dead }, { store, settings });
  expect(up.paths('a.example')).toEqual([]);
  expect(up.summary).toMatchObject({ unreached: 40, left: 0, stopped: null });
});

test.each([
  ['refused us', mastodonSite('a.example', [], { '/robots.txt': status(403) })],
  ['said that it is gone', { '*': status(410) }],
  ['asked for a rest', { '*': status(429, { 'retry-after': '86400' }) }],
])('who %s is left in peace: it is not even looked up', async (_, site) => {
  const store = new MemoryStore([readHost('a.example')!]);
  await crawlSites({ 'a.example': site }, { store, settings });
  for (const name of silent) store.known.add(readHost(name)!);
  const { state, addressesOf } = nameServer([]);
  await crawlSites({ 'a.example': site, ...dead }, { store, settings, addressesOf });
  expect(state.lookUps).not.toContain('a.example');
});

test('an answer that comes while nobody can be looked up tells that the network works', async () => {
  const { state, addressesOf } = nameServer(['a.example']);
  let tell = () => {};
  const lookedUp = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const store = new MemoryStore(['a.example', ...silent].map((name) => readHost(name)!));
  store.answered.add(readHost('w.example')!);
  const robots: Site = {
    '/robots.txt': async (_request, response) => {
      await lookedUp;
      response.end('');
    },
  };
  const { summary } = await crawlSites(
    { 'a.example': mastodonSite('a.example', [], robots) },
    {
      store,
      settings,
      addressesOf: (name) => {
        if (name === 'w.example') tell();
        return addressesOf(name);
      },
    },
  );
  expect(state.lookUps).toContain('w.example');
  expect(summary).toMatchObject({ visited: 1, unreached: 40, left: 0, stopped: null });
});

test('a visit that takes its time is waited for, while names that lead nowhere end at once', async () => {
  const sites = { 'a.example': mastodonSite('a.example'), 'z.example': mastodonSite('z.example') };
  const nowhere = async (name: string): Promise<string[]> => {
    if (Object.hasOwn(sites, name)) return [name];
    throw Object.assign(new Error(name), { code: 'ENOTFOUND' });
  };
  const { summary } = await crawlSites(
    { ...sites, ...dead },
    { settings: { ...settings, minGapMs: 30 }, addressesOf: nowhere },
  );
  expect(summary).toMatchObject({ visited: 2, unreached: 40, left: 0, stopped: null });
});

test('when one of them can be looked up, the silent are recorded as what they are, and the run goes on', async () => {
  const sites = { 'a.example': mastodonSite('a.example'), ...dead, 'z.example': mastodonSite('z.example') };
  const { summary, events, paths } = await crawlSites(sites, { settings });
  expect(summary).toMatchObject({ visited: 2, unreached: 40, left: 0, stopped: null });
  expect(paths('a.example')).toHaveLength(visitRequests);
  expect(events.map(({ type }) => type)).not.toContain('network-down');
});

test('where nobody ever answered nothing is recorded, and everybody stays due', async () => {
  for (const sites of [dead, { 's00.example': drops }]) {
    const { summary, store } = await crawlSites(sites, { settings });
    expect(summary).toMatchObject({ unreached: 0, left: Object.keys(sites).length, stopped: 'network-down' });
    expect(store.visits).toEqual([]);
  }
});

test('one answer, be it a refusal, tells that the network works', async () => {
  const sites = { ...dead, 'z.example': mastodonSite('z.example', [], { '/robots.txt': status(403) }) };
  const { summary } = await crawlSites(sites, { settings });
  expect(summary).toMatchObject({ refused: 1, unreached: 40, left: 0, stopped: null });
});

test('what is silent when the run is interrupted stays due', async () => {
  const stop = new AbortController();
  let finished = 0;
  const { summary, store } = await crawlSites(
    { 'a.example': mastodonSite('a.example'), ...dead },
    {
      settings: { ...settings, concurrency: 1 },
      signal: stop.signal,
      onEvent: ({ type }) => {
        if (type === 'visit-finished') finished += 1;
        if (finished === 6) stop.abort();
      },
    },
  );
  expect(summary).toMatchObject({ visited: 1, unreached: 0, left: 40, stopped: 'signal' });
  expect(store.visits.map(({ host }) => host)).toEqual(['a.example']);
});
