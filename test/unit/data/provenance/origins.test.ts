import { expect, test } from 'vitest';
import { readOrigins } from '../../../../data/provenance/origins.ts';
import { freeze } from '../../../../data/snapshot.ts';
import type { Part, RequestRecord, Visit } from '../../../../data/types.ts';
import { block, list, noFacts, noList, peers, temporaryStore, visit } from '../../../fixtures/observed.ts';

const facts = { ...noFacts, software: 'lemmy' };

function asked(name: string, sentAt: number, path: string, brings: readonly Part[]): RequestRecord {
  return {
    ...{ url: `https://${name}${path}`, method: 'GET', sentAt, durationMs: 1, outcome: 'ok', status: 200, bytes: 9 },
    ...{ bodyHash: `${sentAt}`.padEnd(64, '0'), etag: null, brings },
  };
}

async function originsAt(asOf: number, ...visits: Visit[]) {
  const store = await temporaryStore();
  const crawlId = await store.beginCrawl(0, { version: '7.8.9' });
  for (const each of visits) await store.record(crawlId, [each]);
  return readOrigins(store, await freeze(store, { asOf }));
}

test('each request stands once, with all that came with it, in the order of sending', async () => {
  const requests = [
    asked('a.example', 980, '/robots.txt', []),
    asked('a.example', 981, '/nodeinfo', ['facts']),
    asked('a.example', 982, '/lists', ['peers', 'blocks']),
    asked('a.example', 983, '/allows', ['allows']),
  ];
  const read = {
    facts,
    requests,
    peers: peers('b.example'),
    blocks: list([block('c.example')]),
    allows: noList('withheld'),
  };
  const origins = await originsAt(9000, visit('a.example', 1000, read));
  expect(origins.map(({ url, parts }) => [url, parts])).toEqual([
    ['https://a.example/nodeinfo', ['facts']],
    ['https://a.example/lists', ['peers', 'blocks']],
  ]);
  expect(origins[1]).toEqual({
    ...{ host: 'a.example', parts: ['peers', 'blocks'], observedAt: 1000, program: '7.8.9' },
    ...{ url: 'https://a.example/lists', method: 'GET', sentAt: 982, outcome: 'ok', status: 200 },
    bodyHash: '982'.padEnd(64, '0'),
  });
});

test('it is the reading that brought what stands: not a later failure, not "unchanged", nothing after the time', async () => {
  const read = (at: number, rest: Partial<Visit>) =>
    visit('a.example', at, { requests: [asked('a.example', at - 5, '/peers', ['peers'])], ...rest });
  const unchanged = { ...list<never>([]), reason: 'not-modified' as const, unchanged: true as const };
  const visits = [
    read(1000, { peers: peers('b.example') }),
    read(2000, { peers: unchanged }),
    read(3000, { peers: noList('unreached'), status: 'unreached', reason: 'timeout' }),
    read(4000, { peers: peers('c.example') }),
  ];
  const sentAt = async (asOf: number) => (await originsAt(asOf, ...visits)).map((origin) => origin.sentAt);
  expect(await sentAt(3500)).toEqual([995]);
  expect(await sentAt(4500)).toEqual([3995]);
});

test('an import stands without a request, and who wants to be in no statistics not at all', async () => {
  const origins = await originsAt(
    9000,
    visit('a.example', 1000, { facts }),
    visit('b.example', 1000, { facts, requests: [asked('b.example', 990, '/nodeinfo', ['facts'])] }),
    visit('b.example', 2000, { status: 'refused', reason: 'opted-out', optOut: 'site-private' }),
  );
  expect(origins).toMatchObject([{ host: 'a.example', parts: ['facts'], url: null, bodyHash: null }]);
});
