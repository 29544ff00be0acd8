/** What was kept is read again: by the same version to the same file, by other readers to other facts. */
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { replay } from '../../crawler/replay.ts';
import type { SoftwareAdapter } from '../../crawler/software/adapter.ts';
import { adapterFor } from '../../crawler/software/index.ts';
import { missing } from '../../crawler/software/lists.ts';
import { mastodon } from '../../crawler/software/mastodon.ts';
import { forget } from '../../data/forget.ts';
import { digestOf } from '../../data/masks.ts';
import { withReplay } from '../../data/replay.ts';
import { freeze } from '../../data/snapshot.ts';
import { Store } from '../../data/store.ts';
import type { EpochMs, Host } from '../../data/types.ts';
import { createWorld } from '../../data/world/world.ts';
import { tablesOf } from '../fixtures/tables.ts';
import { faultline } from './faultline.ts';
import { crawlAt, type KeptWorld, keepWorld } from './kept-world.ts';

let kept: KeptWorld;

beforeAll(async () => {
  kept = await keepWorld({ hosts: 90, seed: 3 });
}, 240_000);
afterAll(() => kept.remove());

test('the crawls hold what a replay has to cope with', async () => {
  const store = await Store.open(kept.file, 'read');
  const count = async (from: string) => Number((await store.query(`SELECT count(*) FROM ${from}`)).rows[0]![0]);
  const least: [string, number][] = [
    ['bodies', 200],
    ["visits WHERE reason = 'aborted'", 1],
    ["visits WHERE reason = 'no-address'", 1],
    ['visits WHERE consent', 1],
    ["requests WHERE outcome = 'not-modified'", 20],
    ["requests WHERE outcome = 'robots-disallowed'", 5],
    ["requests WHERE outcome = 'rate-limited'", 1],
    ["requests WHERE method = 'POST'", 10],
    ['blocks WHERE removed_at IS NOT NULL', 1],
    ["visits WHERE reason = 'ok' AND id NOT IN (SELECT visit_id FROM requests WHERE contains(url, '/robots.txt'))", 1],
  ];
  for (const [from, atLeast] of least) expect(await count(from), from).toBeGreaterThanOrEqual(atLeast);
  await store.close();
});

test('the same version makes the same database of it, row for row, and the same snapshots', async () => {
  const again = join(kept.folder, 'again.duckdb');
  const summary = await withReplay(kept.file, again, (files) => replay(files));
  expect(summary).toMatchObject({ passes: 4, unreadVisits: 0, imports: 0, notKept: 0 });
  const [before, after] = [await tablesOf(kept.file), await tablesOf(again)];
  expect([...after.keys()]).toEqual([...before.keys()]);
  expect(before.size).toBeGreaterThan(20);
  for (const [table, rows] of before) expect(after.get(table), table).toEqual(rows);
  expect(await hashesOf(again)).toEqual(await hashesOf(kept.file));
  expect(readdirSync(kept.folder).sort()).toEqual(['again.duckdb', 'world.duckdb']);
});
test('from all that was read one walks to the requests, and to bodies that have their hash', async () => {
  const read = `
    FROM provenance JOIN list_states USING (host, observed_at)
    WHERE list_states.kind::VARCHAR = part::VARCHAR AND disclosure = 'published'`;
  const [[lists, walked]] = (await rowsOf(
    kept.file,
    `SELECT count(DISTINCT (host, part)), count(DISTINCT (host, part)) FILTER (url IS NOT NULL) ${read}`,
  )) as [[bigint, bigint]];
  expect(Number(lists)).toBeGreaterThan(50);
  // Lemmy and PieFed bring their allow lists, Misskey its counts, with what they are asked for anyway; all have requests.
  expect(walked).toBe(lists);
  const lost = `SELECT url, outcome ${read} AND status IS NOT NULL AND outcome <> 'not-modified' AND NOT body_kept`;
  expect(await rowsOf(kept.file, lost)).toEqual([]);
  const bodies = (await rowsOf(kept.file, 'SELECT hash, compressed, bytes::DOUBLE FROM bodies WHERE NOT struck')) as [
    string,
    Uint8Array,
    number,
  ][];
  for (const [hash, compressed, bytes] of bodies) {
    const body = brotliDecompressSync(compressed);
    expect(body.length).toBe(bytes);
    expect(createHash('sha256').update(body).digest('hex')).toBe(hash);
  }
});

test('other readers find other facts in the same answers, and what they ask beyond those counts as not reached', async () => {
  const again = join(kept.folder, 'read-otherwise.duckdb');
  const other: SoftwareAdapter = {
    ...mastodon,
    paths: { ...mastodon.paths, '/api/v1/new': ['allows'] },
    *read(visited) {
      const lists = yield* mastodon.read(visited);
      const { outcome } = yield { method: 'GET', path: '/api/v1/new' };
      return { ...lists, allows: missing(outcome), facts: { language: 'eo' } };
    },
  };
  const adapterOf: typeof adapterFor = (...about) => {
    const found = adapterFor(...about);
    return found === mastodon ? other : found;
  };
  const summary = await withReplay(kept.file, again, (files) => replay({ ...files, adapterOf }));
  const read = await tablesOf(again);
  const before = await tablesOf(kept.file);
  for (const same of ['crawls', 'visits', 'requests', 'kept_answers', 'bodies']) {
    expect(read.get(same), same).toEqual(before.get(same));
  }
  expect(read.get('instance_facts')).not.toEqual(before.get('instance_facts'));
  const store = await Store.open(again, 'read');
  const { rows } = await store.query(`
    SELECT DISTINCT software, language, kind, disclosure, reason
    FROM list_observations JOIN instance_facts USING (host_id, crawl_id)
    WHERE software = 'mastodon' AND kind = 'allows' ORDER BY ALL`);
  // Where the server asked for a rest, or refused robots, the new request would not have been sent either.
  expect(rows).toContainEqual(['mastodon', 'eo', 'allows', 'unreached', 'not-kept']);
  expect(rows.filter(([, language]) => language !== 'eo')).toEqual([]);
  const [lost] = (await store.query(`SELECT count(*) FROM list_observations WHERE reason = 'not-kept'`)).rows;
  expect(summary.notKept).toBe(lost![0]);
  expect(summary.notKept).toBeGreaterThan(5);
  await store.close();
});

test('who asked to be forgotten is in no answer any more, and a replay makes a snapshot without it', async () => {
  const file = join(kept.folder, 'forgetting.duckdb');
  copyFileSync(kept.file, file);
  const [most] = await rowsOf(file, 'SELECT target, count(*) FROM current_peers GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1');
  const host = most![0] as Host;
  await forget(file, host, { salt: 'ab'.repeat(16) });
  const bodies = (await rowsOf(file, 'SELECT compressed, struck FROM bodies')) as [Uint8Array, boolean][];
  expect(bodies.filter(([, struck]) => struck).length).toBeGreaterThan(20);
  const isNamed = new RegExp(`(?<![\\w.-])${host.replaceAll('.', '\\.')}(?![\\w-])|${digestOf(host)}`, 'i');
  for (const [compressed] of bodies) expect(brotliDecompressSync(compressed).toString()).not.toMatch(isNamed);
  const again = join(kept.folder, 'forgotten.duckdb');
  expect(await withReplay(file, again, (files) => replay(files))).toMatchObject({
    passes: 4,
    unreadVisits: 0,
    notKept: 0,
  });
  for (const one of [file, again]) {
    const store = await Store.open(one, 'read');
    const { hosts } = await freeze(store);
    expect(hosts.length).toBeGreaterThan(50);
    expect(hosts.map((each) => each.host)).not.toContain(host);
    expect(await store.isForgotten(host)).toBe(true);
    await store.close();
    expect(readFileSync(one, 'latin1')).not.toMatch(isNamed);
  }
  expect(await hashesOf(again)).toEqual(await hashesOf(file));
});

test('what was not kept cannot be read again: it is counted, said, and not there', async () => {
  const file = join(kept.folder, 'mixed.duckdb');
  const folder = join(kept.folder, 'import');
  mkdirSync(folder);
  writeFileSync(join(folder, 'peers.csv'), 'source,target\nimported.example,b.example\n');
  expect((await faultline(['import', folder, '--db', file, '--observed-at', '2026-10-01'])).code).toBe(0);
  const world = createWorld({ hosts: 50, seed: 1 });
  const startAt = Date.parse('2026-11-01T00:00:00Z');
  await crawlAt(world, file, { startAt, seeds: world.seedHosts, settings: { keepBodies: false } });
  await crawlAt(world, file, { startAt: startAt + 24 * 3_600_000 });
  const again = join(kept.folder, 'mixed-again.duckdb');
  const { code, stdout } = await faultline(['replay', file, '--db', again, '--json']);
  expect(code).toBe(3);
  const summary = JSON.parse(stdout);
  expect(summary).toMatchObject({ schema: 'faultline.replay/1', database: again, passes: 3, imports: 1 });
  const answered = `SELECT count(*) FROM tries JOIN visits ON visits.id = visit_id WHERE crawl_id = 2 AND tries.answered`;
  expect(await rowsOf(file, answered)).toEqual([[BigInt(summary.unreadVisits)]]);
  // Lists that did not change since the crawl that kept nothing cannot be confirmed.
  const unchanged = `SELECT count(*) FROM requests WHERE outcome = 'not-modified'`;
  const [[confirmed]] = (await rowsOf(file, unchanged)) as [[bigint]];
  expect(Number(confirmed)).toBeGreaterThan(2);
  expect(summary.notKept).toBe(Number(confirmed));
  const seenBy = 'SELECT DISTINCT disclosure::VARCHAR FROM list_observations WHERE crawl_id';
  expect(await rowsOf(again, `${seenBy} = 2`)).toEqual([['unreached']]);
  expect((await rowsOf(again, `${seenBy} = 3`)).length).toBeGreaterThan(2);
  expect(await rowsOf(again, `FROM current_peers WHERE source = 'imported.example'`)).toEqual([]);
  expect(await rowsOf(again, 'SELECT count(*) FROM requests')).toEqual(
    await rowsOf(file, 'SELECT count(*) FROM requests'),
  );
  const told = await faultline(['replay', file, '--db', join(kept.folder, 'mixed-told.duckdb')]);
  expect(told.stdout).toMatch(/could not be read again, since the crawl ran without --keep-bodies/);
  expect(told.stdout).toMatch(/1 import could not be read again/);
});

test('a replay never takes the place of a file, and leaves nothing when it fails', async () => {
  const there = await faultline(['replay', kept.file, '--db', kept.file]);
  expect(there).toMatchObject({ code: 2, stderr: expect.stringMatching(/is there already/) });
  const missingFile = join(kept.folder, 'no.duckdb');
  const out = join(kept.folder, 'failed.duckdb');
  expect((await faultline(['replay', missingFile, '--db', out])).code).toBe(2);
  const stop = AbortSignal.abort(new Error('stopped'));
  await expect(withReplay(kept.file, out, (files) => replay({ ...files, signal: stop }))).rejects.toThrow('stopped');
  expect(readdirSync(kept.folder).filter((name) => name.startsWith('failed') || name.endsWith('.new'))).toEqual([]);
});

test('a crawl keeps no answers unless it is told to', async () => {
  const file = join(kept.folder, 'plain.duckdb');
  const world = createWorld({ hosts: 20, seed: 1 });
  await crawlAt(world, file, { startAt: 0, seeds: world.seedHosts, settings: { keepBodies: false } });
  expect(await rowsOf(file, 'SELECT count(*) FROM bodies UNION ALL SELECT count(*) FROM kept_answers')).toEqual([
    [0n],
    [0n],
  ]);
  expect(await rowsOf(file, `SELECT settings->>'keepBodies' FROM crawls`)).toEqual([['false']]);
  expect(await rowsOf(kept.file, `SELECT DISTINCT settings->>'keepBodies' FROM crawls`)).toEqual([['true']]);
});

async function rowsOf(file: string, sql: string): Promise<unknown[][]> {
  const store = await Store.open(file, 'read');
  const rows = await store.rows(sql);
  await store.close();
  return rows;
}

/** Of the view after each crawl. */
async function hashesOf(file: string): Promise<string[]> {
  const store = await Store.open(file, 'read');
  const ends = await store.rows('SELECT epoch_ms(max(finished_at))::DOUBLE FROM visits GROUP BY crawl_id ORDER BY 1');
  const hashes: string[] = [];
  for (const [asOf] of ends as [EpochMs][]) hashes.push((await freeze(store, { asOf })).contentHash);
  await store.close();
  return hashes;
}
