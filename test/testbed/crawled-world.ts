/** A simulated fediverse, served, crawled and stored by the real program, with what its judges need: the truth and the log. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crawl } from '../../crawler/crawl.ts';
import { defaultEffects, fastClock } from '../../crawler/default-effects.ts';
import type { CrawlEvent, CrawlSummary } from '../../crawler/effects.ts';
import { loopbackNetwork } from '../../crawler/http/network.ts';
import { resolveSettings } from '../../crawler/settings.ts';
import type { Snapshot } from '../../data/snapshot/types.ts';
import { freeze } from '../../data/snapshot.ts';
import { Store } from '../../data/store.ts';
import { type RequestLogEntry, serveWorld } from '../../data/world/serve.ts';
import { createWorld, type World, type WorldOptions } from '../../data/world/world.ts';

export interface CrawledWorld {
  world: World;
  /** DuckDB file; open it to read. */
  file: string;
  snapshot: Snapshot;
  summary: CrawlSummary;
  events: CrawlEvent[];
  log: RequestLogEntry[];
  remove(): Promise<void>;
}

/** The clock of the crawl runs this many times as fast as the wall's, on which the log is kept. */
export const clockSpeed = 200;

export async function crawlWorld(options: WorldOptions): Promise<CrawledWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'faultline-world-'));
  const file = join(folder, 'world.duckdb');
  const world = createWorld(options);
  const server = await serveWorld(world);
  const network = loopbackNetwork(server.port, server.addressesOf);
  const store = await Store.open(file, 'create');
  const events: CrawlEvent[] = [];
  try {
    await store.addHosts(world.seedHosts);
    const summary = await crawl({
      store,
      effects: defaultEffects({
        network,
        report: (event) => events.push(event),
        clock: fastClock({ startAt: Date.now(), speed: clockSpeed }),
      }),
      settings: resolveSettings({
        connectTimeoutMs: 10_000,
        requestTimeoutMs: 10_000,
        contact: 'test@faultline.example',
      }),
    });
    const snapshot = await freeze(store);
    const remove = () => rm(folder, { recursive: true, force: true });
    return { world, file, snapshot, summary, events, log: server.log, remove };
  } finally {
    await store.close();
    await network.close();
    await server.close();
  }
}
