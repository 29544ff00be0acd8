/** One crawl of many servers that mean harm, with honest ones among them: judged by the servers' logs and by the file. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { crawl } from '../../crawler/crawl.ts';
import { defaultEffects } from '../../crawler/default-effects.ts';
import type { CrawlSummary, Network } from '../../crawler/effects.ts';
import { loopbackNetwork, publicNetwork } from '../../crawler/http/network.ts';
import { resolveSettings } from '../../crawler/settings.ts';
import { readHost } from '../../data/host.ts';
import { readQuarantine } from '../../data/quarantine.ts';
import type { Snapshot, SnapshotHost } from '../../data/snapshot/types.ts';
import { freeze } from '../../data/snapshot.ts';
import { Store } from '../../data/store.ts';
import {
  floodDomain,
  floodNames,
  forbidden,
  type HostileWorld,
  honestHosts,
  insideHost,
  makeHostileWorld,
} from './hostile-sites.ts';
import { askedMoreThan, pathOf, restsOf, robotsNotFirst } from './log-judge.ts';
import { serveSites, type TestServer } from './server.ts';

const settings = resolveSettings({
  minGapMs: 20,
  maxRequestsPerSecond: 100_000,
  requestTimeoutMs: 2000,
  retryDelayMs: 50,
  contact: 'test@faultline.example',
});
/** Of both sides of a loopback connection: what the server has written and nobody has read. */
const socketBuffersBytes = 16 * 1024 * 1024;
const maxGrowthBytes = 300 * 1024 * 1024;

let folder: string;
let world: HostileWorld;
let sites: TestServer;
/** Inside our own network; also gets every request to a name that none of the sites has. */
let target: TestServer;
let summary: CrawlSummary;
let snapshot: Snapshot;
let quarantine: Awaited<ReturnType<typeof readQuarantine>>;
let visits: Map<string, unknown[]>;
let growthBytes = 0;
/** What the target got of the crawl. */
let arrived: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faultline-hostile-'));
  target = await serveSites({});
  world = makeHostileWorld(`https://127.0.0.1:${target.port}`);
  sites = await serveSites(world.sites);
  const store = await Store.open(join(folder, 'hostile.duckdb'), 'create');
  const network = networkOf();
  const watch = watchMemory();
  try {
    await store.addHosts([readHost(honestHosts[0])!]);
    summary = await crawl({ store, effects: defaultEffects({ network }), settings });
    growthBytes = watch.end();
    arrived = target.log.map(({ host, path }) => host + path);
    await askTarget(network);
    snapshot = await freeze(store);
    quarantine = await readQuarantine(store);
    const { rows } = await store.query(
      'SELECT host, status::VARCHAR, reason::VARCHAR FROM visits JOIN hosts ON hosts.id = host_id',
    );
    visits = new Map(rows.map(([host, ...end]) => [String(host), end]));
  } finally {
    watch.end();
    await store.close();
    await network.close();
  }
});
afterAll(async () => {
  await Promise.all([sites.close(), target.close()]);
  await rm(folder, { recursive: true, force: true });
});

/** Checks addresses as on the public network, and leads to the sites by name, to the target by any other. */
function networkOf(): Network {
  const addresses = new Map(Object.keys(world.sites).map((host, at) => [host, [`8.8.${at >> 8}.${at & 255}`]]));
  addresses.set(insideHost, ['10.0.0.7']);
  const outside = publicNetwork(settings, async (name) => addresses.get(name) ?? ['8.8.4.4']);
  const [toSites, toTarget] = [loopbackNetwork(sites.port), loopbackNetwork(target.port)];
  const wayTo = (origin: string) => (Object.hasOwn(world.sites, new URL(origin).host) ? toSites : toTarget).dispatcher;
  const dispatcher = new Proxy(toSites.dispatcher, {
    get: (_, name) =>
      name === 'request'
        ? (options: { origin: string }) => wayTo(options.origin).request(options as never)
        : Reflect.get(toSites.dispatcher, name),
  });
  return {
    dispatcher,
    resolve: outside.resolve,
    async close() {
      await Promise.all([outside, toSites, toTarget].map((network) => network.close()));
    },
  };
}

/** The target hangs up on everybody. */
async function askTarget({ dispatcher }: Network): Promise<void> {
  const request = { origin: `https://127.0.0.1:${target.port}`, path: '/seen', method: 'GET' as const };
  await expect(dispatcher.request(request)).rejects.toThrow();
}

/** @returns by how much this process grew at its highest, servers included */
function watchMemory(): { end(): number } {
  const before = process.memoryUsage.rss();
  let highest = before;
  const look = () => {
    highest = Math.max(highest, process.memoryUsage.rss());
  };
  const timer = setInterval(look, 20);
  return {
    end() {
      look();
      clearInterval(timer);
      return highest - before;
    },
  };
}

const nodeOf = (host: string) => snapshot.hosts.findIndex((each) => each.host === host);
const rowOf = (host: string): SnapshotHost => snapshot.hosts[nodeOf(host)]!;
function peersOf(host: string): string[] {
  const { offsets, targets } = snapshot.peers;
  const node = nodeOf(host);
  return [...targets.subarray(offsets[node]!, offsets[node + 1]!)].map((each) => snapshot.hosts[each]!.host);
}

test('every server that means harm was met, and the crawl came to its end', () => {
  const asked = new Set(sites.log.map(({ host }) => host));
  expect(Object.keys(world.sites).filter((host) => !asked.has(host))).toEqual([]);
  expect(summary).toMatchObject({ left: 0, stopped: null });
});

test('nothing arrives inside our own network, nor at a generated name, and it would have been seen', () => {
  expect(arrived).toEqual([]);
  expect(target.log.map(({ path }) => path)).toEqual(['/seen']);
  expect(visits.get(insideHost)).toEqual(['unreached', 'private-address']);
});

test('robots.txt comes first everywhere, and no path that it forbids is asked for', () => {
  expect(robotsNotFirst(sites.log)).toEqual({});
  const asked = new Set(sites.log.map((seen) => seen.host + pathOf(seen)));
  expect([...forbidden, 'sly.example/private'].filter((place) => asked.has(place))).toEqual([]);
});

test('another origin that an answer names is not asked for what it names', () => {
  const asked = sites.log.map((seen) => seen.host + pathOf(seen));
  expect(asked).not.toContain('honest-a.example/admin');
  expect(asked).not.toContain('href.example/nodeinfo/2.0');
});

test('each is asked one thing at a time, with the rest between', () => {
  expect(sites.log.filter(({ inFlight }) => inFlight > 1)).toEqual([]);
  const rests = restsOf(
    sites.log,
    ({ host }) => host,
    ({ isWhole }) => isWhole,
  );
  expect(rests.length).toBeGreaterThan(80);
  // The clock that paces counts whole milliseconds.
  expect(rests.filter(({ restMs }) => restMs < settings.minGapMs - 1)).toEqual([]);
});

test('a refusal is not asked twice, and what invites a second try gets one', () => {
  const again = askedMoreThan(1, sites.log);
  const peers = '/api/v1/instance/peers';
  const invited = ['busy', 'breaks', 'drip', 'silent'].map((name) => `GET ${name}.example${peers}`);
  expect(again).toEqual(Object.fromEntries(invited.map((what) => [what, 1 + settings.retryLimit])));
});

test('no answer is read beyond its cap, and memory stays bounded', () => {
  const most = settings.maxBytes + socketBuffersBytes;
  expect(sites.log.filter(({ sentBytes }) => sentBytes > most)).toEqual([]);
  expect(sites.log.find(({ host, isWhole }) => host === 'endless.example' && !isWhole)).toBeDefined();
  expect(growthBytes).toBeLessThan(maxGrowthBytes);
});

test('generated names are quarantined and count nowhere', () => {
  expect(quarantine.domains).toEqual([{ domain: floodDomain, names: floodNames }]);
  expect(snapshot.hosts.map(({ host }) => host as string).sort()).toEqual(world.truth.peers);
  expect(peersOf(floodDomain)).toEqual([...honestHosts]);
  expect(peersOf('flooded.example')).toEqual([]);
  expect([...visits.keys()].filter((host) => host.endsWith(`.${floodDomain}`))).toEqual([]);
  expect(summary.due).toBe(world.truth.peers.length);
});

test('of honest servers everything is recorded', () => {
  for (const host of honestHosts) {
    expect(visits.get(host)).toEqual(['visited', 'ok']);
    expect(rowOf(host).disclosure).toMatchObject({ peers: 'published', blocks: 'published' });
    expect(peersOf(host)).toEqual(world.truth.peers.filter((peer) => peer !== host));
    const blocks = snapshot.blocks.filter(({ source }) => source === nodeOf(host));
    expect(blocks.map(({ target, action, comment }) => ({ target, action, comment }))).toEqual(world.truth.blocks);
  }
});

test('numbers that cannot be are not known, and text holds nothing that a screen would obey', () => {
  expect(rowOf('numbers.example')).toMatchObject({ users: 12, mau: null, activeHalfyear: null, posts: null });
  const source = nodeOf('escapes.example');
  const texts = [rowOf('escapes.example').version, ...snapshot.blocks.flatMap((block) => Object.values(block))];
  expect(snapshot.blocks.filter((block) => block.source === source)).toHaveLength(1);
  for (const text of texts) expect(String(text)).not.toMatch(/[\p{Cc}\u202e]/u);
});
