/** From the database to arrays: read through, kept beside it, and what that takes of memory; each beside the plainer way. */
import { closeSync, copyFileSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { turnRound } from '../../../analysis/parallel/turn-round.ts';
import { keptFilesIn, keptFolderOf } from '../../../data/snapshot/cache/files.ts';
import { readHosts } from '../../../data/snapshot/hosts.ts';
import { openSnapshot } from '../../../data/snapshot/open.ts';
import { readPeers } from '../../../data/snapshot/peers.ts';
import { recall } from '../../../data/snapshot/recall.ts';
import { freeze, resolveTime } from '../../../data/snapshot.ts';
import { Store } from '../../../data/store.ts';
import { compare, forgetPeak, peakRssMb, type Row, timesAsFast } from '../measure.ts';
import { inProcess } from '../processes.ts';
import type { Context } from '../stage.ts';
import type { Loaded, LoadPlan } from './load-process.ts';

/** Rows that are read as JavaScript values: all of them would take minutes and more memory than there is. */
const sampleRows = 1_000_000;
const standing = 'SELECT source_id, target_id FROM peers WHERE removed_at IS NULL';

export async function* loadRows({ file: planted, folder, runs }: Context): AsyncIterable<Row> {
  const file = join(folder, 'load.duckdb');
  // What is kept is kept beside the copy, and goes with it.
  copyFileSync(planted, file);
  const store = await Store.open(file, 'read');
  try {
    yield* rowsFrom(store, runs);
  } finally {
    await store.close();
  }
  yield* keptRows(file, runs);
  yield await inFreshProcess('snapshot frozen, in a process of its own', { file: planted, how: 'frozen' });
  yield await inFreshProcess('snapshot opened from the cache, in a process of its own', { file, how: 'opened' });
  const arrays = await inFreshProcess('both directions and mutual pairs in arrays, in a process of its own', {
    ...{ file, how: 'arrays' },
  });
  yield { ...arrays, judged: { 'L.rss': arrays.rssMb! } };
}

async function* rowsFrom(store: Store, runs: number): AsyncIterable<Row> {
  const asOf = await resolveTime(store, undefined);
  const frozen = await readHosts(store, asOf);
  const { targets } = await readPeers(store, frozen, asOf);
  const amount = targets.length;
  const sample = Math.min(sampleRows, amount);
  forgetPeak();
  const out = {
    amount,
    ...(await compare(runs, () => readPeers(store, frozen, asOf), {
      'streaming the same rows': () => store.eachChunk(standing, [], () => {}),
      [`rows as JavaScript values, of ${sample / 1e6} M`]: {
        work: () => store.rows(`${standing} LIMIT ${sample}`),
        amount: sample,
      },
    })),
  };
  const [streamed, valued] = out.baselines;
  yield {
    ...{ what: 'peers from the database into arrays', unit: 'edges', ...out, rssMb: peakRssMb() },
    judged: { 'T4.stream': timesAsFast(out, streamed!), 'T4.rows': timesAsFast(out, valued!) },
  };
  const both = await compare(runs, async () => turnRound(await readPeers(store, frozen, asOf)));
  yield {
    ...{ what: 'peers from the database into arrays, both ways', unit: 'edges', amount, ...both },
    judged: { 'L.database': both.measured.medianMs / 1000 },
  };
  const whole = await compare(runs, () => freeze(store));
  yield { what: 'snapshot frozen: hosts, peers, blocks and their sum', unit: 'edges', amount, ...whole };
}

/** The first opening writes what the others read. */
async function* keptRows(file: string, runs: number): AsyncIterable<Row> {
  const opening = async () => (await openSnapshot(file, undefined, { leastPeers: 0, turnRound })).close();
  const first = await compare(1, opening);
  const [path] = keptFilesIn(keptFolderOf(file));
  const { peers, loadCsr, close } = await openSnapshot(file, undefined, { turnRound });
  const amount = peers.size;
  const bytes = statSync(path!).size;
  yield { what: 'snapshot frozen and kept beside the database', unit: 'edges', amount, ...first, bytes };
  yield { what: 'snapshot opened from the cache', unit: 'edges', amount, ...(await compare(runs, opening)) };
  const both = await compare(runs, () => [loadCsr('out'), loadCsr('in')], {
    'reading the whole file': () => readInPieces(path!),
  });
  yield {
    ...{ what: 'peers from the cache into arrays, both ways', unit: 'edges', amount, ...both },
    judged: { 'L.cache': both.measured.medianMs / 1000 },
  };
  const every = 97;
  const rows = Math.ceil(peers.order / every);
  yield {
    ...{ what: 'single rows from the cache', unit: 'rows', amount: rows },
    ...(await compare(runs, () => {
      for (let node = 0; node < peers.order; node += every) peers.row(node);
    })),
  };
  close();
  const whole = async () => {
    const store = await Store.open(file, 'read');
    await recall(store);
    await store.close();
  };
  yield { what: 'whole snapshot from the cache', unit: 'edges', amount, ...(await compare(runs, whole)) };
}

async function inFreshProcess(what: string, plan: LoadPlan): Promise<Row> {
  const { wallMs, rssMb, peers } = await inProcess<Loaded>('large/load-process', plan);
  const measured = { medianMs: wallMs, minMs: wallMs, maxMs: wallMs };
  return { what, unit: 'edges', amount: peers, measured, baselines: [], rssMb };
}

/** @returns bytes */
function readInPieces(path: string): number {
  const descriptor = openSync(path, 'r');
  const piece = new Uint8Array(2 ** 26);
  let bytes = 0;
  for (
    let read = readSync(descriptor, piece, 0, piece.length, null);
    read > 0;
    read = readSync(descriptor, piece, 0, piece.length, null)
  )
    bytes += read;
  closeSync(descriptor);
  return bytes;
}
