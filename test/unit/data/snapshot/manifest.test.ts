import { expect, test } from 'vitest';
import { describeSnapshot, listStateOf } from '../../../../data/snapshot/manifest.ts';
import { freeze } from '../../../../data/snapshot.ts';
import { disclosures } from '../../../../data/types.ts';
import { version } from '../../../../data/version.ts';
import { list, noFacts, noList, peers, temporaryStore, visit } from '../../../fixtures/observed.ts';

test('what robots.txt keeps from us is a state of its own; every other disclosure is its own state', () => {
  expect(listStateOf('withheld', 'robots-disallowed')).toBe('robots');
  expect(listStateOf('withheld', 'forbidden')).toBe('withheld');
  expect(listStateOf(null, null)).toBe('not-asked');
  for (const disclosure of disclosures) expect(listStateOf(disclosure, null)).toBe(disclosure);
});

test('a snapshot says what was seen of each list, by software, and which crawls with which settings it comes from', async () => {
  const store = await temporaryStore();
  const mastodon = { ...noFacts, software: 'mastodon' };
  const crawlId = await store.beginCrawl(500, { contact: 'ops@a.example' });
  await store.record(crawlId, [
    visit('a.example', 1000, {
      facts: mastodon,
      peers: peers('b.example', 'c.example'),
      blocks: { ...noList('withheld'), reason: 'robots-disallowed' },
    }),
    visit('b.example', 1000, { facts: mastodon, peers: noList('withheld'), blocks: list([]) }),
    visit('c.example', 1000, { status: 'unreached', reason: 'timeout', peers: noList('unreached') }),
  ]);
  await store.finishCrawl(crawlId, { durationMs: 600 });
  await store.beginCrawl(5000, {});
  const snapshot = await freeze(store);
  const manifest = await describeSnapshot(store, snapshot);
  expect(manifest).toMatchObject({
    schema: 'faultline.snapshot/1',
    id: snapshot.contentHash.slice(0, 16),
    asOf: '1970-01-01T00:00:01.000Z',
    program: { name: 'faultline', version },
    crawls: [
      {
        ...{ id: 1, kind: 'crawl', startedAt: '1970-01-01T00:00:00.500Z', finishedAt: '1970-01-01T00:00:01.100Z' },
        settings: { contact: 'ops@a.example' },
      },
    ],
    counts: { hosts: 3, peers: 2, blocks: 0, liveness: { alive: 2, dead: 1, unvisited: 0 } },
  });
  expect(manifest.lists.peers).toEqual({
    ...{ published: 1, partial: 0, withheld: 1, robots: 0, unsupported: 0, unreached: 1, 'not-asked': 0 },
  });
  expect(manifest.software.map(({ software, hosts }) => [software, hosts])).toEqual([
    ['mastodon', 2],
    [null, 1],
  ]);
  expect(manifest.software[0]!.lists.blocks).toMatchObject({ published: 1, robots: 1, withheld: 0 });
});
