/**
 * The narrow waist: everything collected goes in here and comes out here.
 *
 * One file, one writer. What is written is written in transactions: a batch is in the file whole or not at all.
 */
import { tryRemoveKept } from './snapshot/cache/files.ts';
import { Batch } from './store/batch.ts';
import { type BlocklistChange, type BlocklistState, recordBlocklist } from './store/blocklists.ts';
import { type Database, type OpenMode, openDatabase } from './store/database.ts';
import { defaultMaxNamesPerDomain, endQuarantines } from './store/domain-budget.ts';
import { explainFileFailure } from './store/file-failure.ts';
import { type ForgottenHost, forgetHost } from './store/forget-host.ts';
import { Forgotten } from './store/forgotten.ts';
import { HostIndex, type Saved } from './store/host-index.ts';
import { applyStaging, createStaging } from './store/intervals.ts';
import { readKnownHosts } from './store/known-hosts.ts';
import { eachChunk, eachList, type NumberQuery, type TakeChunk, type TakeList } from './store/numbers.ts';
import { distinctHosts, type Observation, type Pass, toObservation } from './store/observation.ts';
import { type QueryResult, runQuery } from './store/query.ts';
import { rankAround } from './store/rank.ts';
import { recordSnapshot, type SnapshotRecord } from './store/snapshot-record.ts';
import { sorted } from './store/sorted.ts';
import type { EpochMs, Host, KnownHost, Visit } from './types.ts';

export class Store {
  readonly #database: Database;
  #index: HostIndex | undefined;
  /** Of the crawl or import that is under way. */
  #pass: Omit<Pass, 'crawlId'> = { kind: 'crawl', version: null };
  #maxNamesPerDomain = defaultMaxNamesPerDomain;
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

  /** Where the log is kept as it was, of which this opening could not take in the damaged end; null when it was whole. */
  get damagedLog(): string | null {
    return this.#database.damagedLog;
  }

  /** What tells this state of the file from others; undefined when it is open to write. */
  get stamp(): string | undefined {
    return this.#database.stamp;
  }

  get writable(): boolean {
    return this.#database.mode !== 'read';
  }

  /** Makes seeds known, so that the next crawl visits them. @returns how many were new */
  async addHosts(hosts: readonly Host[]): Promise<number> {
    return (
      await this.#change((index) => {
        for (const host of hosts) index.enter(host, null);
      })
    ).added.length;
  }

  /**
   * Notes that a server gave permission, and makes it known. One that asked to be forgotten is remembered again: whoever
   * is responsible for it has changed their mind.
   */
  async addConsent(host: Host, { note, at }: { note: string; at: EpochMs }): Promise<void> {
    await this.#change(async (index) => {
      const { connection } = this.#database;
      if (index.forgotten.has(host)) {
        await index.forgotten.remove(connection, host);
        // Lists were read without it: they are to be read anew.
        await connection.run('DELETE FROM entity_tags');
      }
      const id = index.enter(host, null);
      await connection.run('DELETE FROM consents WHERE host_id = $1', [id]);
      const values = [id, note, at];
      await connection.run('INSERT INTO consents VALUES ($1, $2, make_timestamptz($3::BIGINT * 1000))', values);
    });
  }

  /** The server stays known, and visits that used the permission keep saying so. @returns whether there was one */
  async removeConsent(host: Host): Promise<boolean> {
    const sql = 'DELETE FROM consents WHERE host_id IN (SELECT id FROM hosts WHERE host = $1) RETURNING host_id';
    const removed = await this.rows(sql, [host]);
    this.#noteChange();
    return removed.length > 0;
  }

  /** Takes a server out of every table and keeps a hash, so that no list brings it back. @param salt random text */
  async forget(host: Host, salt: string): Promise<ForgottenHost> {
    const forgotten = await this.#transact((connection) => forgetHost(connection, host, salt));
    this.#index = undefined;
    return forgotten;
  }

  /** @returns whether a server asked to be forgotten */
  async isForgotten(host: Host): Promise<boolean> {
    return (await Forgotten.load(this.#database.connection)).has(host);
  }

  /**
   * @param settings noted as they are; `version` is the program's, `readBy` that of another one that reads kept answers
   * again, `maxNamesPerDomain` when a domain is quarantined
   * @returns the number of the new crawl
   */
  async beginCrawl(
    startedAt: EpochMs,
    settings: Record<string, unknown>,
    kind: 'crawl' | 'import' = 'crawl',
  ): Promise<number> {
    const { readBy = settings.version, maxNamesPerDomain } = settings;
    this.#pass = { kind, version: typeof readBy === 'string' ? readBy : null };
    this.#maxNamesPerDomain = typeof maxNamesPerDomain === 'number' ? maxNamesPerDomain : defaultMaxNamesPerDomain;
    const id = (await this.#number('SELECT coalesce(max(id), 0) + 1 FROM crawls')) ?? 1;
    if (await this.#ask((connection) => endQuarantines(connection, this.#maxNamesPerDomain))) this.#index = undefined;
    await this.rows('INSERT INTO crawls VALUES ($1, $2, make_timestamptz($3::BIGINT * 1000), NULL, $4, NULL)', [
      id,
      kind,
      startedAt,
      JSON.stringify(settings),
    ]);
    this.#noteChange();
    return id;
  }

  async finishCrawl(crawlId: number, summary: { durationMs: number }): Promise<void> {
    await this.rows(
      'UPDATE crawls SET finished_at = started_at + to_milliseconds($2::BIGINT), summary = $3 WHERE id = $1',
      [crawlId, Math.round(summary.durationMs), JSON.stringify(summary)],
    );
  }

  /**
   * Every host that may be visited, with what matters for it; in host order. Names below quarantined domains are left
   * out, unless they ever answered, gave permission, a person named them, or two sources vouch for them.
   * @param now decides which held robots.txt is still fresh
   */
  async knownHosts(now: EpochMs): Promise<KnownHost[]> {
    return readKnownHosts(this.#database.connection, { now, version: this.#pass.version });
  }

  async knownHostCount(): Promise<number> {
    return (await this.#number('SELECT count(*) FROM hosts')) ?? 0;
  }

  /** The peers of `host` in the order in which they matter to it: lists that name them, known size, name. */
  async rankAround(host: Host): Promise<Host[]> {
    return rankAround(this.#database.connection, host);
  }

  /**
   * One transaction.
   * @returns hosts never heard of before, in host order, and domains that turned out to have more names than they may
   */
  async record(crawlId: number, visits: readonly Visit[]): Promise<Saved> {
    const visited = new Set(visits.map((visit) => visit.host));
    const { added, quarantined } = await this.recordObservations(crawlId, visits.map(toObservation));
    return { added: await sorted(added.filter((host) => !visited.has(host))), quarantined };
  }

  /**
   * One transaction for visits and for what files bring.
   * @returns the names that are new, and how many lists were older than what the file holds and changed nothing
   */
  async recordObservations(
    crawlId: number,
    observations: readonly Observation[],
  ): Promise<Saved & { staleLists: number }> {
    const { connection } = this.#database;
    let staleLists = 0;
    const saved = await this.#change(async (index) => {
      let nextVisit = (await this.#number('SELECT coalesce(max(id), 0) + 1 FROM visits')) ?? 1;
      for (const round of distinctHosts(observations)) {
        const batch = new Batch(index, { crawlId, ...this.#pass }, nextVisit);
        for (const observation of round) await batch.add(observation);
        nextVisit += round.length;
        await batch.write(connection);
        staleLists += await applyStaging(connection, batch.staged);
      }
    });
    return { ...saved, staleLists };
  }

  /** A state of a list that people pass round, as one import of its own. */
  async recordBlocklist(state: BlocklistState): Promise<BlocklistChange> {
    return this.#transact((connection) => recordBlocklist(connection, state));
  }

  /** Notes that a view was frozen; taking the same one again adds nothing. */
  async recordSnapshot(record: SnapshotRecord): Promise<void> {
    await this.#transact((connection) => recordSnapshot(connection, record));
  }

  /** Answers one SELECT. Times as ISO 8601 text. @throws UserError when it is not one, or is not understood */
  async query(sql: string): Promise<QueryResult> {
    return runQuery(this.#database.connection, sql);
  }

  /** Small results, row by row; whole numbers must be cast to DOUBLE in the SQL. Not for edges. */
  async rows(sql: string, values: (string | number)[] = []): Promise<unknown[][]> {
    return this.#ask(async (connection) => (await connection.run(sql, values)).getRowsJS());
  }

  /** Streams unsigned 32-bit columns, a vector at a time, never NULL. The arrays are only valid during the call. */
  async eachChunk(sql: string, values: number[], take: TakeChunk): Promise<void> {
    await this.#ask((connection) => eachChunk(connection, { sql, values }, take));
  }

  /** Lists of unsigned 32-bit numbers, each by its key; query after query. The quickest way for millions of rows. */
  async eachList<Key extends number | string | null>(queries: NumberQuery[], take: TakeList<Key>): Promise<void> {
    await this.#ask((connection) => eachList(connection, queries, take));
  }

  async #ask<Answer>(ask: (connection: Database['connection']) => Promise<Answer>): Promise<Answer> {
    try {
      return await ask(this.#database.connection);
    } catch (error) {
      throw explainFileFailure(this.file, error);
    }
  }

  /** What was kept of the file as it was would not be believed, and is not left lying there. */
  #noteChange(): void {
    if (!this.#wrote) tryRemoveKept(this.file);
    this.#wrote = true;
  }

  async #transact<Result>(work: (connection: Database['connection']) => Promise<Result>): Promise<Result> {
    const { connection } = this.#database;
    await connection.run('BEGIN');
    try {
      const result = await work(connection);
      await connection.run('COMMIT');
      this.#noteChange();
      return result;
    } catch (error) {
      await connection.run('ROLLBACK').catch(() => {});
      throw explainFileFailure(this.file, error);
    }
  }

  async #number(sql: string): Promise<number | undefined> {
    const value = (await this.rows(sql))[0]?.[0];
    return value === undefined || value === null ? undefined : Number(value);
  }

  /** Runs `change` in one transaction and saves the names it met. */
  async #change(change: (index: HostIndex) => void | Promise<void>): Promise<Saved> {
    const { connection } = this.#database;
    this.#index ??= await HostIndex.load(connection);
    const index = this.#index;
    index.budget.maxNames = this.#maxNamesPerDomain;
    await connection.run('BEGIN');
    try {
      await change(index);
      const saved = await index.save(connection);
      await connection.run('COMMIT');
      index.keep();
      this.#noteChange();
      return saved;
    } catch (error) {
      // A commit that failed has ended the transaction already.
      await connection.run('ROLLBACK').catch(() => {});
      this.#index = undefined;
      throw explainFileFailure(this.file, error);
    }
  }
}
