/** A frozen view, as it is noted in the file. */
import type { Snapshot } from '../snapshot/types.ts';

export interface SnapshotRecord {
  snapshot: Snapshot;
  /** JSON. */
  manifest: string;
  /** The id of the withdrawn snapshot whose place it takes; null when it takes none. */
  reissueOf: string | null;
}

/** @returns a statement with its values, which notes the view unless it is noted already */
export function recordingOf({ snapshot, manifest, reissueOf }: SnapshotRecord): [string, (string | number)[]] {
  const { id, asOf, hosts, peers, blocks } = snapshot;
  const time = 'make_timestamptz($2::BIGINT * 1000)';
  return [
    `INSERT INTO snapshots SELECT $1, ${time}, $3, $4, $5, $6, false, nullif($7, '')
     WHERE NOT EXISTS (FROM snapshots WHERE id = $1 AND as_of = ${time} AND manifest IS NOT NULL AND NOT withdrawn)`,
    [id, asOf, hosts.length, peers.targets.length, blocks.length, manifest, reissueOf ?? ''],
  ];
}
