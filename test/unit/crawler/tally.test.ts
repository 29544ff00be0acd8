import { expect, test } from 'vitest';
import { Tally } from '../../../crawler/tally.ts';
import { readHost } from '../../../data/host.ts';
import type { RequestRecord } from '../../../data/types.ts';

const request = (bytes: number): RequestRecord => ({
  url: 'https://a.example/robots.txt',
  method: 'GET',
  sentAt: 0,
  durationMs: 1,
  outcome: 'ok',
  status: 200,
  bytes,
  bodyHash: null,
  etag: null,
  brings: [],
});

test.each([[['a.example', 'b.example']], [['b.example', 'a.example']]])(
  'who was asked most, and who sent most, does not depend on who was done first: %j',
  (names) => {
    const tally = new Tally();
    tally.countRequests(readHost('c.example')!, [request(3)]);
    for (const name of names) tally.countRequests(readHost(name)!, [request(5), request(5)]);
    expect(tally.totals).toMatchObject({
      requests: 5,
      bytes: 23,
      mostRequests: { host: 'a.example', requests: 2 },
      mostBytes: { host: 'a.example', bytes: 10 },
    });
  },
);

test('where nobody was asked nobody was asked most', () => {
  const tally = new Tally();
  tally.countRequests(readHost('a.example')!, []);
  expect(tally.totals).toMatchObject({ mostRequests: null, mostBytes: null });
});
