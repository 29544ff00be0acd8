import { expect, test } from 'vitest';
import { freeze } from '../../../../data/snapshot.ts';
import type { Store } from '../../../../data/store.ts';
import type { KnownHost, RequestRecord } from '../../../../data/types.ts';
import { block, host, list, noFacts, peers, record, temporaryStore, visit } from '../../../fixtures/observed.ts';

const aborted = { status: 'unreached', reason: 'aborted' } as const;
const request: RequestRecord = {
  ...{ url: 'https://a.example/robots.txt', method: 'GET', sentAt: 990, durationMs: 5, outcome: 'ok', status: 200 },
  ...{ bytes: 7, bodyHash: null, etag: null, brings: [] },
} as const;

test('known are all hosts, in host order, and of one never visited nothing is said', async () => {
  const store = await temporaryStore();
  await store.addHosts(['c.example', 'a.example', 'xn--bcher-kva.example'].map(host));
  const known = await store.knownHosts(0);
  expect(known.map((one) => one.host)).toEqual(['a.example', 'c.example', 'xn--bcher-kva.example']);
  expect(known[0]).toEqual({
    host: 'a.example',
    lastVisit: null,
    silentSince: null,
    silentVisits: 0,
    notBefore: null,
    cutShortAt: null,
    consent: false,
    robots: null,
    etags: {},
  });
});

test('the last visit is told with its end, what it came to, and a no for good', async () => {
  const store = await temporaryStore();
  const refused = { status: 'refused', reason: 'opted-out', optOut: 'hide-in-statistics' } as const;
  await record(store, visit('a.example', 1000), visit('a.example', 2000, refused));
  const lastVisit = { finishedAt: 2000, status: 'refused', reason: 'opted-out', optOut: 'hide-in-statistics' };
  expect(await known(store, 'a.example')).toMatchObject({ lastVisit, silentSince: null, silentVisits: 0 });
});

test('silence begins with the first visit since the last HTTP answer; an error is an answer', async () => {
  const store = await temporaryStore();
  const silent = { status: 'unreached', reason: 'timeout' } as const;
  const error = { status: 'unreached', reason: 'server-error' } as const;
  const name = 'a.example';
  await record(store, visit(name, 1000, silent), visit(name, 2000, error), visit(name, 3000, silent));
  expect(await known(store, name)).toMatchObject({ silentSince: 3000, silentVisits: 1 });
  await record(store, visit(name, 4000, silent), visit(name, 5000, { status: 'unreached', reason: 'aborted' }));
  expect(await known(store, name)).toMatchObject({ silentSince: 3000, silentVisits: 2 });
  await record(store, visit(name, 6000));
  expect(await known(store, name)).toMatchObject({ silentSince: null, silentVisits: 0 });
});

test('a host that never answered has been silent since the first visit', async () => {
  const store = await temporaryStore();
  const silent = { status: 'unreached', reason: 'no-address' } as const;
  await record(store, visit('a.example', 1000, silent), visit('a.example', 2000, silent));
  expect(await known(store, 'a.example')).toMatchObject({ silentSince: 1000, silentVisits: 2 });
});

test('a server that answers one request and is silent then is alive', async () => {
  const store = await temporaryStore();
  const silent = { ...request, outcome: 'timeout', status: null } as const;
  const timedOut = { status: 'unreached', reason: 'timeout' } as const;
  await record(store, visit('a.example', 1000, { ...timedOut, requests: [request, silent] }));
  await record(store, visit('b.example', 1000, { ...timedOut, requests: [silent, silent] }));
  expect(await known(store, 'a.example')).toMatchObject({ silentSince: null, silentVisits: 0 });
  expect(await known(store, 'b.example')).toMatchObject({ silentSince: 1000, silentVisits: 1 });
  const { hosts } = await freeze(store);
  expect(hosts.map(({ liveness }) => liveness)).toEqual(['alive', 'dead']);
});

test('a visit cut short after requests were sent is told until a whole one came after it', async () => {
  const store = await temporaryStore();
  const withheld = { ...request, outcome: 'robots-disallowed', status: null } as const;
  await record(store, visit('a.example', 1000), visit('a.example', 2000, { ...aborted, requests: [request] }));
  await record(store, visit('a.example', 3000, { ...aborted, requests: [withheld] }));
  expect(await known(store, 'a.example')).toMatchObject({ cutShortAt: 2000, lastVisit: { finishedAt: 1000 } });
  await record(store, visit('a.example', 4000));
  expect((await known(store, 'a.example')).cutShortAt).toBeNull();
});

test('what files tell of a visit is no visit of ours', async () => {
  const store = await temporaryStore();
  const import_ = await store.beginCrawl(0, {}, 'import');
  await store.record(import_, [visit('a.example', 1000)]);
  expect(await known(store, 'a.example')).toMatchObject({ lastVisit: null, silentVisits: 0 });
});

test('a visit that was cut short keeps its requests on record, and is no last visit', async () => {
  const store = await temporaryStore();
  await record(store, visit('a.example', 1000, { ...aborted, requests: [request] }));
  expect(await known(store, 'a.example')).toMatchObject({ lastVisit: null, silentVisits: 0 });
  expect((await store.query('SELECT url, bytes FROM requests')).rows).toEqual([[request.url, 7]]);
  expect((await store.query('SELECT status, reason FROM visits')).rows).toEqual([['unreached', 'aborted']]);
});

test('a robots.txt is held for 24 hours, the newest one of each host', async () => {
  const store = await temporaryStore();
  const hourMs = 3_600_000;
  const robots = (fetchedAt: number, body: string | null) => ({ fetchedAt, outcome: 'ok', body }) as const;
  await record(store, visit('a.example', 10, { robots: robots(5, 'old') }));
  await record(store, visit('a.example', hourMs, { robots: robots(hourMs, 'User-agent: *') }));
  await record(store, visit('a.example', 2 * hourMs));
  expect((await known(store, 'a.example', 24 * hourMs)).robots).toEqual(robots(hourMs, 'User-agent: *'));
  expect((await known(store, 'a.example', 25 * hourMs)).robots).toBeNull();
  expect((await store.query('SELECT count(*) FROM robots_files')).rows).toEqual([[1]]);
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

test('the rest asked for on the latest visit counts, not one before it; also on a visit that was cut short', async () => {
  const store = await temporaryStore();
  await record(store, visit('a.example', 1000, { notBefore: 9000 }), visit('a.example', 2000));
  await record(store, visit('b.example', 1000), visit('b.example', 2000, { ...aborted, notBefore: 9000 }));
  await record(store, visit('c.example', 1000, { notBefore: 9000 }), visit('c.example', 2000, aborted));
  const rests = (await store.knownHosts(5000)).map((one) => [one.host, one.notBefore]);
  expect(rests).toEqual([
    ['a.example', null],
    ['b.example', 9000],
    ['c.example', 9000],
  ]);
});

test('peers are ranked by the lists that name them, then by size, then by name', async () => {
  const store = await temporaryStore();
  const sized = (name: string, mau: number, names: string[]) =>
    visit(name, 1000, { facts: { ...noFacts, mau }, peers: peers(...names) });
  await record(
    store,
    sized('me.example', 5, ['small.example', 'large.example', 'b.example', 'a.example', 'popular.example']),
    sized('large.example', 900, ['popular.example']),
    sized('small.example', 10, ['popular.example', 'other.example']),
  );
  const order = ['popular.example', 'large.example', 'small.example', 'a.example', 'b.example'];
  expect(await store.rankAround(host('me.example'))).toEqual(order);
});

test('around a server whose list is not held stand those that name it; around a stranger all that are known', async () => {
  const store = await temporaryStore();
  await record(store, visit('a.example', 1000, { peers: peers('shy.example') }));
  expect(await store.rankAround(host('shy.example'))).toEqual(['a.example']);
  await store.addHosts([host('nobody.example')]);
  expect(await store.rankAround(host('nobody.example'))).toEqual(['shy.example', 'a.example']);
});

async function known(store: Store, name: string, now = 0): Promise<KnownHost> {
  return (await store.knownHosts(now)).find((one) => one.host === name)!;
}
