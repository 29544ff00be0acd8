/** Peer edges from the file into compressed sparse rows, without a JavaScript object per edge. */
import { standsAt } from '../store/standing.ts';
import type { Store } from '../store.ts';
import type { EpochMs } from '../types.ts';
import type { FrozenHosts } from './hosts.ts';
import { RowParts } from './peers/row-parts.ts';
import type { Csr } from './types.ts';

/**
 * Rows the database gathers into lists at a time, about. It looks through all sources every time, unless the file holds
 * them in order, so fewer are slower; more take more memory.
 */
const usualRowsAtOnce = 6_000_000;
const sampledRows = 1_000_000;

/** Each entry is read once, gathered into lists by the database, which are put into order as they come. */
export async function readPeers(
  store: Store,
  { hosts, ...maps }: Pick<FrozenHosts, 'hosts' | 'nodes' | 'sources'>,
  asOf: EpochMs,
  rowsAtOnce = usualRowsAtOnce,
): Promise<Csr> {
  const { rows, stands, values } = await describeRows(store, asOf);
  const parts = new RowParts(hosts.length, rows, maps);
  const queries = (await sliceSources(store, rows, rowsAtOnce)).map((slice) => ({
    sql: `SELECT source_id, list(target_id) FROM peers WHERE ${stands}${slice} GROUP BY source_id`,
    values,
  }));
  await store.eachList(queries, (source: number, list) => parts.take(source, list));
  return parts.join();
}

/** @returns conditions that each list meets one of, with about as many rows each, as a sample of the rows tells */
async function sliceSources(store: Store, rows: number, rowsAtOnce: number): Promise<string[]> {
  const count = Math.ceil(rows / rowsAtOnce);
  if (count < 2) return [''];
  const shares = Array.from({ length: count - 1 }, (_, at) => (at + 1) / count);
  const percent = Math.min(100, (100 * sampledRows) / rows);
  const [row] = await store.rows(
    `SELECT quantile_disc(source_id, [${shares}])
     FROM (SELECT source_id FROM peers TABLESAMPLE system(${percent} PERCENT))`,
  );
  const bounds = [...new Set([0, ...((row as [number[] | null])[0] ?? [])])];
  return bounds.map((from, at) => {
    const end = at + 1 < bounds.length ? ` AND source_id < ${bounds[at + 1]}` : '';
    return ` AND source_id >= ${from}${end}`;
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
