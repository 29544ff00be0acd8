/** The snapshots that were taken from a file, as it notes them. */
import { isoTime } from '../iso-time.ts';
import type { Store } from '../store.ts';
import type { EpochMs } from '../types.ts';

export interface TakenSnapshot {
  id: string;
  /** ISO 8601. */
  asOf: string;
  hosts: number;
  /** Servers that answered; null when an older program froze it, which did not note it. */
  visited: number | null;
  peers: number;
  blocks: number;
  /** Version of the program that froze it; null when that was an older one, which did not note it. */
  program: string | null;
  /** A server asked to be forgotten since. */
  withdrawn: boolean;
  reissueOf: string | null;
}

/** @returns by time, then by id */
export async function readTaken(store: Store): Promise<TakenSnapshot[]> {
  const rows = await store.rows(
    `SELECT id, epoch_ms(as_of)::DOUBLE, host_count::DOUBLE, (manifest->'counts'->'liveness'->>'alive')::DOUBLE,
       peer_count::DOUBLE, block_count::DOUBLE,
       manifest->'program'->>'version', withdrawn, reissue_of
     FROM snapshots ORDER BY as_of, id, withdrawn`,
  );
  type Row = [string, EpochMs, number, number | null, number, number, string | null, boolean, string | null];
  return (rows as Row[]).map(([id, asOf, hosts, visited, peers, blocks, program, withdrawn, reissueOf]) => ({
    ...{ id, asOf: isoTime(asOf), hosts, visited, peers, blocks, program, withdrawn, reissueOf },
  }));
}
