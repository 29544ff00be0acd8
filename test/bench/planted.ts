/** Planted databases, made when first asked for and kept. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { plantBigFile } from './big-file.ts';
import { outputFolder } from './kept.ts';
import type { Size } from './stage.ts';
export interface PlantedWorld {
  file: string;
  hosts: number;
  edges: number;
}
export async function plantedWorld(size: Size): Promise<PlantedWorld> {
  mkdirSync(join(outputFolder, 'large'), { recursive: true });
  const file = join(outputFolder, 'large', `tmp-${size}-${Date.now()}.duckdb`);
  const { edges } = await plantBigFile(file, { small: 300, medium: 600, full: 1200 }[size], 1000);
  return { file, hosts: 3600, edges };
}
