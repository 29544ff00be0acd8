/** A crawl that keeps answers keeps facts of servers, and nothing of the people who run them or follow from them. */
import { brotliDecompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { crawlSites } from './crawl-sites.ts';
import { mastodonSite, nodeInfo, type Site } from './server.ts';

const row = (actor: string, host: string) => ({ name: 'jo-the-person', host, url: `https://${host}/${actor}` });
const peertube: Site = {
  ...nodeInfo('b.example', 'peertube', '6.0.0'),
  '/api/v1/server/following?start=0&count=100&sort=createdAt&state=accepted': { total: 0, data: [] },
  '/api/v1/server/followers?start=0&count=100&sort=createdAt&state=accepted': {
    total: 1,
    data: [{ follower: row('jo-the-person', 'c.example'), following: row('b', 'b.example') }],
  },
};
const mastodon = mastodonSite('a.example', ['c.example'], {
  '/api/v2/instance': {
    domain: 'a.example',
    languages: ['en'],
    description: 'ask jo-the-person',
    contact: { email: 'jo-the-person@a.example', account: { username: 'jo-the-person' } },
  },
});

test('what is said of persons is read past, and not kept', async () => {
  const { store } = await crawlSites(
    { 'a.example': mastodon, 'b.example': peertube },
    { settings: { keepBodies: true } },
  );
  expect(store.visits.map(({ host, peers }) => [host, peers.entries]).sort()).toEqual([
    ['a.example', ['c.example']],
    ['b.example', ['c.example']],
    ['c.example', []],
  ]);
  const requests = store.visits.flatMap((visit) => visit.requests);
  const kept = requests.flatMap(({ kept }) =>
    kept?.body ? [brotliDecompressSync(kept.body.compressed).toString()] : [],
  );
  expect(kept.length).toBeGreaterThan(8);
  expect(kept.filter((text) => text.includes('jo-the-person'))).toEqual([]);
  expect(kept.filter((text) => text.includes('c.example')).length).toBeGreaterThanOrEqual(2);
});
