/** Peer edges from the file into compressed sparse rows, without a JavaScript object per edge. */
import { standsAt } from '../store/standing.ts';
import type { Store } from '../store.ts';
import type { EpochMs } from '../types.ts';
import type { FrozenHosts } from './hosts.ts';
import { joinRows } from './peers/join-rows.ts';
import { RowParts } from './peers/row-parts.ts';
import type { Csr } from './types.ts';

/** Fewer rows than this are read in one stream. */
const worthTwoStreams = 100_000;

/** Each entry is read once, in two streams, and its row put into order afterwards: rows mostly lie together in the file. */
export async function readPeers(
  store: Store,
  { hosts, ...maps }: Pick<FrozenHosts, 'hosts' | 'nodes' | 'sources'>,
  asOf: EpochMs,
): Promise<Csr> {
  const { rows, stands, values } = await describeRows(store, asOf);
  const sql = `SELECT source_id, target_id FROM peers WHERE ${stands}`;
  const halves =
    rows < worthTwoStreams
      ? [{ where: '', most: rows }]
      : // Numbers of deleted rows are not given again: more than half of the rows may lie behind the middle number.
        [
          { where: ` AND rowid < ${rows >>> 1}`, most: rows >>> 1 },
          { where: ` AND rowid >= ${rows >>> 1}`, most: rows },
        ];
  const parts = halves.map(({ most }) => new RowParts(most, maps));
  await store.eachChunkOf(
    halves.map(({ where }, half) => ({
      sql: sql + where,
      values,
      take: ([from, to]) => parts[half]!.take(from!, to!),
    })),
  );
  return joinRows(hosts.length, parts);
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
