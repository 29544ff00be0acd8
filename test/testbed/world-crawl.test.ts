/** The crawl of a whole simulated fediverse, judged by its planted truth. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isMasked, readHost } from '../../data/host.ts';
import { readQuality } from '../../data/quality.ts';
import type { SnapshotHost } from '../../data/snapshot/types.ts';
import { freeze } from '../../data/snapshot.ts';
import { Store } from '../../data/store.ts';
import { type Disclosure, type Host, listKinds, optOuts } from '../../data/types.ts';
import { maskAkkoma, maskGotosocial } from '../../data/world/masks.ts';
import { parentsOf } from '../../data/world/rule-rows.ts';
import { worldSoftware } from '../../data/world/types.ts';
import type { CrawledWorld } from './crawled-world.ts';
import { sharedWorld } from './shared-world.ts';

let crawled: CrawledWorld;
const nodes = new Map<string, { node: number; facts: SnapshotHost }>();

beforeAll(async () => {
  crawled = await sharedWorld({ hosts: 300, seed: 1 });
  // Of two that claim a name, the one that has it comes last: not every claim is believed.
  crawled.snapshot.hosts.forEach((facts, node) => {
    for (const alias of facts.aliases) nodes.set(alias, { node, facts });
  });
  crawled.snapshot.hosts.forEach((facts, node) => {
    nodes.set(facts.host, { node, facts });
  });
});
afterAll(() => crawled.remove());

const row = (host: string) => nodes.get(host)!;
const name = (node: number) => crawled.snapshot.hosts[node]!.host;
/** One server may be known by two names; the snapshot knows it by one. */
const canonical = (host: string) => nodes.get(host)?.facts.host ?? host;
const unique = (texts: Iterable<string>) => [...new Set(texts)].sort();

describe('what is recorded equals what the servers publish', () => {
  test('every server of the world is found from the seeds', () => {
    expect(crawled.world.servers.filter(({ host }) => !nodes.has(host)).map(({ host }) => host)).toEqual([]);
    expect(crawled.summary.left).toBe(0);
    expect(crawled.summary.due).toBe(crawled.summary.visited + crawled.summary.refused + crawled.summary.unreached);
  });

  test('every visit ends as the server lets it, and who says no for good is heard', async () => {
    const store = await Store.open(crawled.file, 'read');
    const { rows } = await store.query(
      'SELECT host, status::VARCHAR, reason::VARCHAR, opt_out::VARCHAR FROM visits JOIN hosts ON hosts.id = host_id',
    );
    await store.close();
    const ends = new Map(rows.map(([host, ...end]) => [host, end]));
    for (const { host } of crawled.world.servers) {
      const { status, reason, optOut } = crawled.world.expected(host);
      expect({ host, end: ends.get(host) }).toEqual({ host, end: [status, reason, optOut] });
    }
    expect(new Set(rows.map(([, , , optOut]) => optOut).filter((optOut) => optOut !== null))).toEqual(new Set(optOuts));
  });

  test('every software of the simulated fediverse was visited', () => {
    const { world } = crawled;
    const visited = world.servers.filter(({ host }) => world.expected(host).status === 'visited');
    const known = visited.flatMap(({ host }) => row(host).facts.software ?? []);
    const spoken = new Set(visited.filter(({ host }) => row(host).facts.software !== null).map((s) => s.software));
    expect(worldSoftware.filter((software) => !spoken.has(software))).toEqual([]);
    expect(new Set(known).size).toBeGreaterThanOrEqual(worldSoftware.length - 3);
  });

  test('every list is published, partial, withheld, unsupported or unreached exactly as the world has it', () => {
    const seen = new Set<Disclosure>();
    for (const { host } of crawled.world.servers) {
      const { lists } = crawled.world.expected(host);
      for (const kind of listKinds) {
        expect({ host, kind, disclosure: row(host).facts.disclosure[kind] }).toEqual({
          host,
          kind,
          disclosure: lists[kind].disclosure,
        });
        seen.add(lists[kind].disclosure);
      }
    }
    expect([...seen].sort()).toEqual(['partial', 'published', 'unreached', 'unsupported', 'withheld']);
  });

  test('what servers say about themselves is kept as they say it, and null where they say nothing', () => {
    for (const { host } of crawled.world.servers) {
      const { facts } = crawled.world.expected(host);
      if (facts === null) continue;
      expect(row(host).facts).toMatchObject({ host, ...facts });
    }
  });

  test('every peer list has exactly its entries', () => {
    const { offsets, targets } = crawled.snapshot.peers;
    let edges = 0;
    for (const { host } of crawled.world.servers) {
      const { node } = row(host);
      const got = [...targets.subarray(offsets[node]!, offsets[node + 1]!)].map(name);
      const planted = crawled.world.expected(host).lists.peers.entries.map(canonical);
      expect({ host, peers: unique(got) }).toEqual({ host, peers: unique(planted.filter((peer) => peer !== host)) });
      edges += got.length;
    }
    expect(edges).toBeGreaterThan(10_000);
  });

  test('every declared action has its target, its word and its comment', () => {
    for (const { host } of crawled.world.servers) {
      const { node } = row(host);
      const got = crawled.snapshot.blocks.filter(({ source }) => source === node);
      const planted = crawled.world.expected(host).lists.blocks.entries;
      const key = ({ target, action, comment }: { target: string; action: string; comment: string | null }) =>
        JSON.stringify([target, action, comment]);
      expect({ host, blocks: unique(got.map(key)) }).toEqual({ host, blocks: unique(planted.map(key)) });
    }
    expect(crawled.snapshot.blocks.length).toBeGreaterThan(500);
  });

  test('a masked name whose published digest is that of a known name is resolved, and to the right one', () => {
    const resolved = crawled.snapshot.blocks.filter(({ mask }) => mask === 'digest');
    expect(resolved.length).toBeGreaterThan(0);
    for (const { source, target, resolved: plain } of resolved) {
      const truth = crawled.world.find(name(source))!.blocks.filter(({ masked }) => masked);
      expect(target).toContain('*');
      expect(truth.map((block) => block.target as string)).toContain(plain as Host);
    }
  });

  test('a mask without a digest is resolved to the planted name where no other known name gives it, and only there', () => {
    const masks: Readonly<Record<string, (text: string) => string>> = {
      akkoma: maskAkkoma,
      gotosocial: maskGotosocial,
    };
    const candidates = new Set(
      crawled.snapshot.hosts
        .flatMap(({ host, aliases }) => [host, ...aliases])
        .flatMap((known) => [known as string, ...parentsOf(known)])
        .filter((known) => readHost(known) !== undefined),
    );
    const seen: Record<string, number> = {};
    for (const block of crawled.snapshot.blocks) {
      const mask = masks[crawled.snapshot.hosts[block.source]!.software ?? ''];
      if (mask === undefined || !isMasked(block.target)) continue;
      const fits = [...candidates].filter((known) => [known, `*.${known}`].some((text) => mask(text) === block.target));
      const outcome = fits.length === 1 ? 'shape' : fits.length === 0 ? 'unknown' : 'ambiguous';
      const about = { source: name(block.source), target: block.target };
      expect({ ...about, mask: block.mask }).toEqual({ ...about, mask: outcome });
      const planted = crawled.world
        .find(name(block.source))!
        .blocks.filter(
          ({ target, masked, action }) => masked && action === block.action && mask(target) === block.target,
        )
        .map(({ target }) => target.replace(/^\*\./, ''));
      expect(planted.length).toBeGreaterThan(0);
      const isKnown = planted.some((target) => candidates.has(target));
      // A planted name that nobody knows may look like one that somebody does; this world has none such.
      expect({ ...about, resolved: block.resolved }).toEqual({
        ...about,
        resolved: outcome === 'shape' && isKnown ? planted.find((target) => candidates.has(target)) : null,
      });
      seen[outcome] = (seen[outcome] ?? 0) + 1;
    }
    expect(seen.shape).toBeGreaterThan(0);
  });

  test('no server is in doubt, and the active people of those planted with inflated numbers are not believed', async () => {
    expect(crawled.snapshot.hosts.filter(({ doubt }) => doubt !== null)).toEqual([]);
    const planted = crawled.world.servers.filter(({ host, counts }) => {
      return counts === 'inflated' && (crawled.world.expected(host).facts?.mau ?? null) !== null;
    });
    const store = await Store.open(crawled.file, 'read');
    const { moreActiveThanRegistered } = await readQuality(store, crawled.snapshot);
    await store.close();
    expect(planted.length).toBeGreaterThan(0);
    expect(moreActiveThanRegistered).toEqual(planted.map(({ host }) => host).sort());
  });

  test('allowlists and follow counts are whole, in the right direction, and exact where the table is kept', () => {
    const allows = (node: number) => crawled.snapshot.allows.filter(({ source }) => source === node);
    const counts = (node: number) => crawled.snapshot.counts.filter(({ source }) => source === node);
    let [countRows, staleRows] = [0, 0];
    for (const server of crawled.world.servers) {
      const { node } = row(server.host);
      const { lists } = crawled.world.expected(server.host);
      expect(unique(allows(node).map(({ target }) => target))).toEqual(unique(lists.allows.entries));
      expect(counts(node).length).toBe(lists.counts.entries.length);
      const planted = new Map(lists.counts.entries.map((entry) => [entry.target, entry]));
      for (const { target, followsOut, followsIn } of counts(node)) {
        const other = crawled.world.find(name(target));
        if (other === undefined) continue;
        expect({ target: other.host, followsOut, followsIn }).toEqual(planted.get(other.host));
        const out = crawled.world.followsBetween(server.index, other.index);
        const back = crawled.world.followsBetween(other.index, server.index);
        if (server.countsKept) {
          expect([followsOut, followsIn]).toEqual([out, back]);
          countRows++;
        } else if (followsOut < out || followsIn < back) staleRows++;
      }
    }
    expect(countRows).toBeGreaterThan(500);
    expect(staleRows).toBeGreaterThan(20);
  });

  test('the database is a plain DuckDB file that answers SQL, and freezing it twice gives the same snapshot', async () => {
    const store = await Store.open(crawled.file, 'read');
    const { rows } = await store.query('SELECT count(*) FROM current_blocks');
    const again = await freeze(store);
    await store.close();
    expect(rows).toEqual([[crawled.snapshot.blocks.length]]);
    expect(JSON.stringify(again.hosts)).toBe(JSON.stringify(crawled.snapshot.hosts));
    expect(again.id).toBe(crawled.snapshot.id);
  });
});
