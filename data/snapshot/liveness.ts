/**
 * Who answered, and when: one bad day, a busy server or one that shows us an error takes nobody off the map.
 *
 * An answer holds for a week, and as long as nobody tried again. A server that says it is gone, or leads to another,
 * is believed at once. A visit that was cut short counts for nothing.
 */
import type { Store } from '../store.ts';
import type { EpochMs, Liveness } from '../types.ts';

const answerHoldsMs = 7 * 86_400_000;

export interface Tried {
  /** The number the host has in the file. */
  id: number;
  liveness: Exclude<Liveness, 'unvisited'>;
  /** When the visit that decides this ended: the last one answered, or the last tried. */
  visitedAt: EpochMs;
}

/** @returns every host that was tried by `asOf` */
export async function readLiveness(store: Store, asOf: EpochMs): Promise<Tried[]> {
  const rows = await store.rows(
    `WITH seen AS (
       SELECT host_id, visit_id, finished_at, reason IN ('gone', 'moved') AS has_left, answered AND NOT has_left AS stays
       FROM tries WHERE finished_at <= make_timestamptz($1::BIGINT * 1000)
     )
     SELECT host_id, last(has_left ORDER BY finished_at, visit_id), epoch_ms(max(finished_at))::DOUBLE,
       epoch_ms(max(finished_at) FILTER (stays))::DOUBLE
     FROM seen GROUP BY host_id`,
    [asOf],
  );
  return (rows as [number, boolean, EpochMs, EpochMs | null][]).map(([id, hasLeft, triedAt, answeredAt]) => {
    const holds = answeredAt !== null && (answeredAt === triedAt || asOf - answeredAt <= answerHoldsMs);
    return holds && !hasLeft
      ? { id, liveness: 'alive', visitedAt: answeredAt }
      : { id, liveness: 'dead', visitedAt: triedAt };
  });
}
