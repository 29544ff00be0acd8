/** Planted worlds, kept between runs: drawn once for each size, seed, days and form. */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { schemaVersion } from '../../../data/schema.ts';
import {
  type LargeWorldOptions,
  type PlantedTruth,
  type PlantedWorld,
  plantedTruth,
  plantLargeWorld,
} from '../../../data/world/large/plant.ts';
import { largeWorldForm } from '../../../data/world/large/sizes.ts';
import { projectFolder } from '../project.ts';

const folder = join(projectFolder, 'test/bench/output/large');

export function plantedFile({ size, seed, days = 1 }: LargeWorldOptions): string {
  return join(folder, `${size}-seed${seed}-days${days}-form${largeWorldForm}-schema${schemaVersion}.duckdb`);
}

/** Plants it unless it is there. The file appears whole or not at all. */
export async function planted(options: LargeWorldOptions): Promise<PlantedTruth & { file: string }> {
  const file = plantedFile(options);
  if (!existsSync(file)) await plant(file, options);
  return { ...plantedTruth(options), file };
}

/** Takes the place of a file that is there. */
export async function plant(file: string, options: LargeWorldOptions): Promise<PlantedWorld> {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.new`;
  try {
    const world = await plantLargeWorld(draft, options);
    renameSync(draft, file);
    return world;
  } finally {
    rmSync(draft, { force: true });
    rmSync(`${draft}.wal`, { force: true });
  }
}
