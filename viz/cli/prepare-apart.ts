/**
 * Works out what questions to a large snapshot need in a thread of its own, so that a server that is asked for another
 * snapshot goes on answering. What is found stands in files beside the database; opening the snapshot takes seconds then.
 */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { UserError } from '../../data/errors.ts';
import type { Tier } from '../server/exposure.ts';

export interface Asked {
  file: string;
  which: string;
  tier: Tier;
}

export type Told = { done: true } | { done: false; message: string; hint: string };

/** Does nothing where the program was not built: whoever opens the snapshot works it out then. @throws as `openGraph` */
export async function prepareApart(asked: Asked): Promise<void> {
  const entry = findEntry();
  if (entry === undefined) return;
  const worker = new Worker(entry, { workerData: asked });
  const [told] = (await once(worker, 'message')) as [Told];
  await worker.terminate();
  if (!told.done) throw new UserError(told.message, { hint: told.hint });
}

/** Beside this file in the package; in `dist` when this file runs from its source. */
function findEntry(): URL | undefined {
  const places = ['./prepare-thread.js', '../../dist/viz/cli/prepare-thread.js'];
  return places.map((place) => new URL(place, import.meta.url)).find((entry) => existsSync(fileURLToPath(entry)));
}
