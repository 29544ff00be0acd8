/** Opens a snapshot to ask it many questions: what lists say stays in the cache file where there is one. */
import { freeze } from '../snapshot.ts';
import { Store } from '../store.ts';
import { findKept, keep, leastPeersKept } from './cache/keep.ts';
import type { Direction, KeptSnapshot } from './cache/kept-snapshot.ts';
import { reissueOf, resolve } from './reference.ts';
import { type Csr, type Rows, rowsOf, type Snapshot, type SnapshotFacts, type TurnRound } from './types.ts';

export interface OpenedSnapshot {
  snapshotFacts: SnapshotFacts;
  /** The id that was asked for, when it was withdrawn since a server asked to be forgotten; else null. */
  reissueOf: string | null;
  /** Whom each server lists. Reading a row throws a UserError when the cache file turns out to be damaged. */
  peers: Rows;
  /** Who lists each server. */
  listedBy: Rows;
  /** All of one direction, in shared memory. */
  loadCsr(direction: Direction): Csr;
  /** The cache file, where there is one. */
  keptAt: string | null;
  /** As `Store.damagedLog`. */
  damagedLog: string | null;
  /** Nothing can be read from the file after this. */
  close(): void;
}

type Opened = Omit<OpenedSnapshot, 'reissueOf' | 'damagedLog'>;

/**
 * @param which as a person names a snapshot; undefined for what is known now
 * @param options.leastPeers from how many entries of lists on a cache file is written
 * @throws UserError when there is no such snapshot, or its content can no longer be had
 */
export async function openSnapshot(
  file: string,
  which: string | undefined,
  { turnRound, leastPeers = leastPeersKept }: { turnRound: TurnRound; leastPeers?: number },
): Promise<OpenedSnapshot> {
  const store = await Store.open(file, 'read');
  let opened: Opened | undefined;
  try {
    const wanted = await resolve(store, which);
    opened = openKept(findKept(store, wanted.asOf)) ?? (await openFrozen(store, wanted.asOf, leastPeers, turnRound));
    const { damagedLog } = store;
    return { ...opened, damagedLog, reissueOf: reissueOf(store, wanted, opened.snapshotFacts.id) };
  } catch (error) {
    opened?.close();
    throw error;
  } finally {
    await store.close();
  }
}

async function openFrozen(store: Store, asOf: number, leastPeers: number, turnRound: TurnRound) {
  const snapshot = await freeze(store, { asOf });
  if (snapshot.peers.targets.length < leastPeers || !keep(store, snapshot, turnRound)) {
    return inMemory(snapshot, turnRound);
  }
  // What was frozen takes a gigabyte of memory that the file makes unnecessary.
  return openKept(findKept(store, asOf)) ?? inMemory(snapshot, turnRound);
}

function openKept(kept: KeptSnapshot | undefined): Opened | undefined {
  return (
    kept && {
      snapshotFacts: kept.facts,
      peers: kept.rows.out,
      listedBy: kept.rows.in,
      loadCsr: (direction) => kept.loadCsr(direction),
      keptAt: kept.path,
      close: () => kept.close(),
    }
  );
}

function inMemory({ peers, ...snapshotFacts }: Snapshot, turnRound: TurnRound): Opened {
  const both = { out: peers, in: turnRound(peers) };
  return {
    snapshotFacts,
    peers: rowsOf(both.out),
    listedBy: rowsOf(both.in),
    loadCsr: (direction) => both[direction],
    keptAt: null,
    close: () => {},
  };
}
