/**
 * Names to the numbers they have in the file, held in memory while the file is written. After a transaction that failed
 * it is loaded anew.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import { registrableDomain } from '../host.ts';
import { RowOrder } from '../snapshot/row-order.ts';
import type { EpochMs, Host, QuarantinedDomain } from '../types.ts';
import { appendRows } from './append.ts';
import { DomainBudget } from './domain-budget.ts';
import { Forgotten } from './forgotten.ts';

/** The number of a name, or why it has none: its source names too many below its domain, or it asked to be forgotten. */
export type Entered = number | 'quarantined' | 'forgotten';

/** In the place of a number: its name was not looked up yet. */
export const unasked = -1;

export interface Saved {
  added: Host[];
  quarantined: QuarantinedDomain[];
}

/** A seed is known without any observation, so it is older than every time. */
const always = Number.NEGATIVE_INFINITY;

export class HostIndex {
  readonly #ids: Map<Host, number>;
  readonly #names: Host[] = [];
  readonly #since: EpochMs[] = [];
  readonly #domains: string[] = [];
  /** Names the file already holds; the rest were met since. */
  #saved = 0;
  /** Names in the file that turned out to be known since an earlier time than the file says. */
  readonly #earlier = new Set<number>();
  /** No name is known since a later time. */
  #latest: EpochMs = always;
  /** Of the array of names that the lists of today have in common; seldom another. */
  #noted: { of: readonly Host[]; ids: Int32Array } = { of: [], ids: new Int32Array() };
  /** Sorts numbers below this. */
  #ordered = 0;
  #order = new RowOrder(0);
  readonly budget: DomainBudget;
  readonly forgotten: Forgotten;

  private constructor(ids: Map<Host, number>, budget: DomainBudget, forgotten: Forgotten) {
    this.#ids = ids;
    this.budget = budget;
    this.forgotten = forgotten;
  }

  static async load(connection: DuckDBConnection): Promise<HostIndex> {
    const ids = new Map<Host, number>();
    const budget = await DomainBudget.load(connection);
    const index = new HostIndex(ids, budget, await Forgotten.load(connection));
    const result = await connection.run(
      'SELECT id, host, nullif(domain, host), epoch_ms(known_since)::DOUBLE FROM hosts ORDER BY id',
    );
    for (const [id, host, above, since] of (await result.getRowsJS()) as [
      number,
      Host,
      string | null,
      EpochMs | null,
    ][]) {
      // Who is forgotten leaves a gap.
      index.#names.length = id;
      index.#since.length = id;
      index.#domains.length = id;
      const domain = above ?? host;
      budget.count(host, domain);
      index.#add(host, domain, since ?? always);
    }
    index.#saved = index.#names.length;
    return index;
  }

  /** For a name that the server with number `source` names. @returns its number, giving it one when it is new and may have one */
  number(host: Host, source: number, at: EpochMs): Entered {
    const id = this.#ids.get(host);
    if (id !== undefined) return this.#knownSince(id, at);
    if (!this.forgotten.isEmpty && this.forgotten.has(host)) return 'forgotten';
    const domain = registrableDomain(host);
    const isAdmitted = this.budget.admits(host, domain, { source: this.#domains[source]!, at });
    return isAdmitted ? this.#add(host, domain, at) : 'quarantined';
  }

  /** The numbers of names that many lists have in common, `unasked` where nobody noted one: whoever looks one up does. */
  idsOf(names: readonly Host[]): Int32Array {
    const { of, ids } = this.#noted;
    if (of === names && ids.length >= names.length) return ids;
    const more = new Int32Array(Math.max(1 << 10, 2 * names.length)).fill(unasked);
    if (of === names) more.set(ids);
    this.#noted = { of: names, ids: more };
    return more;
  }

  /** Somebody named it who has its number. @returns that */
  meet(id: number, at: EpochMs): number {
    return at < this.#latest ? this.#knownSince(id, at) : id;
  }

  /** Numbers of names, ascending and each once, in the place of the row. */
  inOrder(row: Uint32Array): Uint32Array {
    if (this.#names.length > this.#ordered) {
      this.#ordered = 2 * this.#names.length;
      this.#order = new RowOrder(this.#ordered);
    }
    return row.subarray(0, this.#order.order(row, row, 0));
  }

  /** For a server that was visited, or that a person names (`at` is null): enters it whatever its domain. */
  enter(host: Host, at: EpochMs | null): number | 'forgotten' {
    const since = at ?? always;
    const id = this.#ids.get(host);
    if (id !== undefined) return this.#knownSince(id, since);
    if (!this.forgotten.isEmpty && this.forgotten.has(host)) return 'forgotten';
    const domain = registrableDomain(host);
    this.budget.count(host, domain);
    return this.#add(host, domain, since);
  }

  #knownSince(id: number, since: EpochMs): number {
    if (since < this.#since[id]!) {
      if (id < this.#saved) this.#earlier.add(id);
      this.#since[id] = since;
    }
    return id;
  }

  /** Writes what is new. @returns the new names, in the order they were met, and the domains newly quarantined */
  async save(connection: DuckDBConnection): Promise<Saved> {
    const quarantined = await this.budget.save(connection);
    const added = this.#names.slice(this.#saved);
    const rows = added.map((host, index) => [
      this.#saved + index,
      host,
      this.#time(this.#saved + index),
      this.#domains[this.#saved + index]!,
    ]);
    await appendRows(connection, 'hosts', ['number', 'text', 'time', 'text'], rows);
    if (this.#earlier.size > 0) {
      await connection.run('CREATE OR REPLACE TEMP TABLE staged_since (id UINTEGER, known_since TIMESTAMPTZ)');
      const changed = [...this.#earlier].map((id) => [id, this.#time(id)]);
      await appendRows(connection, 'staged_since', ['number', 'time'], changed);
      await connection.run(
        'UPDATE hosts SET known_since = staged_since.known_since FROM staged_since WHERE hosts.id = staged_since.id',
      );
    }
    const isFree = (host: Host, index: number) => !this.budget.isQuarantined(host, this.#domains[this.#saved + index]!);
    return { added: added.filter(isFree), quarantined };
  }

  /** After the transaction held: what was written is the file's. */
  keep(): void {
    this.#saved = this.#names.length;
    this.#earlier.clear();
    this.budget.keep();
  }

  #add(host: Host, domain: string, since: EpochMs): number {
    const id = this.#names.length;
    this.#ids.set(host, id);
    this.#names.push(host);
    this.#since.push(since);
    if (since > this.#latest) this.#latest = since;
    this.#domains.push(domain);
    return id;
  }

  #time(id: number): EpochMs | null {
    const since = this.#since[id]!;
    return since === always ? null : since;
  }
}
