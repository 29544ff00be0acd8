/** Every host that may be visited, with what the file knows of it that matters for visiting it. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { EpochMs, HeldRobots, Host, KnownHost, OptOut, Outcome, VisitStatus } from '../types.ts';

/** RFC 9309 section 2.4: a robots.txt should not be used for longer than 24 hours. */
const robotsHoldMs = 24 * 3_600_000;

export interface KnownAt {
  now: EpochMs;
  /** Version of this program: what another version read, it may have read otherwise, and entity tags do not hold. */
  version: string | null;
}

/** @returns hosts in host order, without those that are quarantined */
export async function readKnownHosts(connection: DuckDBConnection, { now, version }: KnownAt): Promise<KnownHost[]> {
  const read = async (sql: string, values: (string | number)[] = []) =>
    (await connection.run(sql, values)).getRowsJS() as Promise<unknown[][]>;
  const robots = await readRobots(read, now);
  const etags = version === null ? new Map() : await readEtags(read, version);
  const rows = (await read(`
    WITH asked AS (
      SELECT id, host_id, finished_at, status, reason, opt_out, not_before, answered, reason <> 'aborted' AS is_whole
      FROM visits WHERE crawl_id IN (SELECT id FROM crawls WHERE kind = 'crawl')
    ),
    lasts AS (
      SELECT host_id, max((finished_at, id)) FILTER (is_whole AND answered) AS answer,
        max((finished_at, id)) FILTER (is_whole) AS whole,
        max((finished_at, id)) FILTER (is_whole OR not_before IS NOT NULL) AS rest
      FROM asked GROUP BY host_id
    ),
    after AS (
      SELECT asked.*, (finished_at, id) = whole AS is_last, (finished_at, id) = rest AS is_rest,
        is_whole AND (answer IS NULL OR (finished_at, id) > answer) AS is_silent,
        NOT is_whole AND (whole IS NULL OR (finished_at, id) > whole) AS is_cut_short
      FROM asked JOIN lasts ON lasts.host_id = asked.host_id
    ),
    sent AS (
      SELECT DISTINCT visit_id FROM requests
      WHERE visit_id IN (SELECT id FROM after WHERE is_cut_short) AND outcome NOT IN ('robots-disallowed', 'opted-out')
    ),
    states AS (
      SELECT host_id, any_value(finished_at) FILTER (is_last) AS finished_at, any_value(status) FILTER (is_last) AS status,
        any_value(reason) FILTER (is_last) AS reason, any_value(opt_out) FILTER (is_last) AS opt_out,
        min(finished_at) FILTER (is_silent) AS silent_since, count_if(is_silent) AS silent_visits,
        any_value(not_before) FILTER (is_rest) AS not_before,
        max(finished_at) FILTER (is_cut_short AND sent.visit_id IS NOT NULL) AS cut_short_at
      FROM after LEFT JOIN sent ON sent.visit_id = after.id
      WHERE is_last OR is_silent OR is_rest OR is_cut_short GROUP BY host_id
    )
    SELECT
      hosts.id, hosts.host, epoch_ms(states.finished_at)::DOUBLE, states.status::VARCHAR, states.reason::VARCHAR,
      states.opt_out::VARCHAR, epoch_ms(states.silent_since)::DOUBLE, coalesce(states.silent_visits, 0)::DOUBLE,
      epoch_ms(states.not_before)::DOUBLE, epoch_ms(states.cut_short_at)::DOUBLE, consents.host_id IS NOT NULL
    FROM hosts
    LEFT JOIN states ON states.host_id = hosts.id
    LEFT JOIN consents ON consents.host_id = hosts.id
    WHERE hosts.id NOT IN (SELECT id FROM quarantined_hosts)`)) as KnownRow[];
  return rows
    .map(
      ([id, host, finishedAt, status, reason, optOut, silentSince, silentVisits, notBefore, cutShortAt, consent]) => ({
        host,
        lastVisit: finishedAt === null ? null : { finishedAt, status: status!, reason: reason!, optOut },
        silentSince,
        silentVisits,
        notBefore,
        cutShortAt,
        consent,
        robots: robots.get(id) ?? null,
        etags: etags.get(id) ?? {},
      }),
    )
    .sort((a, b) => (a.host < b.host ? -1 : 1));
}

type KnownRow = [
  number,
  Host,
  EpochMs | null,
  VisitStatus | null,
  Outcome | null,
  OptOut | null,
  EpochMs | null,
  number,
  EpochMs | null,
  EpochMs | null,
  boolean,
];
type Read = (sql: string, values?: (string | number)[]) => Promise<unknown[][]>;

async function readRobots(read: Read, now: EpochMs): Promise<Map<number, HeldRobots>> {
  const rows = await read(
    `SELECT host_id, epoch_ms(fetched_at)::DOUBLE, outcome::VARCHAR, body FROM robots_files
     WHERE fetched_at > make_timestamptz($1::BIGINT * 1000)`,
    [now - robotsHoldMs],
  );
  return new Map(
    (rows as [number, EpochMs, Outcome, string | null][]).map(([id, fetchedAt, outcome, body]) => [
      id,
      { fetchedAt, outcome, body },
    ]),
  );
}

async function readEtags(read: Read, version: string): Promise<Map<number, Record<string, string>>> {
  const rows = await read('SELECT host_id, path, etag FROM entity_tags WHERE version = $1', [version]);
  const etags = new Map<number, Record<string, string>>();
  for (const [id, path, etag] of rows as [number, string, string][]) {
    const held = etags.get(id) ?? {};
    held[path] = etag;
    etags.set(id, held);
  }
  return etags;
}
