/**
 * A simulated fediverse, crawled on several days by the real program with its answers kept: servers change, fail, say that
 * nothing changed and give permission meanwhile, and one crawl is cut short.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crawl } from '../../crawler/crawl.ts';
import { defaultEffects, fastClock } from '../../crawler/default-effects.ts';
import { loopbackNetwork } from '../../crawler/http/network.ts';
import { type CrawlSettings, resolveSettings } from '../../crawler/settings.ts';
import { takeSnapshot } from '../../data/snapshot/reference.ts';
import { Store } from '../../data/store.ts';
import type { Host } from '../../data/types.ts';
import { serveWorld } from '../../data/world/serve.ts';
import { createWorld, type World } from '../../data/world/world.ts';

export interface KeptWorld {
  world: World;
  folder: string;
  file: string;
  remove(): Promise<void>;
}

const dayMs = 24 * 3_600_000;
const hourMs = 3_600_000;
const begin = Date.parse('2026-11-01T00:00:00Z');

export async function keepWorld({ hosts, seed }: { hosts: number; seed: number }): Promise<KeptWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'faultline-kept-'));
  const file = join(folder, 'world.duckdb');
  const world = createWorld({ hosts, seed });
  await crawlAt(world, file, { startAt: begin, seeds: world.seedHosts });
  for (const [number, server] of world.servers.entries()) {
    if (number % 7 === 0) server.blocks = server.blocks.slice(1);
    if (number % 11 === 0 && server.condition === 'alive') server.condition = number % 2 === 0 ? 'drops' : 'errors';
    if (number % 13 === 0) server.peersOpen = false;
  }
  const friends = world.servers.filter(
    ({ condition, optsOut, robots }) => condition === 'alive' && (optsOut || robots === 'forbids-all'),
  );
  const seeds = ['named-by-hand.example' as Host];
  await crawlAt(world, file, { startAt: begin + dayMs, seeds, consents: friends.map(({ host }) => host) });
  await crawlAt(world, file, { startAt: begin + 2 * dayMs, stopAfter: Math.floor(hosts / 4) });
  await crawlAt(world, file, { startAt: begin + 2 * dayMs + 5 * hourMs });
  return { world, folder, file, remove: () => rm(folder, { recursive: true, force: true }) };
}

interface CrawlAt {
  startAt: number;
  seeds?: readonly Host[];
  consents?: readonly Host[];
  /** Ends the crawl after so many visits. */
  stopAfter?: number;
  settings?: Partial<CrawlSettings>;
}

/** One more crawl of a world into a file. */
export async function crawlAt(
  world: World,
  file: string,
  { startAt, seeds = [], consents = [], stopAfter, settings = {} }: CrawlAt,
): Promise<void> {
  const server = await serveWorld(world);
  const network = loopbackNetwork(server.port, server.addressesOf);
  const store = await Store.open(file, 'create');
  const stop = new AbortController();
  let finished = 0;
  try {
    await store.addHosts(seeds);
    for (const host of consents) await store.addConsent(host, { note: 'by mail', at: startAt });
    await crawl({
      store,
      effects: defaultEffects({
        network,
        report: ({ type }) => {
          if (type === 'visit-finished') finished += 1;
          if (finished === stopAfter) stop.abort(new Error('stopped by the test'));
        },
        clock: fastClock({ startAt, speed: 500 }),
      }),
      settings: resolveSettings({
        connectTimeoutMs: 2000,
        requestTimeoutMs: 2000,
        contact: 'test@faultline.example',
        keepBodies: true,
        ...settings,
      }),
      signal: stop.signal,
    });
    await takeSnapshot(store);
  } finally {
    await store.close();
    await network.close();
    await server.close();
  }
}
