/**
 * The narrow waist: everything collected goes in here and comes out here.
 *
 * One file, one writer. What is written is written in transactions: a batch is in the file whole or not at all.
 */
import { Batch } from './store/batch.ts';
import { type Database, type OpenMode, openDatabase } from './store/database.ts';
import { HostIndex } from './store/host-index.ts';
import { applyStaging, createStaging } from './store/intervals.ts';
import { type Observation, toObservation } from './store/observation.ts';
import { type QueryResult, runQuery } from './store/query.ts';
import { numbersOf } from './store/vector.ts';
import type { EpochMs, Host, Visit } from './types.ts';

export class Store {
  readonly #database: Database;
  #index: HostIndex | undefined;
  #wrote = false;
  #closed = false;

  private constructor(database: Database) {
    this.#database = database;
  }

  /**
   * create: open, or make the file and its folder · write: must exist · read: must exist, nothing in it changes.
   * @throws UserError when the file is missing, in use, no database, not Faultline's or of another version
   */
  static async open(file: string, mode: OpenMode): Promise<Store> {
    const database = await openDatabase(file, mode);
    if (mode !== 'read') await createStaging(database.connection);
    return new Store(database);
  }

  /** A file that this store made and nobody wrote to is not left behind. Closing again does nothing. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#database.close({ discard: this.#database.created && !this.#wrote });
  }

  get file(): string {
    return this.#database.file;
  }

  get writable(): boolean {
    return this.#database.mode !== 'read';
  }

  /** Makes seeds known, so that the next crawl visits them. @returns how many were new */
  async addHosts(hosts: readonly Host[]): Promise<number> {
    return (
      await this.#change((index) => {
        for (const host of hosts) index.number(host, null);
      })
    ).added.length;
  }

  /** @returns the number of the new crawl */
  async beginCrawl(startedAt: EpochMs, settings: object, kind: 'crawl' | 'import' = 'crawl'): Promise<number> {
    const id = (await this.#number('SELECT coalesce(max(id), 0) + 1 FROM crawls')) ?? 1;
    await this.#database.connection.run(
      'INSERT INTO crawls VALUES ($1, $2, make_timestamptz($3::BIGINT * 1000), NULL, $4, NULL)',
      [id, kind, startedAt, JSON.stringify(settings)],
    );
    this.#wrote = true;
    return id;
  }

  async finishCrawl(crawlId: number, summary: { durationMs: number }): Promise<void> {
    await this.#database.connection.run(
      'UPDATE crawls SET finished_at = started_at + to_milliseconds($2::BIGINT), summary = $3 WHERE id = $1',
      [crawlId, Math.round(summary.durationMs), JSON.stringify(summary)],
    );
  }

  /**
   * Hosts to visit now, in host order: known, not visited by a crawl within `revisitAfterMs` (a visit that was cut short
   * is none), and not asking for a rest that lasts beyond `now`.
   */
  async dueHosts({ now, revisitAfterMs }: { now: EpochMs; revisitAfterMs: number }): Promise<Host[]> {
    const rows = await this.rows(
      `SELECT host FROM hosts WHERE id NOT IN (
         SELECT host_id FROM visits JOIN crawls ON crawls.id = visits.crawl_id WHERE crawls.kind = 'crawl'
         GROUP BY host_id
         HAVING max(visits.finished_at) FILTER (reason <> 'aborted') > make_timestamptz($1::BIGINT * 1000)
           OR last(not_before ORDER BY visits.finished_at, visits.id) FILTER (reason <> 'aborted' OR not_before IS NOT NULL)
             > make_timestamptz($2::BIGINT * 1000)
       )`,
      [now - revisitAfterMs, now],
    );
    return rows.map(([host]) => host as Host).sort();
  }

  async knownHostCount(): Promise<number> {
    return (await this.#number('SELECT count(*) FROM hosts')) ?? 0;
  }

  /** One transaction. @returns hosts never heard of before, in host order */
  async record(crawlId: number, visits: readonly Visit[]): Promise<Host[]> {
    const visited = new Set(visits.map((visit) => visit.host));
    const { added } = await this.recordObservations(crawlId, visits.map(toObservation));
    return added.filter((host) => !visited.has(host)).sort();
  }

  /**
   * One transaction for visits and for what files bring.
   * @returns the names that are new, and how many lists were older than what the file holds and changed nothing
   */
  async recordObservations(
    crawlId: number,
    observations: readonly Observation[],
  ): Promise<{ added: Host[]; staleLists: number }> {
    const { connection } = this.#database;
    let staleLists = 0;
    const { added } = await this.#change(async (index) => {
      let nextVisit = (await this.#number('SELECT coalesce(max(id), 0) + 1 FROM visits')) ?? 1;
      for (const round of distinctHosts(observations)) {
        const batch = new Batch(index, crawlId, nextVisit);
        for (const observation of round) batch.add(observation);
        nextVisit += round.length;
        await batch.write(connection);
        staleLists += await applyStaging(connection);
      }
    });
    return { added, staleLists };
  }

  /** Notes that a view was frozen; taking the same one again adds nothing. */
  async recordSnapshot(snapshot: {
    id: string;
    asOf: EpochMs;
    hostCount: number;
    peerCount: number;
    blockCount: number;
  }): Promise<void> {
    const { id, asOf, hostCount, peerCount, blockCount } = snapshot;
    await this.#database.connection.run(
      `INSERT INTO snapshots SELECT $1, make_timestamptz($2::BIGINT * 1000), $3, $4, $5
       WHERE NOT EXISTS (FROM snapshots WHERE id = $1 AND as_of = make_timestamptz($2::BIGINT * 1000))`,
      [id, asOf, hostCount, peerCount, blockCount],
    );
  }

  /** Answers one SELECT. Times as ISO 8601 text. @throws UserError when it is not one, or is not understood */
  async query(sql: string): Promise<QueryResult> {
    return runQuery(this.#database.connection, sql);
  }

  /** Small results, row by row; whole numbers must be cast to DOUBLE in the SQL. Not for edges. */
  async rows(sql: string, values: (string | number)[] = []): Promise<unknown[][]> {
    return (await this.#database.connection.run(sql, values)).getRowsJS();
  }

  /** Streams unsigned 32-bit columns, a vector at a time, never NULL. The arrays are only valid during the call. */
  async eachChunk(sql: string, values: number[], take: (columns: Uint32Array[]) => void): Promise<void> {
    const result = await this.#database.connection.stream(sql, values);
    for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
      const { columnCount } = chunk;
      const columns = Array.from({ length: columnCount }, (_, column) => chunk!.getColumnVector(column));
      take(columns.map(numbersOf));
    }
  }

  async #number(sql: string): Promise<number | undefined> {
    const value = (await this.rows(sql))[0]?.[0];
    return value === undefined || value === null ? undefined : Number(value);
  }

  /** Runs `change` in one transaction and saves the names it met. */
  async #change(change: (index: HostIndex) => void | Promise<void>): Promise<{ added: Host[] }> {
    const { connection } = this.#database;
    this.#index ??= await HostIndex.load(connection);
    const index = this.#index;
    await connection.run('BEGIN');
    try {
      await change(index);
      const added = await index.save(connection);
      await connection.run('COMMIT');
      index.keep();
      this.#wrote = true;
      return { added };
    } catch (error) {
      await connection.run('ROLLBACK');
      index.undo();
      throw error;
    }
  }
}

/** Intervals need every host at most once at a time; a host seen twice goes into a later round. */
function distinctHosts(observations: readonly Observation[]): Observation[][] {
  const rounds: { hosts: Set<Host>; observations: Observation[] }[] = [];
  const times = new Map<Host, number>();
  for (const observation of observations) {
    const round = times.get(observation.host) ?? 0;
    times.set(observation.host, round + 1);
    rounds[round] ??= { hosts: new Set(), observations: [] };
    rounds[round].observations.push(observation);
  }
  return rounds.map((round) => round.observations);
}
