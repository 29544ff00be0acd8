/** Who lists each server, of whom each lists: what opens and keeps snapshots is given this. */
import type { Csr } from '../../data/snapshot/types.ts';
import { alone, sharedArrays } from '../kernels/parallel.ts';
import { transpose } from '../kernels/transpose.ts';
import { twoThreads } from './two-threads.ts';

/** Fewer entries are turned round before a second thread is there. */
const leastForTwo = 1_000_000;

/** @returns the reversed graph, rows ascending, arrays over shared memory */
export function turnRound(peers: Csr): Csr {
  if (peers.targets.length < leastForTwo) return transpose(peers, { ...alone, ...sharedArrays });
  const parallel = twoThreads();
  try {
    return transpose(peers, { ...parallel, ...sharedArrays });
  } finally {
    void parallel.close();
  }
}
