/** The requests behind everything a snapshot holds: what a reader of a dataset goes back to. */
import type { Snapshot, SnapshotHost } from '../snapshot/types.ts';
import type { Store } from '../store.ts';
import { type EpochMs, type Host, type ListKind, type Outcome, type Part, parts } from '../types.ts';

/** One request, or an import that stands for them. */
export interface SnapshotOrigin {
  host: Host;
  /** What of the snapshot came with it. */
  parts: Part[];
  observedAt: EpochMs;
  /** Version of the program that read the answer; null where it is not noted. */
  program: string | null;
  /** null for an import, which has no requests; likewise all that follows. */
  url: string | null;
  method: string | null;
  sentAt: EpochMs | null;
  outcome: Outcome | null;
  /** HTTP status. */
  status: number | null;
  /** SHA-256 of the decompressed body, lower-case hex. */
  bodyHash: string | null;
}

/**
 * The reading that brought the facts and the entries each server has in the snapshot; where a server said later that
 * nothing changed, still the one that read them. By host, then in the order of sending.
 */
export async function readOrigins(store: Store, { hosts, asOf }: Snapshot): Promise<SnapshotOrigin[]> {
  const rows = await store.rows(
    `WITH brought AS (
       SELECT host_id, crawl_id, visit_id, kind::VARCHAR AS part, observed_at FROM list_observations
       WHERE observed_at <= make_timestamptz($1::BIGINT * 1000) AND applied
         AND disclosure IN ('published', 'partial') AND reason IS DISTINCT FROM 'not-modified'
       QUALIFY row_number() OVER (PARTITION BY host_id, kind ORDER BY observed_at DESC, crawl_id DESC) = 1
       UNION ALL
       SELECT facts.host_id, facts.crawl_id, visits.id, 'facts', observed_at
       FROM instance_facts AS facts
       LEFT JOIN visits
         ON visits.crawl_id = facts.crawl_id AND visits.host_id = facts.host_id AND visits.finished_at = observed_at
       WHERE observed_at <= make_timestamptz($1::BIGINT * 1000)
       QUALIFY row_number() OVER (PARTITION BY facts.host_id ORDER BY observed_at DESC, facts.crawl_id DESC) = 1
     )
     SELECT hosts.host, string_agg(DISTINCT brought.part, ' '), epoch_ms(brought.observed_at)::DOUBLE,
       coalesce(crawls.settings->>'readBy', crawls.settings->>'version'),
       url, method, epoch_ms(sent_at)::DOUBLE, outcome::VARCHAR, status, body_hash
     FROM brought
     JOIN hosts ON hosts.id = brought.host_id
     JOIN crawls ON crawls.id = brought.crawl_id
     LEFT JOIN request_parts AS asked ON asked.visit_id = brought.visit_id AND asked.part::VARCHAR = brought.part
     LEFT JOIN requests ON requests.visit_id = asked.visit_id AND requests.position = asked.position
     GROUP BY hosts.host, brought.observed_at, crawls.id, crawls.settings, requests.visit_id, requests.position, url, method,
       sent_at, outcome, status, body_hash
     ORDER BY hosts.host, brought.observed_at, requests.position`,
    [asOf],
  );
  const held = new Map(hosts.map((host) => [host.host, heldParts(host)]));
  return (rows as Row[]).flatMap(
    ([host, words, observedAt, program, url, method, sentAt, outcome, status, bodyHash]) => {
      const found = parts.filter((part) => held.get(host)?.has(part) && words.split(' ').includes(part));
      if (found.length === 0) return [];
      return [{ host, parts: found, observedAt, program, url, method, sentAt, outcome, status, bodyHash }];
    },
  );
}

type Row = [
  Host,
  string,
  EpochMs,
  string | null,
  string | null,
  string | null,
  EpochMs | null,
  Outcome | null,
  number | null,
  string | null,
];

/** Of who wants to be in no statistics nothing is held. */
function heldParts({ factsAt, observedAt }: SnapshotHost): Set<Part> {
  const lists = (Object.keys(observedAt) as ListKind[]).filter((kind) => observedAt[kind] !== null);
  return new Set<Part>([...(factsAt === null ? [] : ['facts' as const]), ...lists]);
}
