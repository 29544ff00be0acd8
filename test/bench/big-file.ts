/**
 * A database as two daily crawls of the whole fediverse leave it, planted with SQL, since crawling it takes a night: names
 * of unequal fame, so that lists overlap as real ones do, and a few entries that came and went from one day to the next.
 */
import { stat } from 'node:fs/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { makeDatabase } from '../../data/store/new-file.ts';

export interface BigFile {
  file: string;
  /** Epoch ms of the two crawls. */
  days: [number, number];
  /** Rows of the peers table. */
  edges: number;
  /** Bytes the file grew by, per row of the peers table. */
  bytesPerEdge: number;
}

/** Names for each list: peer lists name some that have none of their own. */
const namesPerList = 2.4;
/** Of the entries of a list, those that come, and those that go, within a day. */
const dailyChurn = 0.003;
/** Sources at a time, so that sorting them stays in memory. */
const sourcesAtOnce = 500;

const day = 86_400_000;

export async function plantBigFile(file: string, lists: number, peersPerList: number): Promise<BigFile> {
  await makeDatabase(file);
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  const first = Date.UTC(2026, 10, 20);
  const days: [number, number] = [first, first + day];
  const names = Math.round(Math.max(lists, peersPerList * 1.5) * namesPerList);
  const run = async (sql: string) => void (await connection.run(sql));
  await run(`SET TimeZone = 'UTC'`);
  await run(
    `INSERT INTO hosts SELECT i, 'server-' || i || '.example', ${at(first)}, 'server-' || i || '.example' FROM range(${names}) AS r(i)`,
  );
  for (const [position, time] of days.entries()) await plantVisits(run, position + 1, time, lists);
  await run('CHECKPOINT');
  const before = (await stat(file)).size;
  // The fame of a name: how many lists in a hundred have it. Scaled so that a list has `peersPerList` of them.
  await run(`CREATE TEMP TABLE fame AS
    WITH raw AS (SELECT i AS target, exp(-5.0 * (hash(i) % 100000) / 100000) AS weight FROM range(${names}) AS r(i))
    SELECT target, least(0.97, weight * ${peersPerList} / (SELECT sum(weight) FROM raw)) AS share FROM raw`);
  for (let start = 0; start < lists; start += sourcesAtOnce) {
    await run(`INSERT INTO peers
      SELECT source, target,
        CASE WHEN churn < ${dailyChurn} THEN ${at(days[1])} ELSE ${at(days[0])} END,
        CASE WHEN churn > ${1 - dailyChurn} THEN ${at(days[1])} END
      FROM (
        SELECT i AS source, target, (hash(target, i) % 1000000) / 1000000 AS churn
        FROM range(${start}, ${Math.min(lists, start + sourcesAtOnce)}) AS r(i), fame
        WHERE (hash(i, target) % 1000000) / 1000000 < share AND i <> target
      ) ORDER BY source, target`);
  }
  await run('CHECKPOINT');
  const [[edges]] = (await (await connection.run('SELECT count(*)::DOUBLE FROM peers')).getRowsJS()) as [[number]];
  connection.closeSync();
  instance.closeSync();
  return { file, days, edges, bytesPerEdge: ((await stat(file)).size - before) / edges };
}

async function plantVisits(
  run: (sql: string) => Promise<void>,
  crawl: number,
  time: number,
  lists: number,
): Promise<void> {
  const ids = `range(${lists}) AS r(i)`;
  const visit = `i + 1 + ${(crawl - 1) * lists}`;
  await run(`INSERT INTO crawls VALUES (${crawl}, 'crawl', ${at(time - 1)}, ${at(time + 1)}, '{}', NULL)`);
  await run(
    `INSERT INTO visits SELECT ${visit}, ${crawl}, i, ${at(time - 1)}, ${at(time)}, 'visited', 'ok', NULL, NULL, false, true FROM ${ids}`,
  );
  await run(`INSERT INTO instance_facts (host_id, crawl_id, observed_at, software, version, users, mau)
    SELECT i, ${crawl}, ${at(time)}, 'mastodon', '4.4.0', hash(i) % 5000, hash(i) % 1000 FROM ${ids}`);
  await run(`INSERT INTO list_observations
    SELECT i, ${crawl}, ${visit}, kind, CASE WHEN kind IN ('peers', 'blocks') THEN 'published' ELSE 'unsupported' END, NULL, 0, 0, ${at(time)}, 0, 0, 0, true
    FROM ${ids}, (SELECT unnest(enum_range(NULL::list_kind)) AS kind)`);
  if (crawl > 1) return;
  await run(`INSERT INTO blocks SELECT i, 'server-' || hash(i, b) % 5000 || '.example', 'suspend', NULL, NULL, ${at(time)}, NULL
    FROM ${ids}, range(60) AS b(b) WHERE i % 17 = 0`);
}

function at(time: number): string {
  return `make_timestamptz(${time}::BIGINT * 1000)`;
}
