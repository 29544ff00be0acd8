/** Every time a list of one server was asked for, and the requests behind it. */
import { isoTime } from '../iso-time.ts';
import { type ListState, listStateOf } from '../snapshot/manifest.ts';
import { hasEntries } from '../store/observation.ts';
import type { Store } from '../store.ts';
import type { Disclosure, EpochMs, ListKind, Outcome, Part } from '../types.ts';

/** One request as it stands on record. Times are ISO 8601. */
export interface ProvenRequest {
  url: string;
  method: string;
  sentAt: string;
  outcome: Outcome;
  /** HTTP status; null when there was no HTTP answer. */
  status: number | null;
  /** Received, before decompression. */
  bytes: number;
  /** SHA-256 of the decompressed body, lower-case hex; null without a body. */
  bodyHash: string | null;
  /** The answer is in the file, and can be read again. */
  bodyKept: boolean;
}

/** Where something that is held comes from. */
export interface Origin {
  /** ISO 8601. */
  observedAt: string;
  crawl: {
    id: number;
    kind: 'crawl' | 'import';
    /** Of the program that read the answers or files; null where it is not noted. */
    version: string | null;
    /** Folder of an import; null for a crawl. */
    folder: string | null;
  };
  /** What brought it, in the order of sending; none for an import. */
  requests: ProvenRequest[];
}

/** One time a list was asked for. */
export interface Sighting extends Origin {
  state: ListState;
  disclosure: Disclosure;
  /** Outcome of the request that decided it; null where none was needed. */
  reason: Outcome | null;
  /** Entries read; of an unchanged list, as when it was read. */
  entries: number;
  /** Entries left out because the list names too many new servers below one domain. */
  leftOut: number;
}

interface Row {
  observedAt: EpochMs;
  crawlId: number;
  visitId: number | null;
  disclosure: Disclosure;
  reason: Outcome | null;
  entries: number;
  leftOut: number;
  /** What it showed was taken in. */
  applied: boolean;
}

export class Sightings {
  readonly #store: Store;
  readonly #kind: ListKind;
  /** Oldest first. */
  readonly #rows: readonly Row[];

  private constructor(store: Store, kind: ListKind, rows: readonly Row[]) {
    this.#store = store;
    this.#kind = kind;
    this.#rows = rows;
  }

  static async of(store: Store, hostId: number, kind: ListKind): Promise<Sightings> {
    const rows = await store.rows(
      `SELECT epoch_ms(observed_at)::DOUBLE, crawl_id, visit_id, disclosure::VARCHAR, reason::VARCHAR, entry_count,
         quarantined_count, applied
       FROM list_observations WHERE host_id = $1 AND kind = $2::list_kind
       ORDER BY observed_at, crawl_id, disclosure IN ('published', 'partial') DESC`,
      [hostId, kind],
    );
    type Found = [EpochMs, number, number | null, Disclosure, Outcome | null, number, number, boolean];
    const read = (rows as Found[]).map(
      ([observedAt, crawlId, visitId, disclosure, reason, entries, leftOut, applied]) => ({
        ...{ observedAt, crawlId, visitId, disclosure, reason, entries, leftOut, applied },
      }),
    );
    return new Sightings(store, kind, read);
  }

  /** null when it was never asked for. */
  async newest(): Promise<Sighting | null> {
    return this.#describe(this.#rows.at(-1));
  }

  /** The newest whole list. */
  async newestWhole(): Promise<Sighting | null> {
    return this.#describe(this.#whole().at(-1));
  }

  /** What began or ended a row at this time. */
  async at(time: EpochMs): Promise<Sighting | null> {
    return this.#describe(this.#findAt(time));
  }

  /** The newest whole list before what was added at this time: it lacked it. */
  async lackedBefore(time: EpochMs): Promise<Sighting | null> {
    return this.#describe(this.#whole().findLast(({ observedAt }) => observedAt < time));
  }

  /** The newest list that held what was added and removed at these times: a whole one, or the one that added it. */
  async lastHeld(added: EpochMs, removed: EpochMs | null): Promise<Sighting | null> {
    const holds = ({ observedAt }: Row) => observedAt >= added && (removed === null || observedAt < removed);
    return this.#describe(this.#whole().findLast(holds) ?? this.#findAt(added));
  }

  #findAt(time: EpochMs): Row | undefined {
    return this.#rows.find(({ observedAt, disclosure }) => observedAt === time && hasEntries(disclosure));
  }

  /** Whole lists, without those that came in when a newer one was held already: those changed nothing. */
  #whole(): Row[] {
    return this.#rows.filter(({ disclosure, applied }) => disclosure === 'published' && applied);
  }

  async #describe(row: Row | undefined): Promise<Sighting | null> {
    if (row === undefined) return null;
    const { observedAt, crawlId, visitId, disclosure, reason, entries, leftOut } = row;
    const state = listStateOf(disclosure, reason);
    const origin = await readOrigin(this.#store, { observedAt, crawlId, visitId, part: this.#kind });
    return { ...origin, state, disclosure, reason, entries, leftOut };
  }
}

/** @param seen.visitId null when nobody visited */
export async function readOrigin(
  store: Store,
  { observedAt, crawlId, visitId, part }: { observedAt: EpochMs; crawlId: number; visitId: number | null; part: Part },
): Promise<Origin> {
  const [crawl] = await store.rows('SELECT kind::VARCHAR, settings::VARCHAR FROM crawls WHERE id = $1', [crawlId]);
  const [kind, text] = crawl as ['crawl' | 'import', string];
  const { version, readBy = version, folder } = JSON.parse(text) as Record<string, unknown>;
  return {
    observedAt: isoTime(observedAt),
    crawl: { id: crawlId, kind, version: textOf(readBy), folder: kind === 'import' ? textOf(folder) : null },
    requests: visitId === null ? [] : await readRequests(store, visitId, part),
  };
}

/** Requests that were sent to bring a part; where the visit did not come to that, those that decided how far it came. */
async function readRequests(store: Store, visitId: number, part: Part): Promise<ProvenRequest[]> {
  const rows = (await store.rows(
    `SELECT url, method, epoch_ms(sent_at)::DOUBLE, outcome::VARCHAR, status, requests.bytes::DOUBLE, body_hash,
       kept_answers.visit_id IS NOT NULL AND (body_hash IS NULL OR body_hash IN (SELECT hash FROM bodies)),
       brought.parts
     FROM requests
     LEFT JOIN kept_answers USING (visit_id, position)
     LEFT JOIN (
       SELECT visit_id, position, list(part::VARCHAR) AS parts FROM request_parts GROUP BY ALL
     ) AS brought USING (visit_id, position)
     WHERE visit_id = $1 ORDER BY position`,
    [visitId],
  )) as [string, string, EpochMs, Outcome, number | null, number, string | null, boolean, Part[] | null][];
  const isFor = ([, , , , , , , , parts]: (typeof rows)[number]) => parts?.includes(part) ?? false;
  const isDoor = ([, , , , , , , , parts]: (typeof rows)[number]) => parts === null || parts.includes('facts');
  const behind = rows.some(isFor) ? rows.filter(isFor) : rows.filter(isDoor);
  return behind.map(([url, method, sentAt, outcome, status, bytes, bodyHash, bodyKept]) => ({
    ...{ url, method, sentAt: isoTime(sentAt), outcome, status, bytes, bodyHash, bodyKept },
  }));
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
