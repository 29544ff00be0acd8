/** The other thread of prepare-apart.ts: opens a snapshot as a command would, which leaves its files beside the database. */
import { parentPort, workerData } from 'node:worker_threads';
import { UserError } from '../../data/errors.ts';
import { openGraph } from './open-graph.ts';
import type { Asked, Told } from './prepare-apart.ts';

const { file, which, tier } = workerData as Asked;
const tell = (told: Told) => parentPort!.postMessage(told);
try {
  await openGraph(file, which, { tier });
  tell({ done: true });
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  tell({ done: false, message: error.message, hint: error.hint });
}
