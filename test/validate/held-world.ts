/**
 * A planted world and the snapshot a crawl of it gave. A world is made anew from its options in no time; its snapshot,
 * which costs a crawl, may be kept in a folder. What is kept holds for one truth: where the same options have come to make
 * another world, it is crawled again.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Snapshot } from '../../data/snapshot/types.ts';
import { createWorld, type World, type WorldOptions } from '../../data/world/world.ts';
import { crawlWorld } from '../testbed/crawled-world.ts';
import type { WorldPlan } from './plan.ts';

export interface HeldWorld {
  world: World;
  snapshot: Snapshot;
}

interface Kept {
  truth: string;
  snapshot: Snapshot;
}

export async function holdWorld({ hosts, seed, shift, wrongLanguageShare, cache }: WorldPlan): Promise<HeldWorld> {
  const options = { hosts, seed, shift, wrongLanguageShare };
  const name = `world-${hosts}-${seed}-${shift ? 'shift' : 'even'}-${wrongLanguageShare}`;
  if (cache === null) return crawlNow(options);
  const file = join(cache, `${name}.v8`);
  const world = createWorld(options);
  const truth = digestOf(world);
  const kept = await readKept(file);
  if (kept?.truth === truth) return { world, snapshot: kept.snapshot };
  const held = await crawlNow(options);
  await keep(file, { truth, snapshot: held.snapshot });
  return held;
}

async function crawlNow(options: WorldOptions): Promise<HeldWorld> {
  const { world, snapshot, remove } = await crawlWorld(options);
  await remove();
  return { world, snapshot };
}

/** @returns SHA-256 of what is true of its servers and their follows, lower-case hex */
function digestOf({ servers, wanted }: World): string {
  const hash = createHash('sha256').update(JSON.stringify(servers));
  for (const part of [wanted.offsets, wanted.targets, wanted.counts]) hash.update(part);
  return hash.digest('hex');
}

async function readKept(file: string): Promise<Kept | undefined> {
  try {
    return deserialize(await readFile(file)) as Kept;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function keep(file: string, kept: Kept): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const part = `${file}.${process.pid}`;
  await writeFile(part, serialize(kept));
  await rename(part, file);
}
