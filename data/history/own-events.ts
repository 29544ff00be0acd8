/** What a server said of itself, whether it answered, and how its own lists went. */
import { listStateOf } from '../snapshot/manifest.ts';
import type { Store } from '../store.ts';
import type { Disclosure, EpochMs, InstanceFacts, ListKind, Outcome, VisitStatus } from '../types.ts';
import type { AnswerEvent, FactsEvent, ListEvent, PeersEvent } from './host-events.ts';

export async function readAnswers(store: Store, id: number): Promise<AnswerEvent[]> {
  const rows = await store.rows(
    `SELECT epoch_ms(finished_at)::DOUBLE, status::VARCHAR, reason::VARCHAR FROM tries WHERE host_id = $1
     ORDER BY finished_at, visit_id`,
    [id],
  );
  const runs: AnswerEvent[] = [];
  for (const [at, status, reason] of rows as [EpochMs, VisitStatus, Outcome][]) {
    const last = runs.at(-1);
    if (last?.status === status && last.reason === reason) {
      last.until = at;
      last.visits += 1;
    } else runs.push({ kind: 'answer', at, until: at, visits: 1, status, reason });
  }
  return runs;
}

export async function readListRuns(store: Store, id: number): Promise<ListEvent[]> {
  const rows = await store.rows(
    `SELECT kind::VARCHAR, epoch_ms(observed_at)::DOUBLE, disclosure::VARCHAR, reason::VARCHAR
     FROM list_observations WHERE host_id = $1
     ORDER BY kind, observed_at, crawl_id, disclosure NOT IN ('published', 'partial')`,
    [id],
  );
  const runs: ListEvent[] = [];
  for (const [list, at, disclosure, reason] of rows as [ListKind, EpochMs, Disclosure, Outcome | null][]) {
    const state = listStateOf(disclosure, reason);
    const last = runs.at(-1);
    if (last?.list === list && last.state === state) {
      last.until = at;
      last.observations += 1;
    } else runs.push({ kind: 'list', at, until: at, observations: 1, list, state, disclosure });
  }
  return runs;
}

const fields = {
  software: 'software',
  version: 'version',
  users: 'users::DOUBLE',
  mau: 'mau::DOUBLE',
  activeHalfyear: 'active_halfyear::DOUBLE',
  posts: 'posts::DOUBLE',
  language: 'language',
  openRegistrations: 'open_registrations',
  authorizedFetch: 'authorized_fetch',
  allowlistMode: 'allowlist_mode',
} satisfies Record<keyof InstanceFacts, string>;
const names = Object.keys(fields) as (keyof InstanceFacts)[];

export async function readFactChanges(store: Store, id: number): Promise<FactsEvent[]> {
  const rows = await store.rows(
    `SELECT epoch_ms(observed_at)::DOUBLE, ${Object.values(fields).join(', ')} FROM instance_facts WHERE host_id = $1
     ORDER BY observed_at, crawl_id`,
    [id],
  );
  let before: unknown[] = names.map(() => null);
  return (rows as [EpochMs, ...FactsEvent['changes'][number]['after'][]][]).flatMap(([at, ...values]) => {
    const changes = names.flatMap((field, position) => {
      const old = before[position] as (typeof values)[number];
      const now = values[position] ?? null;
      return old === now ? [] : [{ field, before: old, after: now }];
    });
    before = values;
    return changes.length === 0 ? [] : [{ kind: 'facts' as const, at, changes }];
  });
}

export async function readPeerChanges(store: Store, id: number): Promise<PeersEvent[]> {
  const rows = await store.rows(
    `WITH moved AS (
       SELECT added_at AS moved_at, count(*) AS added, 0 AS removed FROM peers WHERE source_id = $1 GROUP BY ALL
       UNION ALL
       SELECT removed_at, 0, count(*) FROM peers WHERE source_id = $1 AND removed_at IS NOT NULL GROUP BY ALL
     )
     SELECT epoch_ms(moved_at)::DOUBLE, epoch_ms((
         SELECT max(observed_at) FROM list_observations AS seen
         WHERE seen.host_id = $1 AND seen.kind = 'peers' AND seen.disclosure = 'published' AND seen.applied
           AND seen.observed_at < moved_at
       ))::DOUBLE, sum(added)::DOUBLE, sum(removed)::DOUBLE
     FROM moved GROUP BY moved_at ORDER BY moved_at`,
    [id],
  );
  return (rows as [EpochMs, EpochMs | null, number, number][]).map(([at, notBefore, added, removed]) => ({
    ...{ kind: 'peers', at, notBefore, added, removed },
  }));
}
