/** A server that says "nothing changed since you read it": what is held is confirmed, and nothing else happens. */
import { expect, test } from 'vitest';
import { freeze } from '../../../../data/snapshot.ts';
import type { Store } from '../../../../data/store.ts';
import type { Host, ObservedList, RequestRecord, Visit } from '../../../../data/types.ts';
import { block, host, list, noList, peers, temporaryStore, visit } from '../../../fixtures/observed.ts';

const path = '/api/v1/instance/peers';
const unchanged: ObservedList<never> = { ...list<never>([]), reason: 'not-modified', unchanged: true };

test('an unchanged list ends and begins nothing, and counts as read again', async () => {
  const store = await temporaryStore();
  await crawl(store, visit('a.example', 1000, { peers: { ...peers('b.example', 'c.example'), rejectedCount: 3 } }));
  await crawl(store, visit('a.example', 2000, { peers: unchanged, blocks: list([block('d.example')]) }));
  await crawl(store, visit('a.example', 3000, { peers: unchanged }));
  const { rows } = await store.query('SELECT target_id, epoch_ms(added_at), removed_at FROM peers ORDER BY 1');
  expect(rows.map((row) => row.slice(1))).toEqual([
    [1000, null],
    [1000, null],
  ]);
  const states = await store.query(
    `SELECT disclosure, reason, entry_count, rejected_count, epoch_ms(observed_at) FROM list_states WHERE kind = 'peers'`,
  );
  expect(states.rows).toEqual([['published', 'not-modified', 2, 3, 3000]]);
  const snapshot = await freeze(store);
  expect(snapshot.hosts[0]).toMatchObject({ observedAt: { peers: 3000 }, disclosure: { peers: 'published' } });
});

test('a list read anew after an unchanged one is compared with what stands', async () => {
  const store = await temporaryStore();
  await crawl(store, visit('a.example', 1000, { peers: peers('b.example') }));
  await crawl(store, visit('a.example', 2000, { peers: unchanged }));
  await crawl(store, visit('a.example', 3000, { peers: peers('c.example') }));
  const { rows } = await store.query('SELECT epoch_ms(added_at), epoch_ms(removed_at) FROM peers ORDER BY 1');
  expect(rows).toEqual([
    [1000, 3000],
    [3000, null],
  ]);
});

test('the entity tag of a whole list is held, of each path the newest', async () => {
  const store = await temporaryStore();
  const blocksPath = '/api/v1/instance/domain_blocks?limit=9';
  await crawl(store, read('a.example', 1000, [path, '"one"'], [blocksPath, '"two"']));
  expect(await etags(store, 'a.example')).toEqual({ [path]: '"one"', [blocksPath]: '"two"' });
  const again = visit('a.example', 2000, { peers: unchanged, blocks: list([]) });
  again.requests = [answered(path, null, 'not-modified'), answered(blocksPath, '"three"')];
  await crawl(store, again);
  expect(await etags(store, 'a.example')).toEqual({ [path]: '"one"', [blocksPath]: '"three"' });
});

test.each([
  ['the last answer had none', () => read('a.example', 2000, [path, null])],
  ['a later page failed', () => ({ ...read('a.example', 2000, [path, '"two"']), peers: list([], 'partial') })],
  ['the list could not be read', () => ({ ...read('a.example', 2000, [path, '"two"']), peers: noList('unreached') })],
])('no entity tag is held when %s', async (_, second) => {
  const store = await temporaryStore();
  await crawl(store, read('a.example', 1000, [path, '"one"']));
  await crawl(store, second());
  expect(await etags(store, 'a.example')).toEqual({});
});

test('a tag outlives a visit that was refused, failed or was cut short', async () => {
  const store = await temporaryStore();
  await crawl(store, read('a.example', 1000, [path, '"one"']));
  await crawl(store, visit('a.example', 2000, { status: 'unreached', reason: 'timeout', peers: noList('unreached') }));
  await crawl(store, { ...visit('a.example', 3000), requests: [answered(path, null, 'server-error')] });
  await crawl(store, visit('a.example', 4000, { status: 'unreached', reason: 'aborted' }));
  expect(await etags(store, 'a.example')).toEqual({ [path]: '"one"' });
});

test('another version of the program reads everything anew', async () => {
  const store = await temporaryStore();
  await crawl(store, read('a.example', 1000, [path, '"one"']));
  await store.beginCrawl(2000, { version: '2.0.0' });
  expect(await etags(store, 'a.example')).toEqual({});
});

test('lists that files brought since then are not what the tag stands for', async () => {
  const store = await temporaryStore();
  await crawl(store, read('a.example', 1000, [path, '"one"']));
  const from = { host: host('a.example'), observedAt: 2000, visit: null, facts: null, aliases: [] };
  const lists = [{ kind: 'peers' as const, observedAt: 2000, ...peers('c.example') }];
  await store.recordObservations(await store.beginCrawl(2000, {}, 'import'), [{ ...from, lists }]);
  await store.beginCrawl(3000, { version: '1.0.0' });
  expect(await etags(store, 'a.example')).toEqual({});
});

test('no tag is held of a list of which names were left out', async () => {
  const store = await temporaryStore();
  const generated = Array.from({ length: 101 }, (_, number) => `n${number}.troll.example`);
  await crawl(store, { ...read('a.example', 1000, [path, '"one"']), peers: peers('b.example', ...generated) });
  expect(await etags(store, 'a.example')).toEqual({});
});

async function crawl(store: Store, ...visits: Visit[]): Promise<Host[]> {
  return (await store.record(await store.beginCrawl(0, { version: '1.0.0' }), visits)).added;
}

async function etags(store: Store, name: string) {
  return (await store.knownHosts(0)).find((known) => known.host === name)?.etags;
}

function read(name: string, at: number, ...requests: [string, string | null][]): Visit {
  const peerList = peers('b.example');
  return visit(name, at, { peers: peerList, requests: requests.map(([asked, etag]) => answered(asked, etag)) });
}

function answered(asked: string, etag: string | null, outcome: RequestRecord['outcome'] = 'ok'): RequestRecord {
  const sent = { url: `https://a.example${asked}`, method: 'GET', sentAt: 0, durationMs: 1 } as const;
  return { ...sent, outcome, status: 200, bytes: 9, bodyHash: null, etag, brings: ['peers'] };
}
