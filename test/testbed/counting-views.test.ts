/** The views that show what counts hold what a snapshot of the same moment holds: a figure is the same either way. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isMasked } from '../../data/host.ts';
import { Store } from '../../data/store.ts';
import type { CrawledWorld } from './crawled-world.ts';
import { sharedWorld } from './shared-world.ts';

let crawled: CrawledWorld;
let store: Store;

beforeAll(async () => {
  crawled = await sharedWorld({ hosts: 400, seed: 5 });
  store = await Store.open(crawled.file, 'read');
});
afterAll(async () => {
  await store.close();
  await crawled.remove();
});

const iso = (time: number | null) => (time === null ? null : new Date(time).toISOString());

test('servers are the hosts of the snapshot, with what it says of them', async () => {
  const { rows } = await store.query(`
    SELECT host, liveness, software, version, users, mau, active_halfyear, posts, language, open_registrations,
      allowlist_mode, facts_at, peers_disclosure, peers_reason, peers_at, blocks_disclosure, blocks_reason, blocks_at
    FROM servers ORDER BY host`);
  expect(rows).toEqual(
    crawled.snapshot.hosts.map((it) => [
      ...[it.host, it.liveness, it.software, it.version, it.users, it.mau, it.activeHalfyear, it.posts, it.language],
      ...[it.openRegistrations, it.allowlistMode, iso(it.factsAt)],
      ...[it.disclosure.peers, it.reason.peers, iso(it.observedAt.peers)],
      ...[it.disclosure.blocks, it.reason.blocks, iso(it.observedAt.blocks)],
    ]),
  );
  const optedOut = await store.query('SELECT count(*) FROM servers WHERE opted_out');
  expect(Number(optedOut.rows[0]![0])).toBeGreaterThan(0);
});

test('names that lead to a server stand for it', async () => {
  const { hosts } = crawled.snapshot;
  const { rows } = await store.query('SELECT name, host FROM host_names WHERE name <> host ORDER BY name');
  const folded = new Set(hosts.map(({ host }) => host));
  const owners = new Map(hosts.flatMap(({ host, aliases }) => aliases.map((alias) => [alias, host] as const)));
  expect(rows.length).toBeGreaterThan(0);
  for (const [name, host] of rows as [string, string][]) {
    expect(folded).not.toContain(name);
    expect(owners.get(name as never)).toBe(host);
  }
});

test('listed peers are the edges of the snapshot', async () => {
  const { hosts, peers } = crawled.snapshot;
  const { rows } = await store.query('SELECT source, target FROM listed_peers ORDER BY ALL');
  const edges = hosts.flatMap(({ host }, node) =>
    [...peers.targets.subarray(peers.offsets[node], peers.offsets[node + 1])].map((target) => [
      host,
      hosts[target]!.host,
    ]),
  );
  expect(rows.length).toBeGreaterThan(1000);
  expect(rows).toEqual(edges);
});

test('declared blocks are the blocks of the snapshot', async () => {
  const { hosts, blocks } = crawled.snapshot;
  const { rows } = await store.query(`
    SELECT source, target, action, digest, comment, software, masked, target_host, target_users
    FROM declared_blocks ORDER BY source, target, action, coalesce(digest, ''), coalesce(comment, '')`);
  const byName = new Map<string, (typeof hosts)[number]>(
    hosts.flatMap((it) => [[it.host, it] as const, ...it.aliases.map((alias) => [alias, it] as const)]),
  );
  for (const it of hosts) byName.set(it.host, it);
  expect(rows.length).toBeGreaterThan(500);
  expect(rows.filter(([, , , digest]) => digest !== null).length).toBeGreaterThan(10);
  expect(rows).toEqual(
    blocks.map(({ source, target, action, digest, comment }) => {
      const aim = isMasked(target) ? undefined : byName.get(target.replace(/^\*\./, ''));
      const { host, software } = hosts[source]!;
      return [
        ...[host, target, action, digest, comment, software, isMasked(target)],
        ...[aim?.host ?? null, aim?.users ?? null],
      ];
    }),
  );
});

test('no view of lists compares every server with every other', async () => {
  for (const view of ['listed_peers', 'peer_history', 'block_history', 'current_peers']) {
    const { rows } = await store.query(`EXPLAIN SELECT source, count(*) FROM ${view} GROUP BY source`);
    const plan = rows.flat().join('');
    expect(plan).toMatch(/HASH_JOIN/);
    expect(plan, view).not.toMatch(/CROSS_PRODUCT|NESTED_LOOP_JOIN|NL_JOIN/);
  }
});
