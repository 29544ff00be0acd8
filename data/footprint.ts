/** What collecting cost the servers that were asked: told to them, and kept with the data. */
import type { Store } from './store.ts';
import type { Outcome } from './types.ts';

export interface Footprint {
  crawls: number;
  visits: number;
  /** Requests sent; those robots.txt kept us from sending stand in `withheldByUs`. */
  requests: number;
  withheldByUs: number;
  bytes: number;
  /** Most requests one host got in one visit. */
  mostRequestsPerVisit: number;
  /** Sent requests by what they came to. */
  outcomes: Partial<Record<Outcome, number>>;
}

export async function readFootprint(store: Store): Promise<Footprint> {
  const [totals] = await store.rows(`
    SELECT (SELECT count(*) FROM crawls)::DOUBLE, (SELECT count(*) FROM visits)::DOUBLE,
      count(*) FILTER (outcome <> 'robots-disallowed')::DOUBLE,
      count(*) FILTER (outcome = 'robots-disallowed')::DOUBLE,
      coalesce(sum(bytes), 0)::DOUBLE,
      coalesce((SELECT max(sent) FROM (SELECT count(*) AS sent FROM requests WHERE outcome <> 'robots-disallowed' GROUP BY visit_id)), 0)::DOUBLE
    FROM requests`);
  const [crawls, visits, requests, withheldByUs, bytes, mostRequestsPerVisit] = totals as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const byOutcome = await store.rows(`
    SELECT outcome::VARCHAR, count(*)::DOUBLE FROM requests
    WHERE outcome <> 'robots-disallowed' GROUP BY outcome ORDER BY count(*) DESC, outcome`);
  const outcomes = Object.fromEntries(byOutcome) as Footprint['outcomes'];
  return { crawls, visits, requests, withheldByUs, bytes, mostRequestsPerVisit, outcomes };
}
