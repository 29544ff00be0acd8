import { expect, test } from 'vitest';
import type { RequestRecord } from '../../../../data/types.ts';
import { block, host, list, noFacts, peers, record, temporaryStore, visit } from '../../../fixtures/observed.ts';

const aborted = { status: 'unreached', reason: 'aborted' } as const;
const request: RequestRecord = {
  ...{ url: 'https://a.example/robots.txt', method: 'GET', sentAt: 990, durationMs: 5, outcome: 'ok', status: 200 },
  ...{ bytes: 7, bodyHash: null, etag: null },
} as const;

test('a visit that was cut short keeps its requests on record, and its host stays due', async () => {
  const store = await temporaryStore();
  await record(store, visit('a.example', 1000, { ...aborted, requests: [request] }));
  expect(await store.dueHosts({ now: 1001, revisitAfterMs: 500 })).toEqual(['a.example']);
  expect((await store.query('SELECT url, bytes FROM requests')).rows).toEqual([[request.url, 7]]);
  expect((await store.query('SELECT status, reason FROM visits')).rows).toEqual([['unreached', 'aborted']]);
});

test('half a visit observes nothing: no list, no fact, no other name, and nothing is taken back', async () => {
  const store = await temporaryStore();
  const facts = { ...noFacts, software: 'mastodon' };
  await record(store, visit('a.example', 1000, { facts, peers: peers('b.example'), aliases: [host('www.a.example')] }));
  const half = { ...aborted, facts: noFacts, aliases: [host('x.example')], blocks: list([block('c.example')]) };
  expect(await record(store, visit('a.example', 2000, { ...half, peers: peers() }))).toEqual([]);
  const { rows } = await store.query('SELECT observed_at, count(*) FROM list_observations GROUP BY ALL');
  expect(rows).toEqual([['1970-01-01T00:00:01.000Z', 4]]);
  expect((await store.query('SELECT target FROM current_peers')).rows).toEqual([['b.example']]);
  expect((await store.query('SELECT software FROM instance_facts')).rows).toEqual([['mastodon']]);
  expect((await store.query('SELECT alias FROM host_aliases')).rows).toEqual([['www.a.example']]);
});

test('the overview shows the last visit that came to something', async () => {
  const store = await temporaryStore();
  await record(store, visit('a.example', 1000), visit('a.example', 2000, aborted));
  expect((await store.query('SELECT visit_status, visit_reason FROM host_overview')).rows).toEqual([['visited', 'ok']]);
});

test('a host that asked for a rest is not due before its time, however short the period', async () => {
  const store = await temporaryStore();
  const limited = { status: 'unreached', reason: 'rate-limited', notBefore: 9000 } as const;
  await record(store, visit('a.example', 1000, limited), visit('b.example', 1000));
  expect(await store.dueHosts({ now: 8999, revisitAfterMs: 500 })).toEqual(['b.example']);
  expect(await store.dueHosts({ now: 9000, revisitAfterMs: 500 })).toEqual(['a.example', 'b.example']);
  expect((await store.query('SELECT not_before FROM visits ORDER BY not_before')).rows).toEqual([
    ['1970-01-01T00:00:09.000Z'],
    [null],
  ]);
});

test('the rest asked for on the latest visit counts, not one before it; also on a visit that was cut short', async () => {
  const store = await temporaryStore();
  await record(store, visit('a.example', 1000, { notBefore: 9000 }), visit('a.example', 2000));
  await record(store, visit('b.example', 1000), visit('b.example', 2000, { ...aborted, notBefore: 9000 }));
  await record(store, visit('c.example', 1000, { notBefore: 9000 }), visit('c.example', 2000, aborted));
  expect(await store.dueHosts({ now: 5000, revisitAfterMs: 500 })).toEqual(['a.example']);
});
