/** Loads a snapshot in a process whose only work it is, as a command that answers or the server does. */
import { openSnapshot } from '../../../data/snapshot/open.ts';
import { processPeakMb } from '../measure.ts';
import { readPlan } from '../processes.ts';
import { snapshotOf } from './frozen.ts';

export interface LoadPlan {
  file: string;
  /** frozen: read through, all of it in memory · opened: from the cache, where a row is read when it is asked for. */
  how: 'frozen' | 'opened';
}

export interface Loaded {
  wallMs: number;
  rssMb: number;
  peers: number;
}

const { file, how } = await readPlan<LoadPlan>();
const begin = performance.now();
const peers = how === 'frozen' ? (await snapshotOf(file)).peers.targets.length : await openAndAsk();
process.send?.({ wallMs: performance.now() - begin, rssMb: processPeakMb(), peers } satisfies Loaded);

async function openAndAsk(): Promise<number> {
  const { peers, listedBy, close } = await openSnapshot(file, undefined);
  for (let node = 0; node < peers.order; node += 97) {
    peers.row(node);
    listedBy.row(node);
  }
  close();
  return peers.size;
}
