/** A whole snapshot, without reading a large database through again when it is still the same. */
import { UserError } from '../errors.ts';
import { freeze, resolveTime } from '../snapshot.ts';
import type { Store } from '../store.ts';
import type { EpochMs } from '../types.ts';
import { findKept, keep, leastPeersKept } from './cache/keep.ts';
import type { Snapshot, TurnRound } from './types.ts';

interface RecallOptions {
  asOf?: EpochMs | undefined;
  leastPeers?: number;
  turnRound?: TurnRound | undefined;
}

/**
 * As freezing gives it. From a store that is open to write it is always frozen.
 * @param options.asOf what was known at this time; the newest observation when left out
 * @param options.leastPeers from how many entries of lists on a cache file is written
 * @param options.turnRound both directions are kept: without it nothing is
 * @throws UserError when nothing had been collected by then
 */
export async function recall(
  store: Store,
  { asOf: asked, leastPeers = leastPeersKept, turnRound }: RecallOptions = {},
): Promise<Snapshot> {
  const asOf = await resolveTime(store, asked);
  const kept = readKept(store, asOf);
  if (kept !== undefined) return kept;
  const snapshot = await freeze(store, { asOf });
  if (turnRound !== undefined && snapshot.peers.targets.length >= leastPeers) keep(store, snapshot, turnRound);
  return snapshot;
}

function readKept(store: Store, asOf: EpochMs): Snapshot | undefined {
  const kept = findKept(store, asOf);
  try {
    return kept && { ...kept.facts, peers: kept.loadCsr('out') };
  } catch (error) {
    // Damaged: what it repeats is in the database.
    if (error instanceof UserError) return undefined;
    throw error;
  } finally {
    kept?.close();
  }
}
