/** A frozen view, as it is noted in the file. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Snapshot } from '../snapshot/types.ts';

export interface SnapshotRecord {
  snapshot: Snapshot;
  /** JSON. */
  manifest: string;
  /** The id of the withdrawn snapshot whose place it takes; null when it takes none. */
  reissueOf: string | null;
}

/** Within a transaction of the caller. A view that was withdrawn, and turns out to be as it was, is no longer withdrawn. */
export async function recordSnapshot(
  connection: DuckDBConnection,
  { snapshot, manifest, reissueOf }: SnapshotRecord,
): Promise<void> {
  const { id, asOf, hosts, peers, blocks } = snapshot;
  const isSame = 'id = $1 AND as_of = make_timestamptz($2::BIGINT * 1000)';
  await connection.run(`DELETE FROM snapshots WHERE ${isSame} AND (withdrawn OR manifest IS NULL)`, [id, asOf]);
  await connection.run(
    `INSERT INTO snapshots SELECT $1, make_timestamptz($2::BIGINT * 1000), $3, $4, $5, $6, false, nullif($7, '')
     WHERE NOT EXISTS (FROM snapshots WHERE ${isSame})`,
    [id, asOf, hosts.length, peers.targets.length, blocks.length, manifest, reissueOf ?? ''],
  );
}
