/** The neighbourhood of one server, in the order in which its servers matter to it. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Host } from '../types.ts';

/**
 * @returns the servers its list names; while no list of it is held, those that name it; while nobody names it, all that
 * are known. First those that most other lists name too, then the larger ones, then by name; none that is quarantined
 */
export async function rankAround(connection: DuckDBConnection, host: Host): Promise<Host[]> {
  const result = await connection.run(
    `WITH
       centre AS (SELECT id FROM hosts WHERE host = $1),
       standing AS (FROM peers WHERE removed_at IS NULL),
       listed AS (SELECT target_id AS id FROM standing WHERE source_id IN (FROM centre)),
       near AS (
         FROM listed UNION
         SELECT source_id FROM standing WHERE target_id IN (FROM centre) AND NOT EXISTS (FROM listed)
       ),
       neighbours AS (FROM near UNION SELECT id FROM hosts WHERE NOT EXISTS (FROM near)),
       named AS (
         SELECT target_id AS id, count(*) AS lists FROM standing WHERE target_id IN (FROM neighbours) GROUP BY target_id
       ),
       sizes AS (
         SELECT host_id AS id, coalesce(mau, users) AS people FROM instance_facts WHERE host_id IN (FROM neighbours)
         QUALIFY row_number() OVER (PARTITION BY host_id ORDER BY observed_at DESC, crawl_id DESC) = 1
       )
     SELECT hosts.host
     FROM neighbours JOIN hosts ON hosts.id = neighbours.id
     LEFT JOIN named ON named.id = neighbours.id
     LEFT JOIN sizes ON sizes.id = neighbours.id
     WHERE neighbours.id NOT IN (SELECT id FROM quarantined_hosts) AND neighbours.id NOT IN (FROM centre)
     ORDER BY named.lists DESC NULLS LAST, sizes.people DESC NULLS LAST, hosts.host COLLATE C`,
    [host],
  );
  return (await result.getRowsJS()).map(([name]) => name as Host);
}
