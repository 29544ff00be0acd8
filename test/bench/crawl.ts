import { Agent, type Dispatcher } from 'undici';
import { Store } from '../../data/store.ts';
import { compare, type Row } from './measure.ts';
import type { BenchWorld } from './world.ts';

const concurrency = 50;

/** A whole crawl into DuckDB against a bare loop that sends the same requests and parses the same bodies. */
export async function crawlRows(bench: BenchWorld, runs: number): Promise<Row[]> {
  const asked = await sentRequests(bench.file);
  let visits = 0;
  const { measured, baseline } = await compare(
    runs,
    async () => {
      const summary = await bench.crawlAgain({ concurrency });
      visits = summary.visited + summary.refused + summary.unreached;
    },
    () => bareLoop(asked, bench.server.port),
  );
  return [
    {
      what: 'crawl, stored, without the rests between requests',
      unit: 'visits',
      amount: visits,
      measured,
      baseline: {
        what: `a bare undici loop that sends the ${asked.length} requests that got an answer and parses their JSON`,
        measured: baseline!,
      },
    },
  ];
}

interface Asked {
  host: string;
  path: string;
  method: string;
}

/** Requests that got an answer: the baseline shall not wait for the dead either. */
async function sentRequests(file: string): Promise<Asked[]> {
  const store = await Store.open(file, 'read');
  const { rows } = await store.query(
    'SELECT url, method FROM requests WHERE status IS NOT NULL ORDER BY visit_id, position',
  );
  await store.close();
  return (rows as [string, string][]).map(([url, method]) => {
    const { host, pathname, search } = new URL(url);
    return { host, path: pathname + search, method };
  });
}

async function bareLoop(asked: readonly Asked[], port: number): Promise<void> {
  const client = new Agent();
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < asked.length; at = next++) {
      const { host, path, method } = asked[at]!;
      const headers = { host, 'content-type': 'application/json' };
      const sent = method === 'POST' ? { method, body: '{"limit":100}' } : { method: 'GET' as const };
      const answer = await client.request({
        origin: `http://127.0.0.1:${port}`,
        path,
        headers,
        ...sent,
      } as Dispatcher.RequestOptions);
      const text = await answer.body.text();
      if (answer.statusCode === 200 && String(answer.headers['content-type']).includes('json')) JSON.parse(text);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  await client.close();
}
