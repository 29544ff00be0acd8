import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Snapshot } from '../../../../../data/snapshot/types.ts';
import { freeze } from '../../../../../data/snapshot.ts';
import { Store } from '../../../../../data/store.ts';
import { type PlantedWorld, plantedTruth, plantLargeWorld } from '../../../../../data/world/large/plant.ts';
import { largeScales } from '../../../../../data/world/large/sizes.ts';
import { temporaryFolder } from '../../../../fixtures/observed.ts';

const scale = largeScales.small;
const options = { size: 'small', seed: 3, thread: false } as const;
let world: PlantedWorld;
let days: Snapshot[];
let folder: string;

/** Views of each day, from the first to the last. */
async function frozen(file: string, asOf: readonly number[]): Promise<Snapshot[]> {
  const store = await Store.open(file, 'read');
  try {
    const views: Snapshot[] = [];
    for (const time of asOf) views.push(await freeze(store, { asOf: time }));
    return views;
  } finally {
    await store.close();
  }
}

beforeAll(async () => {
  folder = temporaryFolder();
  const file = join(folder, 'two-days.duckdb');
  world = await plantLargeWorld(file, { ...options, days: 2 });
  days = await frozen(file, world.asOf);
});
