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
});

test('the footprint counts what was sent, and apart from it what robots.txt kept us from sending', async () => {
  const store = await temporaryStore();
  const crawlId = await store.beginCrawl(0, {});
  await store.record(crawlId, [
    visit('a.example', 10, { requests: [request('ok', 10), request('robots-disallowed', 0)] }),
    visit('b.example', 10, { requests: [request('ok', 5), request('ok', 5), request('rate-limited', 1)] }),
  ]);
  expect(await readFootprint(store)).toEqual({
    crawls: 1,
    visits: 2,
    requests: 4,
    withheldByUs: 1,
    bytes: 21,
    mostRequestsPerVisit: 3,
    outcomes: { ok: 3, 'rate-limited': 1 },
  });
});

test('a database without requests has left no footprint', async () => {
  expect(await readFootprint(await temporaryStore())).toMatchObject({ requests: 0, bytes: 0, mostRequestsPerVisit: 0 });
});
