/** Planted databases, drawn when first asked for and kept; in a process of their own, which gives its memory back. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Store } from '../../data/store.ts';
import { plantedFile } from './large/planted.ts';
import type { Size } from './stage.ts';

export interface PlantedDatabase {
  file: string;
  hosts: number;
  /** Peer entries that stand on the last day. */
  edges: number;
}

/** Of two days, so that there is something to compare; what is frozen unless told is the second. */
const days = 2;
const seed = 1;

const found = new Map<Size, Promise<PlantedDatabase>>();

export function plantedDatabase(size: Size): Promise<PlantedDatabase> {
  const database = found.get(size) ?? findDatabase(size);
  found.set(size, database);
  return database;
}

async function findDatabase(size: Size): Promise<PlantedDatabase> {
  const file = plantedFile({ size, seed, days });
  if (!existsSync(file)) await plant(size);
  const store = await Store.open(file, 'read');
  try {
    const [[hosts, edges]] = (await store.rows(`SELECT (SELECT count(*) FROM hosts)::DOUBLE, count(*)::DOUBLE
      FROM peers WHERE removed_at IS NULL`)) as [[number, number]];
    return { file, hosts, edges };
  } finally {
    await store.close();
  }
}

async function plant(size: Size): Promise<void> {
  const script = fileURLToPath(new URL('./large/plant.js', import.meta.url));
  const flags = ['--size', size, '--seed', `${seed}`, '--days', `${days}`];
  await promisify(execFile)(process.execPath, [script, ...flags]);
}
