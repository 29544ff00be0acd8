/** A simulated fediverse, served and crawled once; every bench works on it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crawl } from '../../crawler/crawl.ts';
import { defaultEffects, fastClock } from '../../crawler/default-effects.ts';
import type { CrawlSummary } from '../../crawler/effects.ts';
import { loopbackNetwork } from '../../crawler/http/network.ts';
import { type CrawlSettings, resolveSettings } from '../../crawler/settings.ts';
import { freeze } from '../../data/snapshot.ts';
import { Store } from '../../data/store.ts';
import type { Snapshot } from '../../data/types.ts';
import { serveWorld, type WorldServer } from '../../data/world/serve.ts';
import { createWorld, type World } from '../../data/world/world.ts';

export interface BenchWorld {
  world: World;
  server: WorldServer;
  /** DuckDB file of the first crawl. */
  file: string;
  snapshot: Snapshot;
  /** Crawls it again into a new file. */
  crawlAgain(settings: Partial<CrawlSettings>): Promise<CrawlSummary>;
  close(): Promise<void>;
}

/** The rests between requests are what a polite crawl waits for; they say nothing about the machine, and are left out. */
const noRests = {
  minGapMs: 0,
  connectTimeoutMs: 500,
  requestTimeoutMs: 500,
  retryLimit: 0,
  contact: 'bench@faultline.example',
};

export async function makeWorld(hosts: number): Promise<BenchWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'faultline-bench-'));
  const world = createWorld({ hosts, seed: 1 });
  const server = await serveWorld(world);
  let files = 0;
  const crawlInto = async (file: string, settings: Partial<CrawlSettings>) => {
    const store = await Store.open(file, 'create');
    const network = loopbackNetwork(server.port);
    try {
      await store.addHosts(world.seedHosts);
      const clock = fastClock({ startAt: Date.now(), speed: 100_000 });
      const effects = defaultEffects({ network, clock });
      return await crawl({
        store,
        effects,
        settings: resolveSettings({ ...noRests, maxVisitMs: 604_800_000, ...settings }),
      });
    } finally {
      await store.close();
      await network.close();
    }
  };
  const file = join(folder, 'world.duckdb');
  await crawlInto(file, {});
  const store = await Store.open(file, 'read');
  const snapshot = await freeze(store);
  await store.close();
  return {
    world,
    server,
    file,
    snapshot,
    crawlAgain: (settings) => crawlInto(join(folder, `again-${++files}.duckdb`), settings),
    async close() {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
