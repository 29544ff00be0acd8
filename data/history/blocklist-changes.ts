/** What changed in imported lists between two times: each state is a whole list, and between states nobody looked. */
import { standsAt } from '../store/standing.ts';
import type { Store } from '../store.ts';
import { readChanges } from './block-changes.ts';
import type { BlocklistChanges, Span } from './types.ts';

/** By name; lists that were imported by the later time. */
export async function readBlocklistChanges(store: Store, span: Span): Promise<BlocklistChanges[]> {
  const changes = await readChanges(store, 'listed', span);
  return (await readLists(store, span)).map(({ id, name, held, confirmed, stood, stands }) => {
    const own = changes.filter(({ sourceId, change }) => sourceId === id && (held || change !== 'added'));
    const count = (change: string) => own.filter((each) => each.change === change).length;
    const [removed, changed] = [count('removed'), count('changed')];
    const stayed = stood - removed - changed;
    return {
      name,
      added: count('added'),
      removed,
      changed,
      unchanged: confirmed ? stayed : 0,
      notObserved: confirmed ? 0 : stayed,
      firstSeen: held ? 0 : stands,
      entries: own.map(({ sourceId, ...change }) => change),
    };
  });
}

interface ListState {
  id: number;
  name: string;
  /** A state of it was known at the earlier time; one came after it, by the later time. */
  held: boolean;
  confirmed: boolean;
  /** Targets at the earlier and at the later time. */
  stood: number;
  stands: number;
}

async function readLists(store: Store, { from, to }: Span): Promise<ListState[]> {
  const rows = await store.rows(
    `WITH states AS (
       SELECT blocklist_id,
         bool_or(observed_at <= make_timestamptz($1::BIGINT * 1000)) AS held,
         bool_or(observed_at > make_timestamptz($1::BIGINT * 1000)) AS confirmed
       FROM blocklist_observations WHERE applied AND observed_at <= make_timestamptz($2::BIGINT * 1000) GROUP BY blocklist_id
     ),
     sizes AS (
       SELECT blocklist_id, count(DISTINCT target) FILTER (${standsAt('$1')}) AS stood,
         count(DISTINCT target) FILTER (${standsAt('$2')}) AS stands
       FROM blocklist_entries GROUP BY blocklist_id
     )
     SELECT id, name, held, confirmed, coalesce(stood, 0)::DOUBLE, coalesce(stands, 0)::DOUBLE
     FROM states JOIN blocklists ON blocklists.id = states.blocklist_id LEFT JOIN sizes USING (blocklist_id)
     ORDER BY name, id`,
    [from, to],
  );
  type Row = [number, string, boolean, boolean, number, number];
  return (rows as Row[]).map(([id, name, held, confirmed, stood, stands]) => ({
    ...{ id, name, held, confirmed, stood, stands },
  }));
}
