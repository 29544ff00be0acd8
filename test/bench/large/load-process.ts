/** Loads a snapshot in a process whose only work it is, as a command that answers or the server does. */
import { mutualPairs } from '../../../analysis/kernels/mutual-merge.ts';
import { turnRound } from '../../../analysis/parallel/turn-round.ts';
import { openSnapshot } from '../../../data/snapshot/open.ts';
import { processPeakMb } from '../measure.ts';
import { readPlan } from '../processes.ts';
import { snapshotOf } from './frozen.ts';

export interface LoadPlan {
  file: string;
  /**
   * frozen: read through, all of it in memory · opened: from the cache, where a row is read when it is asked for · arrays:
   * from the cache into arrays, with the pairs that list each other.
   */
  how: 'frozen' | 'opened' | 'arrays';
}

export interface Loaded {
  wallMs: number;
  rssMb: number;
  peers: number;
}

const { file, how } = await readPlan<LoadPlan>();
const begin = performance.now();
const load = {
  frozen: async () => (await snapshotOf(file)).peers.targets.length,
  opened: openAndAsk,
  arrays: fillArrays,
};
const peers = await load[how]();
process.send?.({ wallMs: performance.now() - begin, rssMb: processPeakMb(), peers } satisfies Loaded);

async function fillArrays(): Promise<number> {
  const { loadCsr, close } = await openSnapshot(file, undefined, { turnRound });
  const peers = loadCsr('out');
  mutualPairs(peers, loadCsr('in'));
  close();
  return peers.targets.length;
}

async function openAndAsk(): Promise<number> {
  const { peers, listedBy, close } = await openSnapshot(file, undefined, { turnRound });
  for (let node = 0; node < peers.order; node += 97) {
    peers.row(node);
    listedBy.row(node);
  }
  close();
  return peers.size;
}
