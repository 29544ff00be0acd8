import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Store } from '../../../data/store.ts';
import type { Outcome, RequestRecord } from '../../../data/types.ts';
import {
  block,
  count,
  host,
  list,
  noFacts,
  noList,
  peers,
  record,
  rule,
  temporaryFolder,
  temporaryStore,
  visit,
} from '../../fixtures/observed.ts';

const rowsOf = async (store: Store, sql: string) => (await store.query(sql)).rows;

test('creating makes the folder, and what was recorded is there when the file is opened again', async () => {
  const file = join(temporaryFolder(), 'deep', 'down', 'a.duckdb');
  const store = await Store.open(file, 'create');
  await record(store, visit('a.example', 1000, { peers: peers('b.example') }));
  await store.close();
  expect(readdirSync(join(file, '..'))).toEqual(['a.duckdb']);
  const again = await Store.open(file, 'read');
  expect(await rowsOf(again, 'SELECT source, target FROM current_peers')).toEqual([['a.example', 'b.example']]);
  await again.close();
});

test('a database nobody wrote to is not left behind', async () => {
  const folder = temporaryFolder();
  const store = await Store.open(join(folder, 'a.duckdb'), 'create');
  await store.close();
  expect(readdirSync(folder)).toEqual([]);
});

test('reading changes nothing in the file, byte for byte', async () => {
  const file = join(temporaryFolder(), 'a.duckdb');
  const store = await Store.open(file, 'create');
  await store.addHosts([host('a.example')]);
  await store.close();
  const before = readFileSync(file);
  const reader = await Store.open(file, 'read');
  expect(await reader.knownHostCount()).toBe(1);
  await expect(reader.addHosts([host('b.example')])).rejects.toThrow('readonly');
  await reader.close();
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('recording gives back hosts never heard of before, in host order, without those just visited', async () => {
  const store = await temporaryStore();
  await store.addHosts([host('a.example')]);
  const discovered = await record(
    store,
    visit('a.example', 1000, {
      peers: peers('z.example', 'd.example'),
      blocks: list([block('m.example'), block('*.pattern.example'), block('m*sk.example'), block('com')]),
      allows: list([rule('k.example')]),
      counts: list([count('j.example', 1, 2)]),
      aliases: [host('alias.example')],
    }),
    visit('d.example', 1000),
  );
  expect(discovered).toEqual(['alias.example', 'j.example', 'k.example', 'm.example', 'z.example']);
  expect(await record(store, visit('a.example', 2000, { peers: peers('z.example') }))).toEqual([]);
  expect(await store.knownHostCount()).toBe(7);
});

test('a peer list is stored without repetitions and without the server itself', async () => {
  const store = await temporaryStore();
  await record(store, visit('a.example', 1000, { peers: peers('b.example', 'a.example', 'b.example', 'c.example') }));
  expect(await rowsOf(store, 'SELECT target FROM current_peers ORDER BY 1')).toEqual([['b.example'], ['c.example']]);
  expect(await rowsOf(store, `SELECT entry_count FROM list_states WHERE kind = 'peers'`)).toEqual([[4]]);
});

test('a whole list ends what it no longer holds and begins what is new; what stays keeps its first time', async () => {
  const store = await temporaryStore();
  await record(store, visit('a.example', 1000, { peers: peers('b.example', 'c.example') }));
  await record(store, visit('a.example', 2000, { peers: peers('c.example', 'd.example') }));
  expect(await intervals(store, 'peers')).toEqual([
    ['b.example', 1000, 2000],
    ['c.example', 1000, null],
    ['d.example', 2000, null],
  ]);
});

test.each(['withheld', 'unreached', 'unsupported'] as const)('a list that is %s ends nothing', async (disclosure) => {
  const store = await temporaryStore();
  const blocks = list([block('b.example')]);
  await record(store, visit('a.example', 1000, { peers: peers('b.example'), blocks }));
  await record(store, visit('a.example', 2000, { peers: noList(disclosure), blocks: noList(disclosure) }));
  expect(await intervals(store, 'peers')).toEqual([['b.example', 1000, null]]);
  expect(await rowsOf(store, 'SELECT target FROM current_blocks')).toEqual([['b.example']]);
  expect(await rowsOf(store, `SELECT DISTINCT disclosure FROM list_states WHERE kind IN ('peers', 'blocks')`)).toEqual([
    [disclosure],
  ]);
});

test('a partial list only adds', async () => {
  const store = await temporaryStore();
  await record(store, visit('a.example', 1000, { peers: peers('b.example') }));
  await record(store, visit('a.example', 2000, { peers: list([host('c.example')], 'partial') }));
  expect(await intervals(store, 'peers')).toEqual([
    ['b.example', 1000, null],
    ['c.example', 2000, null],
  ]);
});

test('a published list that is empty ends everything: empty is not absent', async () => {
  const store = await temporaryStore();
  await record(store, visit('a.example', 1000, { peers: peers('b.example') }));
  await record(store, visit('a.example', 2000, { peers: peers() }));
  expect(await intervals(store, 'peers')).toEqual([['b.example', 1000, 2000]]);
});

test('a list older than the one held changes nothing, and its observation is kept', async () => {
  const store = await temporaryStore();
  await record(store, visit('a.example', 2000, { peers: peers('b.example') }));
  const { staleLists } = await store.recordObservations(await store.beginCrawl(0, {}), [
    {
      host: host('a.example'),
      observedAt: 1000,
      visit: null,
      facts: null,
      aliases: [],
      lists: [{ kind: 'peers', observedAt: 1000, ...peers('old.example') }],
    },
  ]);
  expect(staleLists).toBe(1);
  expect(await intervals(store, 'peers')).toEqual([['b.example', 2000, null]]);
  expect(await rowsOf(store, `SELECT count(*) FROM list_observations WHERE kind = 'peers'`)).toEqual([[2]]);
});

test('the same host twice in one batch is recorded in order', async () => {
  const store = await temporaryStore();
  await record(
    store,
    visit('a.example', 1000, { peers: peers('b.example') }),
    visit('a.example', 2000, { peers: peers('c.example') }),
  );
  expect(await intervals(store, 'peers')).toEqual([
    ['b.example', 1000, 2000],
    ['c.example', 2000, null],
  ]);
});

test('a change of action or words ends one declaration and begins another; counts likewise', async () => {
  const store = await temporaryStore();
  const first = {
    blocks: list([block('b.example', 'silence', { comment: 'ads' })]),
    counts: list([count('b.example', 1, 2)]),
  };
  const second = {
    blocks: list([block('b.example', 'suspend', { comment: 'ads' })]),
    counts: list([count('b.example', 1, 3)]),
  };
  await record(store, visit('a.example', 1000, first));
  await record(store, visit('a.example', 2000, second));
  expect(
    await rowsOf(store, 'SELECT action, epoch_ms(added_at), epoch_ms(removed_at) FROM blocks ORDER BY added_at'),
  ).toEqual([
    ['silence', 1000, 2000],
    ['suspend', 2000, null],
  ]);
  expect(
    await rowsOf(store, 'SELECT follows_in, epoch_ms(added_at), epoch_ms(removed_at) FROM counts ORDER BY added_at'),
  ).toEqual([
    [2, 1000, 2000],
    [3, 2000, null],
  ]);
});

test('every request is kept with what it came to, in its order', async () => {
  const store = await temporaryStore();
  const request = (url: string, outcome: Outcome, rest: Partial<RequestRecord> = {}): RequestRecord => ({
    ...{
      url,
      method: 'GET',
      sentAt: 990,
      durationMs: 12.4,
      outcome,
      status: 200,
      bytes: 5,
      bodyHash: null,
      etag: null,
      brings: ['peers'],
    },
    ...rest,
  });
  const requests = [
    request('https://a.example/robots.txt', 'ok', { bodyHash: 'ab'.repeat(32), etag: '"v1"' }),
    request('https://a.example/x', 'robots-disallowed', { status: null, bytes: 0 }),
    request('https://a.example/y', 'rate-limited', { status: 429, method: 'POST', bytes: 3_000_000_000 }),
  ];
  await record(store, visit('a.example', 1000, { requests }));
  const rows = await rowsOf(store, 'SELECT * EXCLUDE (visit_id) FROM requests ORDER BY position');
  const sentAt = '1970-01-01T00:00:00.990Z';
  expect(rows).toEqual([
    [0, 'https://a.example/robots.txt', 'GET', sentAt, 12, 'ok', 200, 5, 'ab'.repeat(32), '"v1"'],
    [1, 'https://a.example/x', 'GET', sentAt, 12, 'robots-disallowed', null, 0, null, null],
    [2, 'https://a.example/y', 'POST', sentAt, 12, 'rate-limited', 429, 3_000_000_000, null, null],
  ]);
});

test('hostile words are words: quotes, SQL, terminal sequences and broken letters come back as they went in', async () => {
  const store = await temporaryStore();
  const words = [
    `'; DROP TABLE hosts; --`,
    '"="; =cmd()',
    '\u001b[2J',
    'naïve\u202Etxt',
    '漢字 🐘',
    '\u0000zero',
    'a\nb',
  ];
  const blocks = list(words.map((comment, index) => block(`b${index}.example`, 'suspend', { comment })));
  await record(store, visit('a.example', 1000, { blocks, facts: { ...noFacts, version: words[0]! } }));
  expect((await rowsOf(store, 'SELECT comment FROM current_blocks ORDER BY target')).flat()).toEqual(words);
  expect(await rowsOf(store, 'SELECT version FROM instance_facts')).toEqual([[words[0]]]);
});

test('a batch that cannot be written leaves nothing behind, and the store goes on', async () => {
  const store = await temporaryStore();
  await record(store, visit('a.example', 1000, { peers: peers('b.example') }));
  const impossible = visit('c.example', 2000, { reason: 'exploded' as Outcome, peers: peers('new.example') });
  await expect(record(store, visit('a.example', 2000, { peers: peers() }), impossible)).rejects.toThrow(
    'type mismatch',
  );
  expect(await store.knownHostCount()).toBe(2);
  expect(await intervals(store, 'peers')).toEqual([['b.example', 1000, null]]);
  expect(await record(store, visit('a.example', 3000, { peers: peers('new.example') }))).toEqual(['new.example']);
  expect(await intervals(store, 'peers')).toEqual([
    ['b.example', 1000, 3000],
    ['new.example', 3000, null],
  ]);
});

test('a crawl notes its settings, its end and what it came to', async () => {
  const store = await temporaryStore();
  const id = await store.beginCrawl(1000, { contact: 'x' });
  await store.finishCrawl(id, { durationMs: 250, visited: 3 } as { durationMs: number });
  expect(await rowsOf(store, 'FROM crawls')).toEqual([
    [
      ...[1, 'crawl', '1970-01-01T00:00:01.000Z', '1970-01-01T00:00:01.250Z', '{"contact":"x"}'],
      '{"durationMs":250,"visited":3}',
    ],
  ]);
  expect(await store.beginCrawl(2000, {})).toBe(2);
});

test('seeds count once', async () => {
  const store = await temporaryStore();
  expect(await store.addHosts([host('a.example'), host('b.example'), host('a.example')])).toBe(2);
  expect(await store.addHosts([host('b.example'), host('c.example')])).toBe(1);
});

test('a list of 5,000 peers, more than one vector, is kept whole', async () => {
  const store = await temporaryStore();
  const names = Array.from({ length: 5000 }, (_, number) => `s${number}.example`);
  await record(store, visit('a.example', 1000, { peers: peers(...names) }));
  expect(await rowsOf(store, 'SELECT count(*), count(DISTINCT target) FROM current_peers')).toEqual([[5000, 5000]]);
});

/** Target name, first and last time, by target. */
async function intervals(store: Store, table: 'peers'): Promise<unknown[][]> {
  return rowsOf(
    store,
    `SELECT hosts.host, epoch_ms(added_at), epoch_ms(removed_at) FROM ${table}
     JOIN hosts ON hosts.id = target_id ORDER BY hosts.host, added_at`,
  );
}
