/** A crawl around one server: it first, then its peers in the order in which they matter to it. */
import { expect, test } from 'vitest';
import { readHost } from '../../data/host.ts';
import type { Host } from '../../data/types.ts';
import { crawlSites } from './crawl-sites.ts';
import { MemoryStore } from './memory-store.ts';
import { mastodonSite, type Site, status } from './server.ts';

const host = readHost('centre.example')!;
const sitesOf = (lists: Record<string, string[]>): Record<string, Site> =>
  Object.fromEntries(Object.entries(lists).map(([name, peers]) => [name, mastodonSite(name, peers)]));
const visited = (store: MemoryStore) => store.visits.map((visit) => visit.host);

/** Ranks whoever is known, while no list of the centre is. */
class KnownAround extends MemoryStore {
  override async rankAround(centre: Host): Promise<Host[]> {
    return [...this.known].filter((each) => each !== centre).sort();
  }
}

/** Most lists name d, and b names a host that the centre does not. */
const sites = sitesOf({
  'centre.example': ['a.example', 'b.example', 'c.example', 'd.example'],
  'a.example': ['d.example'],
  'b.example': ['far.example'],
  'c.example': [],
  'd.example': [],
  'far.example': [],
});

test('the server comes first, then its peers, ranked anew with every list, and nobody else', async () => {
  const { store, summary } = await crawlSites(sites, {
    seeds: ['centre.example', 'far.example'],
    settings: { concurrency: 1, batchSize: 1 },
    around: { host, hosts: 10 },
  });
  expect(visited(store)).toEqual(['centre.example', 'a.example', 'b.example', 'd.example', 'c.example']);
  expect(summary).toMatchObject({ due: 5, visited: 5, left: 0, stopped: null });
});

test('so many hosts are visited and no more, and none is left', async () => {
  const { store, summary } = await crawlSites(sites, { seeds: ['far.example'], around: { host, hosts: 3 } });
  expect(visited(store).sort()).toEqual(['a.example', 'b.example', 'centre.example']);
  expect(summary).toMatchObject({ due: 3, visited: 3, left: 0 });
});

test('what is not due counts as known: the next ones get their turn', async () => {
  const store = new MemoryStore([host]);
  await crawlSites(sites, { store, around: { host, hosts: 3 } });
  const { summary } = await crawlSites(sites, { store, around: { host, hosts: 3 } });
  expect(visited(store).slice(3).sort()).toEqual(['c.example', 'd.example']);
  expect(summary).toMatchObject({ due: 2, visited: 2, left: 0 });
});

test.each<[string, Site]>([
  ['hides its list', mastodonSite('centre.example', [], { '/api/v1/instance/peers': status(401) })],
  ['does not answer', { '*': (request) => void request.socket.destroy() }],
])('where the centre %s, the store says who comes next, and only after it was asked', async (_, site) => {
  const { store, summary, log } = await crawlSites(
    { ...sites, 'centre.example': site },
    { store: new KnownAround([host, readHost('a.example')!, readHost('b.example')!]), around: { host, hosts: 2 } },
  );
  expect(visited(store).sort()).toEqual(['a.example', 'centre.example']);
  expect(log[0]!.host).toBe('centre.example');
  expect(log.findIndex((entry) => entry.host === 'a.example')).toBe(
    log.findLastIndex((entry) => entry.host === 'centre.example') + 1,
  );
  expect(summary).toMatchObject({ due: 2, left: 0, stopped: null });
});

test('a host that nobody knows yet can be the centre', async () => {
  const { store } = await crawlSites(sites, { store: new MemoryStore([]), around: { host, hosts: 2 } });
  expect(visited(store)).toEqual(['centre.example', 'a.example']);
});
