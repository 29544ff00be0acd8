/**
 * A crawled world that several test files look at: the first of a run crawls it, the others take its database and its
 * log. Each has a copy of its own, which it may write to.
 */
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { inject } from 'vitest';
import { freeze } from '../../data/snapshot.ts';
import { Store } from '../../data/store.ts';
import { createWorld, type WorldOptions } from '../../data/world/world.ts';
import { type CrawledWorld, crawlWorld } from './crawled-world.ts';

/** Two files that begin at once both crawl: dear, but no harm. */
export async function sharedWorld(options: WorldOptions): Promise<CrawledWorld> {
  const kept = join(inject('sharedWorlds'), Object.entries(options).flat().join('-'));
  if (existsSync(kept)) return take(kept, options);
  const crawled = await crawlWorld(options);
  const { summary, events, log } = crawled;
  const folder = await mkdtemp(`${kept}-`);
  await cp(crawled.file, join(folder, 'world.duckdb'));
  await writeFile(join(folder, 'told'), serialize({ summary, events, log }));
  // Who comes second finds the place taken, and leaves it so.
  await rename(folder, kept).catch(() => rm(folder, { recursive: true }));
  return crawled;
}

async function take(kept: string, options: WorldOptions): Promise<CrawledWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'faultline-world-'));
  const file = join(folder, 'world.duckdb');
  await cp(join(kept, 'world.duckdb'), file);
  const store = await Store.open(file, 'read');
  const snapshot = await freeze(store);
  await store.close();
  const told = deserialize(await readFile(join(kept, 'told'))) as Pick<CrawledWorld, 'summary' | 'events' | 'log'>;
  const remove = () => rm(folder, { recursive: true, force: true });
  return { world: createWorld(options), file, snapshot, ...told, remove };
}
