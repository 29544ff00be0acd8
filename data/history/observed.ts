/** What was seen of every list by one time, and between it and another. */
import { type ListState, listStateOf } from '../snapshot/manifest.ts';
import type { Store } from '../store.ts';
import type { Disclosure, ListKind, Outcome } from '../types.ts';
import type { Span } from './types.ts';

export interface SourceState {
  /** Held whole at `from`. */
  held: boolean;
  /** Read whole, or said by the server to be unchanged, after `from` and by `to`. */
  confirmed: boolean;
  /** What the last answer by `from` came to. */
  before: ListState;
  /** What the last answer after `from` and by `to` came to; not-asked when there was none. */
  since: ListState;
  /** What the last answer by `to` came to. */
  after: ListState;
}

/** By kind, then by number of the source in the file. */
export type SourceStates = Record<ListKind, Map<number, SourceState>>;

export const neverAsked: SourceState = {
  held: false,
  confirmed: false,
  before: 'not-asked',
  since: 'not-asked',
  after: 'not-asked',
};

export async function readSourceStates(store: Store, { from, to }: Span): Promise<SourceStates> {
  const early = 'observed_at <= make_timestamptz($1::BIGINT * 1000)';
  const last = (condition: string) => `
    last({ disclosure: disclosure::VARCHAR, reason: reason::VARCHAR }
      ORDER BY observed_at, crawl_id, disclosure NOT IN ('published', 'partial')) FILTER (${condition})`;
  const rows = await store.rows(
    `SELECT host_id, kind::VARCHAR,
       coalesce(bool_or(disclosure = 'published' AND applied) FILTER (${early}), false),
       coalesce(bool_or(disclosure = 'published' AND applied) FILTER (NOT ${early}), false),
       ${last(early)}, ${last(`NOT ${early}`)}
     FROM list_observations WHERE observed_at <= make_timestamptz($2::BIGINT * 1000) GROUP BY host_id, kind`,
    [from, to],
  );
  const states: SourceStates = { peers: new Map(), blocks: new Map(), allows: new Map(), counts: new Map() };
  for (const [id, kind, held, confirmed, before, since] of rows as Row[]) {
    states[kind].set(id, {
      held,
      confirmed,
      before: stateOf(before),
      since: stateOf(since),
      after: stateOf(since ?? before),
    });
  }
  return states;
}

type Answer = { disclosure: Disclosure; reason: Outcome | null } | null;
type Row = [number, ListKind, boolean, boolean, Answer, Answer];

function stateOf(answer: Answer): ListState {
  return answer === null ? 'not-asked' : listStateOf(answer.disclosure, answer.reason);
}
