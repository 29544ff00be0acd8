/** What a database has on record of its passes and visits, with the answers that were kept, for reading them again. */
import type { Store } from '../store.ts';
import type {
  EpochMs,
  HeldRobots,
  Host,
  KeptAnswer,
  OptOut,
  Outcome,
  Part,
  RecordedPass,
  RecordedVisit,
  RequestRecord,
  VisitStatus,
} from '../types.ts';

/** Answers of so many visits are in memory at once; each keeps 16 MiB at most. */
const visitsAtOnce = 25;

export class Recorded {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Oldest first. */
  async passes(): Promise<RecordedPass[]> {
    const rows = await this.#store.rows(
      'SELECT id, kind::VARCHAR, epoch_ms(started_at)::DOUBLE, settings::VARCHAR, summary::VARCHAR FROM crawls ORDER BY id',
    );
    return (rows as [number, 'crawl' | 'import', EpochMs, string, string | null][]).map(
      ([id, kind, startedAt, settings, summary]) => ({
        id,
        kind,
        startedAt,
        settings: JSON.parse(settings),
        summary: summary === null ? null : JSON.parse(summary),
      }),
    );
  }

  /** In the order in which they were recorded. */
  async *visitsOf({ id }: RecordedPass): AsyncGenerator<RecordedVisit[]> {
    const rows = (await this.#store.rows(
      `SELECT visits.id, host, epoch_ms(started_at)::DOUBLE, epoch_ms(finished_at)::DOUBLE, status::VARCHAR,
         reason::VARCHAR, epoch_ms(not_before)::DOUBLE, opt_out::VARCHAR, consent
       FROM visits JOIN hosts ON hosts.id = host_id WHERE crawl_id = $1 ORDER BY visits.id`,
      [id],
    )) as VisitRow[];
    for (let start = 0; start < rows.length; start += visitsAtOnce) {
      const some = rows.slice(start, start + visitsAtOnce);
      const span: Span = [some[0]![0], some.at(-1)![0]];
      const requests = await this.#requests(span);
      const robots = await this.#robots(span);
      yield some.map(([id, host, startedAt, finishedAt, status, reason, notBefore, optOut, consent]) => ({
        ...{ id, host, startedAt, finishedAt, status, reason, notBefore, optOut, consent },
        requests: requests.get(id) ?? [],
        robots: robots.get(id) ?? null,
      }));
    }
  }

  async #requests(span: Span): Promise<Map<number, RequestRecord[]>> {
    const parts = await this.#parts(span);
    const kept = await this.#kept(span);
    const rows = (await this.#store.rows(
      `SELECT visit_id, position, url, method, epoch_ms(sent_at)::DOUBLE, duration_ms, outcome::VARCHAR, status,
         bytes::DOUBLE, body_hash, etag
       FROM requests WHERE visit_id BETWEEN $1 AND $2 ORDER BY visit_id, position`,
      span,
    )) as RequestRow[];
    const requests = new Map<number, RequestRecord[]>();
    for (const [visit, position, url, method, sentAt, durationMs, outcome, status, bytes, bodyHash, etag] of rows) {
      const answer = kept.get(placeOf(visit, position));
      const brings = parts.get(placeOf(visit, position)) ?? [];
      const wire = { outcome, status, bytes, bodyHash, etag };
      const request = { url, method, sentAt, durationMs, ...wire, brings, ...(answer && { kept: answer }) };
      const before = requests.get(visit);
      if (before === undefined) requests.set(visit, [request]);
      else before.push(request);
    }
    return requests;
  }

  async #parts(span: Span): Promise<Map<string, Part[]>> {
    const rows = await this.#store.rows(
      'SELECT visit_id, position, part::VARCHAR FROM request_parts WHERE visit_id BETWEEN $1 AND $2 ORDER BY ALL',
      span,
    );
    const parts = new Map<string, Part[]>();
    for (const [visit, position, part] of rows as [number, number, Part][]) {
      const place = placeOf(visit, position);
      parts.set(place, [...(parts.get(place) ?? []), part]);
    }
    return parts;
  }

  async #kept(span: Span): Promise<Map<string, KeptAnswer>> {
    const rows = await this.#store.rows(
      `SELECT visit_id, position, headers::VARCHAR, compressed, bodies.bytes::DOUBLE, struck
       FROM kept_answers
       LEFT JOIN requests USING (visit_id, position)
       LEFT JOIN bodies ON bodies.hash = requests.body_hash
       WHERE visit_id BETWEEN $1 AND $2`,
      span,
    );
    type Row = [number, number, string, ...([Uint8Array, number, boolean] | [null, null, null])];
    return new Map(
      (rows as Row[]).map(([visit, position, headers, compressed, bytes, isStruck]) => {
        const body = compressed === null ? null : { compressed, bytes, isStruck };
        return [placeOf(visit, position), { headers: JSON.parse(headers), body }];
      }),
    );
  }

  async #robots(span: Span): Promise<Map<number, HeldRobots>> {
    const rows = await this.#store.rows(
      `SELECT visit_id, epoch_ms(fetched_at)::DOUBLE, outcome::VARCHAR, body
       FROM robots_files WHERE visit_id BETWEEN $1 AND $2`,
      span,
    );
    return new Map(
      (rows as [number, EpochMs, Outcome, string | null][]).map(([visit, fetchedAt, outcome, body]) => [
        visit,
        { fetchedAt, outcome, body },
      ]),
    );
  }
}

/** First and last number of a few visits. */
type Span = [first: number, last: number];
type VisitRow = [
  ...[id: number, host: Host, startedAt: EpochMs, finishedAt: EpochMs, status: VisitStatus, reason: Outcome],
  ...[notBefore: EpochMs | null, optOut: OptOut | null, consent: boolean],
];
type RequestRow = [
  ...[visit: number, position: number, url: string, method: 'GET' | 'POST', sentAt: EpochMs, durationMs: number],
  ...[outcome: Outcome, status: number | null, bytes: number, bodyHash: string | null, etag: string | null],
];

function placeOf(visit: number, position: number): string {
  return `${visit} ${position}`;
}
