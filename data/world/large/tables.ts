/** Everything of a drawn world but its peers, into the tables of a new database, in one transaction. */
import { registrableDomain } from '../../host.ts';
import { appendNumbers, appendRows } from '../../store/append.ts';
import type { Database } from '../../store/database.ts';
import { literal } from '../../store/literal.ts';
import type { PassTimes } from '../../store/pass-lists.ts';
import type { Host } from '../../types.ts';
import type { Census } from './census.ts';
import type { DeclaredBlocks } from './declared-blocks.ts';
import { drawFacts } from './facts.ts';
import type { FollowRows } from './follow-rows.ts';
import { observationColumns, observationRows, visitColumns, visitRows } from './observations.ts';
import { declaring } from './software.ts';

export interface DrawnTables {
  census: Census;
  times: PassTimes;
  /** How long a crawl took. */
  crawlMs: number;
  /** Of lists of peers: by day, then by position in `publishers`. */
  lengths: readonly Uint32Array[];
  blocks: DeclaredBlocks;
  allowlists: ReadonlyMap<number, Host[]>;
  follows: FollowRows;
}

type Connection = Database['connection'];

export async function writeTables(connection: Connection, drawn: DrawnTables): Promise<void> {
  const { census, times } = drawn;
  await connection.run('BEGIN');
  const rows = census.hosts.map((host, id) => [id, host, times.begins[0]!, registrableDomain(host)]);
  await appendRows(connection, 'hosts', ['number', 'text', 'time', 'text'], rows);
  for (const day of times.begins.keys()) {
    await writeCrawl(connection, drawn, day);
    await writeFacts(connection, drawn, day);
  }
  await writeBlocks(connection, drawn);
  await writeAllows(connection, drawn);
  await writeCounts(connection, drawn);
  await connection.run('COMMIT');
}

async function writeCrawl(connection: Connection, drawn: DrawnTables, day: number): Promise<void> {
  const { census, times, crawlMs, lengths, blocks, allowlists, follows } = drawn;
  const { size, seed, standing, publishers } = census;
  const begin = times.begins[day]!;
  const settings = JSON.stringify({ version: null, drawn: { size, seed } });
  const crawl = [day + 1, 'crawl', begin, begin + crawlMs, settings, JSON.stringify({ durationMs: crawlMs })];
  await appendRows(connection, 'crawls', ['number', 'text', 'time', 'time', 'text', 'text'], [crawl]);
  const pass = {
    crawl: day + 1,
    firstVisit: 1 + day * standing.filter((each) => each !== 'unvisited').length,
    at: (host: number) => begin + host * times.stepMs,
  };
  await appendRows(connection, 'visits', visitColumns, visitRows(census, pass));
  const absent = day === 0 ? 1 : 2;
  const [declarers, , , fates] = blocks.columns;
  const held = declarers.subarray(0, blocks.length).filter((_, row) => fates[row] !== absent);
  const sizes = {
    peers: new Map(Array.from(publishers, (host, at) => [host, lengths[day]![at]!])),
    blocks: tally(held, blocks.declarers),
    allows: new Map(Array.from(allowlists, ([host, targets]) => [host, targets.length])),
    counts: tally(follows.columns[0]!.subarray(0, follows.length), follows.counters),
  };
  await appendRows(connection, 'list_observations', observationColumns, observationRows(census, pass, sizes));
}

async function writeFacts(connection: Connection, drawn: DrawnTables, day: number): Promise<void> {
  const { census, times, allowlists } = drawn;
  const rows = drawFacts(census, day, new Set(allowlists.keys())).map(({ host, facts }) => {
    const { software, version, users, mau, activeHalfyear, posts, language } = facts;
    const { openRegistrations, authorizedFetch, allowlistMode } = facts;
    const numbers = [users, mau, activeHalfyear, posts];
    const told = [software, version, ...numbers, language, openRegistrations, authorizedFetch, allowlistMode];
    return [host, day + 1, times.begins[day]! + host * times.stepMs, ...told];
  });
  const numbers = ['number', 'number', 'number', 'number'] as const;
  const flags = ['truth', 'truth', 'truth'] as const;
  const columns = ['number', 'number', 'time', 'text', 'text', ...numbers, 'text', ...flags] as const;
  await appendRows(connection, 'instance_facts', columns, rows);
}

async function writeBlocks(connection: Connection, { census, times, blocks }: DrawnTables): Promise<void> {
  const { columns, length } = blocks;
  const words = [...new Set(Object.values(declaring).flat())];
  const wordOf = (source: number, word: number) => declaring[census.software[source]!]![word]!;
  const actions = new Uint32Array(length);
  for (let row = 0; row < length; row++) actions[row] = words.indexOf(wordOf(columns[0][row]!, columns[2][row]!));
  await connection.run(
    'CREATE TEMP TABLE drawn (source_id UINTEGER, target_id UINTEGER, word UINTEGER, fate UINTEGER)',
  );
  await appendNumbers(connection, 'drawn', [columns[0], columns[1], actions, columns[3]], length);
  const second = times.begins.length === 2 ? timeSql(times, 1) : 'NULL';
  await connection.run(`
    INSERT INTO blocks
    SELECT source_id, host, [${words.map(literal).join(', ')}][word + 1], NULL, NULL,
      if(fate = 1, ${second}, ${timeSql(times, 0)}), if(fate = 2, ${second}, NULL)
    FROM drawn JOIN hosts ON hosts.id = target_id
    ORDER BY source_id, host`);
  await connection.run('DROP TABLE drawn');
}

async function writeAllows(connection: Connection, { times, allowlists }: DrawnTables): Promise<void> {
  const rows = [...allowlists].flatMap(([source, targets]) =>
    targets.map((target) => [source, target, times.begins[0]! + source * times.stepMs, null]),
  );
  await appendRows(connection, 'allows', ['number', 'text', 'time', 'time'], rows);
}

async function writeCounts(connection: Connection, { times, follows }: DrawnTables): Promise<void> {
  const names = ['source_id', 'target_id', 'follows_out', 'follows_in'];
  await connection.run(`CREATE TEMP TABLE drawn (${names.map((name) => `${name} UINTEGER`).join(', ')})`);
  await appendNumbers(connection, 'drawn', follows.columns, follows.length);
  await connection.run(`INSERT INTO counts SELECT ${names.join(', ')}, ${timeSql(times, 0)}, NULL FROM drawn`);
  await connection.run('DROP TABLE drawn');
}

function timeSql({ begins, stepMs }: PassTimes, pass: number): string {
  return `make_timestamptz((${begins[pass]} + source_id::BIGINT * ${stepMs}) * 1000)`;
}

/** How often each number stands there; 0 for those that are expected and do not. */
function tally(numbers: Uint32Array, expected: Iterable<number>): Map<number, number> {
  const counts = new Map(Array.from(expected, (number) => [number, 0]));
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return counts;
}
