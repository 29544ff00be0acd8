import { expect, test } from 'vitest';
import { readFootprint } from '../../../data/footprint.ts';
import type { RequestRecord } from '../../../data/types.ts';
import { temporaryStore, visit } from '../../fixtures/observed.ts';

const request = (outcome: RequestRecord['outcome'], bytes: number): RequestRecord => ({
  url: 'https://a.example/robots.txt',
  method: 'GET',
  sentAt: 0,
  durationMs: 1,
  outcome,
  status: 200,
  etag: null,
  bytes,
  bodyHash: null,
  brings: [],
});

test('the footprint counts what was sent, and apart from it what robots.txt kept us from sending', async () => {
  const store = await temporaryStore();
  const crawlId = await store.beginCrawl(0, {});
  await store.record(crawlId, [
    visit('a.example', 10, { requests: [request('ok', 10), request('robots-disallowed', 0)] }),
    visit('b.example', 10, { requests: [request('ok', 5), request('ok', 5), request('rate-limited', 1)] }),
  ]);
  const again = await store.beginCrawl(20, {});
  await store.record(again, [visit('a.example', 30, { requests: [request('forbidden', 100)] })]);
  const first = {
    ...{ crawls: 1, visits: 2, hosts: 2, requests: 4, withheldByUs: 1, bytes: 21, mostRequestsPerVisit: 3 },
    mostRequests: { host: 'b.example', requests: 3 },
    mostBytes: { host: 'b.example', bytes: 11 },
    ...{ rateLimited: 1, refusals: 0, outcomes: { ok: 3, 'rate-limited': 1 } },
  };
  expect(await readFootprint(store, { crawlId })).toEqual(first);
  expect(await readFootprint(store)).toEqual({
    ...first,
    ...{ crawls: 2, visits: 3, requests: 5, bytes: 121, refusals: 1 },
    mostBytes: { host: 'a.example', bytes: 110 },
    outcomes: { ok: 3, forbidden: 1, 'rate-limited': 1 },
  });
});

test('a database without requests has left no footprint', async () => {
  expect(await readFootprint(await temporaryStore())).toMatchObject({
    ...{ hosts: 0, requests: 0, bytes: 0, mostRequestsPerVisit: 0, mostRequests: null, mostBytes: null },
  });
});
