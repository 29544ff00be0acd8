/** Who said on the last visit that it wants to be in no statistics, and gave no permission. */
import type { Store } from '../store.ts';
import type { EpochMs } from '../types.ts';

/** @returns numbers of hosts in the file */
export async function readOptedOut(store: Store, asOf: EpochMs): Promise<Set<number>> {
  const rows = await store.rows(
    `SELECT host_id FROM tries WHERE finished_at <= make_timestamptz($1::BIGINT * 1000) GROUP BY host_id
     HAVING last(
       coalesce(opt_out IN ('hide-in-statistics', 'site-private', 'statistics-private'), false) AND NOT consent
       ORDER BY finished_at, visit_id
     )`,
    [asOf],
  );
  return new Set((rows as [number][]).map(([id]) => id));
}
