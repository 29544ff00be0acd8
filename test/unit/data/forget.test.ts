/** Who asks to be forgotten is in no table, in no byte of the file, and stays out. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { forget } from '../../../data/forget.ts';
import { digestOf } from '../../../data/masks.ts';
import { freeze } from '../../../data/snapshot.ts';
import { Store } from '../../../data/store.ts';
import type { Host, Visit } from '../../../data/types.ts';
import { block, count, host, list, noFacts, peers, rule, temporaryFolder, visit } from '../../fixtures/observed.ts';
import { tablesOf } from '../../fixtures/tables.ts';

const name = host('victim.example');
const salt = 'ab'.repeat(16);
const facts = { ...noFacts, software: 'mastodon' };

/** Every way a file can come to hold the name. */
function everything(): Visit[] {
  const request = {
    method: 'GET',
    sentAt: 0,
    durationMs: 1,
    outcome: 'ok',
    status: 200,
    bytes: 7,
    brings: [],
  } as const;
  const robots = { fetchedAt: 900, outcome: 'ok', body: `Sitemap: https://${name}/map.xml` } as const;
  return [
    visit(name, 1000, {
      facts: { ...facts, version: `4.5 of ${name}` },
      requests: [{ ...request, url: `https://${name}/robots.txt`, bodyHash: null, etag: null }],
      robots,
      aliases: [host('www.example')],
      peers: peers('a.example', 'only-there.example'),
      blocks: list([block('a.example')]),
    }),
    visit('a.example', 1000, {
      facts,
      robots,
      aliases: [name],
      peers: peers(name, 'b.example'),
      blocks: list([
        block(name),
        block(`*.${name}`, 'silence'),
        block('vi****.example', 'suspend', { digest: digestOf(name) }),
        block('c.example', 'suspend', { comment: `same people as ${name.toUpperCase()}. They said so` }),
      ]),
      allows: list([rule(name), rule('b.example')]),
      counts: list([count(name, 3, 4), count('b.example', 1, 2)]),
    }),
  ];
}

test('the name is in the file before, and in none of its bytes afterwards', async () => {
  const file = await fileOf(everything());
  expect(bytesOf(file)).toContain(name);
  expect(await forget(file, name, { salt })).toEqual({ wasKnown: true, aliases: ['www.example'] });
  expect(bytesOf(file).toLowerCase()).not.toContain('victim');
  expect(bytesOf(file)).not.toContain(digestOf(name));
  expect(readdirSync(dirname(file))).toEqual(['a.duckdb']);
});

test('everything else stays as it was', async () => {
  const file = await fileOf(everything());
  await forget(file, name, { salt });
  const store = await Store.open(file, 'write');
  const snapshot = await freeze(store);
  const hosts = snapshot.hosts.map((one) => one.host);
  expect(hosts).toEqual(['a.example', 'b.example', 'c.example', 'only-there.example', 'www.example']);
  expect([...snapshot.peers.targets]).toEqual([1]);
  expect(snapshot.blocks).toMatchObject([
    { source: 0, target: 'c.example', comment: 'same people as …. They said so' },
  ]);
  expect(snapshot.allows).toEqual([{ source: 0, target: 'b.example' }]);
  expect(snapshot.counts).toEqual([{ source: 0, target: 1, followsOut: 1, followsIn: 2 }]);
  expect((await store.knownHosts(0)).map((known) => known.host)).toEqual(hosts);
  await store.close();
});

test('lists that name it later do not bring it back, nor does a visit, a seed or a longer word', async () => {
  const file = await fileOf(everything());
  await forget(file, name, { salt });
  const store = await Store.open(file, 'write');
  const { added } = await store.record(await store.beginCrawl(5000, {}), everything());
  await store.addHosts([name]);
  expect(added).toEqual([]);
  expect(await store.isForgotten(name)).toBe(true);
  const { rows } = await store.query(`SELECT count(*) FROM blocks WHERE removed_at IS NULL`);
  expect(rows).toEqual([[1]]);
  await store.close();
  expect(bytesOf(file).replaceAll(`Sitemap: https://${name}/map.xml`, '').toLowerCase()).not.toContain(
    'victim.example',
  );
});

test('new names get numbers of their own afterwards, also where the forgotten one was the last', async () => {
  const file = await fileOf([visit('a.example', 1000, { peers: peers('b.example', name) })]);
  await forget(file, name, { salt });
  const store = await Store.open(file, 'write');
  await store.record(await store.beginCrawl(0, {}), [
    visit('a.example', 2000, { peers: peers('b.example', 'z.example') }),
  ]);
  await store.close();
  await forget(file, host('a.example'), { salt });
  const again = await Store.open(file, 'write');
  await again.record(await again.beginCrawl(0, {}), [
    visit('b.example', 3000, { peers: peers('z.example', 'y.example') }),
  ]);
  const { rows } = await again.query('SELECT source, target FROM current_peers ORDER BY ALL');
  expect(rows).toEqual([
    ['b.example', 'y.example'],
    ['b.example', 'z.example'],
  ]);
  await again.close();
});

test('a server that nobody knows is remembered as one to leave out, also where there is no file yet', async () => {
  const file = join(temporaryFolder(), 'new.duckdb');
  expect(await forget(file, name, { salt })).toEqual({ wasKnown: false, aliases: [] });
  expect(await forget(file, host('other.example'), { salt: 'cd' })).toMatchObject({ wasKnown: false });
  expect(existsSync(file)).toBe(true);
  const store = await Store.open(file, 'write');
  const { added } = await store.record(await store.beginCrawl(0, {}), [
    visit('a.example', 1000, { peers: peers(name, 'other.example', 'b.example') }),
  ]);
  expect(added).toEqual(['b.example']);
  await store.close();
});

test('forgetting a server that is not in the file changes no table but one', async () => {
  const file = await fileOf(everything());
  const before = await tablesOf(file);
  await forget(file, host('stranger.example'), { salt });
  const after = await tablesOf(file);
  expect([...after.keys()]).toEqual([...before.keys()]);
  expect(before.size).toBeGreaterThan(12);
  for (const [table, rows] of before) if (table !== 'forgotten') expect(after.get(table), table).toEqual(rows);
  expect(after.get('forgotten')).toHaveLength(2);
});

test('names that only look alike stay', async () => {
  const alike: Host[] = ['not-victim.example', 'victim.example.net', 'sub.victim.example'].map(host);
  const words = 'not-victim.example and victim.example.net';
  const blocks = list([block('c.example', 'suspend', { comment: words })]);
  const file = await fileOf([visit('a.example', 1000, { peers: peers(name, ...alike), blocks })]);
  await forget(file, name, { salt });
  const store = await Store.open(file, 'read');
  const { rows } = await store.query('SELECT target FROM current_peers ORDER BY 1');
  expect(rows.flat()).toEqual([...alike].sort());
  expect((await store.query('SELECT comment FROM current_blocks')).rows).toEqual([[words]]);
  await store.close();
});

test('permission given later is the last word', async () => {
  const file = await fileOf(everything());
  await forget(file, name, { salt });
  const store = await Store.open(file, 'write');
  await store.addConsent(name, { note: 'they asked to be back', at: 9000 });
  expect(await store.isForgotten(name)).toBe(false);
  expect((await store.knownHosts(0)).find((known) => known.host === name)).toMatchObject({ consent: true });
  await store.close();
});

test('a list that was read without the forgotten name is read anew once permission is given', async () => {
  const store = await Store.open(await fileOf(everything()), 'write');
  const tagsOf = async () => (await store.knownHosts(0)).find((known) => known.host === 'a.example')?.etags;
  const request = { url: 'https://a.example/peers', method: 'GET', sentAt: 0, durationMs: 1, outcome: 'ok' } as const;
  const requests = [{ ...request, status: 200, bytes: 7, bodyHash: null, etag: '"one"', brings: ['peers' as const] }];
  await store.forget(name, salt);
  const crawlId = await store.beginCrawl(0, { version: '1.0.0' });
  await store.record(crawlId, [visit('a.example', 2000, { requests, peers: peers(name, 'b.example') })]);
  expect(await tagsOf()).toEqual({ '/peers': '"one"' });
  await store.addConsent(name, { note: 'they asked to be back', at: 9000 });
  expect(await tagsOf()).toEqual({});
  await store.close();
});

test('when the file cannot be written anew, what is said is true, and forgetting again finishes', async () => {
  const file = await fileOf(everything());
  mkdirSync(join(`${file}.new`, 'in the way'), { recursive: true });
  await expect(forget(file, name, { salt })).rejects.toMatchObject({
    name: 'UserError',
    message: expect.stringMatching(/no longer in any row .* bytes/),
    hint: expect.stringMatching(/run the same again/),
  });
  rmSync(`${file}.new`, { recursive: true });
  expect(await forget(file, name, { salt })).toEqual({ wasKnown: false, aliases: [] });
  expect(bytesOf(file).toLowerCase()).not.toContain('victim');
});

async function fileOf(visits: Visit[]): Promise<string> {
  const file = join(temporaryFolder(), 'a.duckdb');
  const store = await Store.open(file, 'create');
  const id = await store.beginCrawl(0, { around: name });
  await store.record(id, visits);
  await store.finishCrawl(id, { durationMs: 1, mostRequests: { host: name, requests: 3 } } as { durationMs: number });
  await store.close();
  return file;
}

function bytesOf(file: string): string {
  return readFileSync(file, 'latin1');
}
