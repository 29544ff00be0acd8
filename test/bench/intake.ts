import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { allLists } from '../../crawler/software/lists.ts';
import { readHost } from '../../data/host.ts';
import { Store } from '../../data/store.ts';
import type { Host, Visit } from '../../data/types.ts';
import { compare, type Row } from './measure.ts';
import { peerBodies } from './names.ts';
import type { Context } from './stage.ts';

/** Lists of names to numbered, stored rows, in batches of visits; against DuckDB doing the same from a table of names. */
export async function* intakeRows({ folder, runs, quick }: Context): AsyncIterable<Row> {
  const lists = quick ? 3 : 100;
  const visits = peerBodies(lists).map((body, at) =>
    visitOf(
      readHost(`source-${at}.example`)!,
      (JSON.parse(body.toString()) as string[]).map((name) => readHost(name)!),
    ),
  );
  const amount = visits.reduce((sum, { peers }) => sum + peers.entries.length, 0);
  let files = 0;
  const nextFile = () => join(folder, `${++files}.duckdb`);
  const names = join(folder, 'names.duckdb');
  await writeNames(names, visits);
  const stored = await compare(runs, () => store(nextFile(), visits), {
    'DuckDB numbering, joining and inserting the same names from a table of its own': () =>
      storeInSql(nextFile(), names),
  });
  yield { what: 'names of 100 peer lists numbered and stored', unit: 'rows', amount, ...stored };
}

const batchSize = 50;

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

function visitOf(host: Host, peers: Host[]): Visit {
  return {
    ...allLists('unsupported', null),
    host,
    startedAt: 0,
    finishedAt: 1,
    status: 'visited',
    reason: 'ok',
    requests: [],
    notBefore: null,
    optOut: null,
    consent: false,
    robots: null,
    facts: null,
    aliases: [],
    peers: { disclosure: 'published', reason: 'ok', entries: peers, rejectedCount: 0 },
  };
}
