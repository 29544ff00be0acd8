/** A simulated fediverse, served and crawled once; every bench works on it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crawl } from '../../crawler/crawl.ts';
import { defaultEffects, fastClock } from '../../crawler/default-effects.ts';
import { loopbackNetwork } from '../../crawler/http/network.ts';
import { resolveSettings } from '../../crawler/settings.ts';
import type { Snapshot } from '../../data/snapshot/types.ts';
import { freeze } from '../../data/snapshot.ts';
import { Store } from '../../data/store.ts';
import { serveWorld } from '../../data/world/serve.ts';
import { createWorld, type World } from '../../data/world/world.ts';

export interface BenchWorld {
  world: World;
  /** DuckDB file of the first crawl. */
  file: string;
  snapshot: Snapshot;
  close(): Promise<void>;
}

/** The rests between requests are what a polite crawl waits for; they say nothing about the machine, and are left out. */
const noRests = {
  minGapMs: 0,
  connectTimeoutMs: 500,
  requestTimeoutMs: 500,
  retryLimit: 0,
  maxRequestsPerSecond: 100_000,
  maxVisitMs: 604_800_000,
  contact: 'bench@faultline.example',
};

export async function makeWorld(hosts: number): Promise<BenchWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'faultline-bench-'));
  const world = createWorld({ hosts, seed: 1 });
  const file = join(folder, 'world.duckdb');
  const server = await serveWorld(world, { log: false });
  const network = loopbackNetwork(server.port, server.addressesOf);
  const store = await Store.open(file, 'create');
  try {
    await store.addHosts(world.seedHosts);
    const clock = fastClock({ startAt: Date.now(), speed: 100_000 });
    await crawl({ store, effects: defaultEffects({ network, clock }), settings: resolveSettings(noRests) });
    const snapshot = await freeze(store);
    return { world, file, snapshot, close: () => rm(folder, { recursive: true, force: true }) };
  } finally {
    await store.close();
    await network.close();
    await server.close();
  }
}
