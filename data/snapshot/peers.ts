/** Peer edges from the file into compressed sparse rows, without a JavaScript object per edge. */
import { standsAt } from '../store/standing.ts';
import type { Store } from '../store.ts';
import type { EpochMs } from '../types.ts';
import type { FrozenHosts } from './hosts.ts';
import { RowParts } from './peers/row-parts.ts';
import type { Csr } from './types.ts';

/**
 * Rows the database gathers into lists at a time, in the order they lie in the file, where lists mostly lie together. It
 * looks at the numbers of all rows every time, so fewer are slower; more take more memory.
 */
const rowsAtOnce = 6_000_000;

/** Each entry is read once, gathered into lists by the database, which are put into order as they come. */
export async function readPeers(
  store: Store,
  { hosts, ...maps }: Pick<FrozenHosts, 'hosts' | 'nodes' | 'sources'>,
  asOf: EpochMs,
): Promise<Csr> {
  const { rows, stands, values } = await describeRows(store, asOf);
  const parts = new RowParts(hosts.length, rows, maps);
  const queries = slices(rows).map((slice) => ({
    sql: `SELECT source_id, list(target_id) FROM peers WHERE ${stands}${slice} GROUP BY source_id`,
    values,
  }));
  await store.eachList(queries, (source: number, list) => parts.take(source, list));
  return parts.join();
}

/** Conditions that each row meets one of. Numbers of deleted rows are not given again: the last slice has no end. */
function slices(rows: number): string[] {
  const count = Math.max(1, Math.ceil(rows / rowsAtOnce));
  return Array.from({ length: count }, (_, at) => {
    const end = at + 1 < count ? ` AND rowid < ${(at + 1) * rowsAtOnce}` : '';
    return `${at > 0 ? ` AND rowid >= ${at * rowsAtOnce}` : ''}${end}`;
  });
}

/**
 * Of what is known now every entry stands that was not removed: asking that alone takes two thirds of the time. The
 * newest times come from the statistics of the file.
 */
async function describeRows(store: Store, asOf: EpochMs) {
  const [row] = await store.rows(
    `SELECT count(*)::DOUBLE, coalesce(greatest(max(added_at), max(removed_at)) <= make_timestamptz($1::BIGINT * 1000), true)
     FROM peers`,
    [asOf],
  );
  const [rows, isNewest] = row as [number, boolean];
  return isNewest
    ? { rows, stands: 'removed_at IS NULL', values: [] }
    : { rows, stands: standsAt('$1'), values: [asOf] };
}
