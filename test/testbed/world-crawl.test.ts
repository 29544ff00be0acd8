/** The crawl of a whole simulated fediverse, judged by its planted truth and by the servers' own request log. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readHost, registrableDomain } from '../../data/host.ts';
import { freeze } from '../../data/snapshot.ts';
import { Store } from '../../data/store.ts';
import { type Disclosure, type Host, listKinds, type SnapshotHost } from '../../data/types.ts';
import type { RequestLogEntry } from '../../data/world/serve.ts';
import { type CrawledWorld, crawlWorld } from './crawled-world.ts';

let crawled: CrawledWorld;
const nodes = new Map<string, { node: number; facts: SnapshotHost }>();

beforeAll(async () => {
  crawled = await crawlWorld({ hosts: 300, seed: 1 });
  crawled.snapshot.hosts.forEach((facts, node) => {
    nodes.set(facts.host, { node, facts });
    for (const alias of facts.aliases) nodes.set(alias, { node, facts });
  });
});
afterAll(() => crawled.remove());

const row = (host: string) => nodes.get(host)!;
const name = (node: number) => crawled.snapshot.hosts[node]!.host;
/** One server may be known by two names; the snapshot knows it by one. */
const canonical = (host: string) => nodes.get(host)?.facts.host ?? host;
function groupBy<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}
const unique = (texts: Iterable<string>) => [...new Set(texts)].sort();

describe('what is recorded equals what the servers publish', () => {
  test('every server of the world is found from the seeds', () => {
    expect(crawled.world.servers.filter(({ host }) => !nodes.has(host)).map(({ host }) => host)).toEqual([]);
    expect(crawled.summary.left).toBe(0);
    expect(crawled.summary.due).toBe(crawled.summary.visited + crawled.summary.refused + crawled.summary.unreached);
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
    const resolved = crawled.snapshot.blocks.filter(({ resolved }) => resolved !== null);
    expect(resolved.length).toBeGreaterThan(0);
    for (const { source, target, resolved: plain } of resolved) {
      const truth = crawled.world.find(name(source))!.blocks.filter(({ masked }) => masked);
      expect(target).toContain('*');
      expect(truth.map((block) => block.target as string)).toContain(plain as Host);
    }
  });

  test('allowlists and exact follow counts are whole, in the right direction', () => {
    const allows = (node: number) => crawled.snapshot.allows.filter(({ source }) => source === node);
    const counts = (node: number) => crawled.snapshot.counts.filter(({ source }) => source === node);
    let countRows = 0;
    for (const server of crawled.world.servers) {
      const { node } = row(server.host);
      const { lists } = crawled.world.expected(server.host);
      expect(unique(allows(node).map(({ target }) => target))).toEqual(unique(lists.allows.entries));
      expect(counts(node).length).toBe(lists.counts.entries.length);
      for (const { target, followsOut, followsIn } of counts(node)) {
        const other = crawled.world.find(name(target));
        if (other === undefined) continue;
        expect([followsOut, followsIn]).toEqual([
          crawled.world.followsBetween(server.index, other.index),
          crawled.world.followsBetween(other.index, server.index),
        ]);
        countRows++;
      }
    }
    expect(countRows).toBeGreaterThan(500);
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

describe("manners, by the servers' own log", () => {
  const byHost = () => groupBy(crawled.log, ({ host }) => host);

  test('robots.txt is the first thing asked of every host, once', () => {
    expect(crawled.log.length).toBeGreaterThan(1000);
    for (const [host, requests] of byHost()) {
      const robots = requests.filter(({ path }) => path === '/robots.txt');
      const answered = robots.filter(({ status }) => status !== null && status < 500);
      expect({ host, first: requests[0]?.path }).toEqual({ host, first: '/robots.txt' });
      expect(answered.length).toBeLessThanOrEqual(1);
    }
  });

  test('nothing is asked for that a robots.txt forbids', () => {
    const servers = new Map(crawled.world.servers.map((server) => [server.host as string, server]));
    let obeyed = 0;
    for (const [host, requests] of byHost()) {
      const server = servers.get(host);
      const paths = requests.map(({ path }) => path);
      if (server?.robots === 'forbids-all' || server?.robots === 'forbids-us' || server?.robots === 'unavailable') {
        expect({ host, paths: unique(paths) }).toEqual({ host, paths: ['/robots.txt'] });
        obeyed++;
      }
      const isModern = server?.software === 'mastodon' && /^4\.([4-9]|\d\d)/.test(server.version);
      if (isModern && server.robots === 'shipped') {
        expect(paths).not.toContain('/api/v1/instance/domain_blocks');
        obeyed++;
      }
    }
    expect(obeyed).toBeGreaterThan(20);
  });

  test('a registrable domain never meets two requests at a time, and rests between them', () => {
    const domains = groupBy(crawled.log, ({ host }) => registrableDomain(readHost(host)!));
    for (const [domain, requests] of domains) {
      const inOrder = [...requests].sort((a, b) => a.startedAt - b.startedAt);
      inOrder.slice(1).forEach((next, at) => {
        const before = inOrder[at] as RequestLogEntry;
        // A hanging host never finishes; the crawler gave up on it before it asked again.
        if (before.finishedAt === null) return;
        expect({ domain, overlap: next.startedAt < before.finishedAt }).toEqual({ domain, overlap: false });
      });
    }
    expect(crawled.log.every(({ inFlight }) => inFlight === 0)).toBe(true);
  });

  test('every request says who asks, and no refusal is asked twice', () => {
    for (const { userAgent } of crawled.log)
      expect(userAgent).toMatch(/^Faultline\/\d+\.\d+\.\d+ \(.*test@faultline\.example\)$/);
    const refused = crawled.log.filter(
      ({ status }) => status !== null && status >= 400 && status < 500 && status !== 429,
    );
    const asked = groupBy(refused, ({ host, method, path }) => `${method} ${host}${path}`);
    expect([...asked].filter(([, times]) => times.length > 1).map(([what]) => what)).toEqual([]);
  });

  test('endpoints that return the follow rows of people are never called', () => {
    const personal = /\/(followers|following|accounts|users|timelines)\b/;
    expect(crawled.log.filter(({ path }) => personal.test(path))).toEqual([]);
  });
});
