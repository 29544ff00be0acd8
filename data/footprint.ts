/** What collecting cost the servers that were asked: told to them, and kept with the data. */
import type { Store } from './store.ts';
import type { Host, Outcome } from './types.ts';

export interface Footprint {
  crawls: number;
  visits: number;
  /** Servers that got any request. */
  hosts: number;
  /** Requests sent; those robots.txt kept us from sending stand in `withheldByUs`. */
  requests: number;
  withheldByUs: number;
  /** As received, before decompression. */
  bytes: number;
  /** Most requests one host got in one visit. */
  mostRequestsPerVisit: number;
  /** The host that got the most requests, and the one that sent the most bytes; null when there was none. */
  mostRequests: { host: Host; requests: number } | null;
  mostBytes: { host: Host; bytes: number } | null;
  /** Answers that said "not now". */
  rateLimited: number;
  /** Answers 401 or 403: "not you". */
  refusals: number;
  /** Sent requests by what they came to. */
  outcomes: Partial<Record<Outcome, number>>;
}

const refusals: readonly Outcome[] = ['unauthorized', 'forbidden'];

/** @param options.crawlId one crawl only; all of them when left out */
export async function readFootprint(store: Store, options: { crawlId?: number } = {}): Promise<Footprint> {
  const chosen = options.crawlId === undefined ? 'true' : `crawl_id = ${options.crawlId}`;
  const asked = `(
    SELECT requests.*, visits.host_id FROM requests JOIN visits ON visits.id = requests.visit_id WHERE ${chosen}
  )`;
  const sent = `(FROM ${asked} WHERE outcome <> 'robots-disallowed')`;
  const ask = async <Row extends unknown[]>(sql: string) => (await store.rows(sql)) as Row[];
  const [[crawls, visits] = [0, 0]] = await ask<[number, number]>(
    `SELECT count(DISTINCT crawl_id)::DOUBLE, count(*)::DOUBLE FROM visits WHERE ${chosen}`,
  );
  const [[hosts, requests, bytes] = [0, 0, 0]] = await ask<[number, number, number]>(
    `SELECT count(DISTINCT host_id)::DOUBLE, count(*)::DOUBLE, coalesce(sum(bytes), 0)::DOUBLE FROM ${sent}`,
  );
  const [[withheldByUs] = [0]] = await ask<[number]>(
    `SELECT count(*)::DOUBLE FROM ${asked} WHERE outcome = 'robots-disallowed'`,
  );
  const [[mostRequestsPerVisit] = [0]] = await ask<[number]>(
    `SELECT count(*)::DOUBLE FROM ${sent} GROUP BY visit_id ORDER BY 1 DESC LIMIT 1`,
  );
  const most = (amount: string) =>
    ask<[Host, number]>(
      `SELECT host, ${amount}::DOUBLE FROM ${sent} AS sent JOIN hosts ON hosts.id = host_id
       GROUP BY host ORDER BY 2 DESC, host LIMIT 1`,
    );
  const [busiest] = await most('count(*)');
  const [heaviest] = await most('sum(bytes)');
  const outcomes = Object.fromEntries(
    await ask<[Outcome, number]>(
      `SELECT outcome::VARCHAR, count(*)::DOUBLE FROM ${sent} GROUP BY outcome ORDER BY count(*) DESC, outcome`,
    ),
  ) as Footprint['outcomes'];
  return {
    ...{ crawls, visits, hosts, requests, withheldByUs, bytes, mostRequestsPerVisit },
    mostRequests: busiest === undefined ? null : { host: busiest[0], requests: busiest[1] },
    mostBytes: heaviest === undefined ? null : { host: heaviest[0], bytes: heaviest[1] },
    rateLimited: outcomes['rate-limited'] ?? 0,
    refusals: refusals.reduce((sum, outcome) => sum + (outcomes[outcome] ?? 0), 0),
    outcomes,
  };
}
