/** Visits with their lists into a database. */
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { DuckDBInstance } from '@duckdb/node-api';
import { seededRandom } from '../../../../data/random.ts';
import { Store } from '../../../../data/store.ts';
import type { Host, Visit } from '../../../../data/types.ts';
import { compare, type Row, summarise, timeOf } from '../../measure.ts';
import type { Context } from '../../stage.ts';
import { shuffled, someHosts } from './peer-bodies.ts';
import { visitOf } from './visits.ts';

const known = 60_000;
const batchSize = 100;

export async function* recordedRows(context: Context): AsyncIterable<Row> {
  const names = someHosts(known);
  yield* storedRow(context, names);
  for (const peers of [5000, 50]) yield* batchRow(context, names, peers);
}

/** Numbered and stored, against DuckDB doing the same from a table of names. */
async function* storedRow({ folder, runs, quick }: Context, names: readonly Host[]): AsyncIterable<Row> {
  const random = seededRandom(5);
  const lists = quick ? 3 : 100;
  const visits = Array.from({ length: lists }, (_, at) => {
    const length = Math.round(known * 0.05 * 20 ** (at / Math.max(1, lists - 1)));
    return visitOf(names, at, shuffled([...names.keys()], random).slice(0, length));
  });
  let files = 0;
  const nextFile = () => join(folder, `stored-${++files}.duckdb`);
  const given = join(folder, 'names.duckdb');
  await writeNames(given, visits);
  const compared = await compare(runs, () => store(nextFile(), visits), {
    'DuckDB numbering, joining and inserting the same names from a table of its own': () =>
      storeInSql(nextFile(), given),
  });
  const amount = visits.reduce((sum, { peers }) => sum + peers.entries.length, 0);
  yield { what: `names of ${lists} peer lists numbered and stored`, unit: 'rows', amount, ...compared };
}

/** The results of a host: visit, six requests, facts, robots.txt and four lists. */
async function* batchRow({ folder, quick, runs }: Context, names: readonly Host[], peers: number): AsyncIterable<Row> {
  const random = seededRandom(peers);
  const batches = quick ? 1 : Math.max(4, runs);
  const alone = quick ? 3 : 40;
  const store = await Store.open(join(folder, `hosts-${peers}.duckdb`), 'create');
  try {
    await store.addHosts(names);
    const crawl = await store.beginCrawl(0, {});
    const listOf = () => {
      const length = Math.round(peers * (0.2 + 1.6 * random()));
      return shuffled([...names.keys()], random).slice(0, length);
    };
    const visits = Array.from({ length: batches * batchSize + alone }, (_, at) => visitOf(names, at, listOf()));
    const lag = monitorEventLoopDelay({ resolution: 1 });
    lag.enable();
    const together: number[] = [];
    for (let at = 0; at < batches; at++) {
      const batch = visits.slice(at * batchSize, (at + 1) * batchSize);
      together.push(await timeOf(() => store.record(crawl, batch)));
    }
    lag.disable();
    const one: number[] = [];
    for (const visit of visits.slice(-alone)) one.push(await timeOf(() => store.record(crawl, [visit])));
    const measured = summarise(together);
    const baseline = { what: 'one host at a time', measured: summarise(one), amount: 1 };
    yield {
      what: `results of hosts with ${peers} peers into the database`,
      ...{ unit: 'hosts', amount: batchSize, measured, baselines: [baseline] },
      judged: {
        'T12.host': measured.medianMs / batchSize,
        'T12.batch': baseline.measured.medianMs / (measured.medianMs / batchSize),
      },
      note: `${batchSize} hosts a transaction; longest lag of the event loop meanwhile ${(lag.max / 1e6).toFixed(0)} ms`,
    };
  } finally {
    await store.close();
  }
}

async function store(file: string, visits: readonly Visit[]): Promise<void> {
  const opened = await Store.open(file, 'create');
  const crawl = await opened.beginCrawl(0, {});
  for (let start = 0; start < visits.length; start += batchSize)
    await opened.record(crawl, visits.slice(start, start + batchSize));
  await opened.close();
}

async function storeInSql(file: string, names: string): Promise<void> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  await connection.run(`ATTACH '${names}' AS given (READ_ONLY)`);
  await connection.run('CREATE TABLE hosts (id UINTEGER, host VARCHAR)');
  await connection.run(
    'CREATE TABLE peers (source_id UINTEGER, target_id UINTEGER, added_at TIMESTAMPTZ, removed_at TIMESTAMPTZ)',
  );
  await connection.run(`INSERT INTO hosts SELECT row_number() OVER () - 1, name
    FROM (SELECT source AS name FROM given.lists UNION SELECT target FROM given.lists)`);
  await connection.run(`INSERT INTO peers SELECT DISTINCT source.id, target.id, to_timestamp(0), NULL::TIMESTAMPTZ
    FROM given.lists JOIN hosts AS source ON source.host = lists.source JOIN hosts AS target ON target.host = lists.target
    ORDER BY ALL`);
  await connection.run('CHECKPOINT');
  connection.closeSync();
  instance.closeSync();
}

async function writeNames(file: string, visits: readonly Visit[]): Promise<void> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  await connection.run('CREATE TABLE lists (source VARCHAR, target VARCHAR)');
  for (const { host, peers } of visits) {
    const targets = peers.entries.map((peer) => `'${peer}'`).join(',');
    await connection.run(`INSERT INTO lists SELECT '${host}', unnest([${targets}])`);
  }
  connection.closeSync();
  instance.closeSync();
}
