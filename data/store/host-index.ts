/** Names to the numbers they have in the file, held in memory while the file is written. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { EpochMs, Host } from '../types.ts';
import { appendRows } from './append.ts';

/** A seed is known without any observation, so it is older than every time. */
const always = Number.NEGATIVE_INFINITY;

export class HostIndex {
  readonly #ids = new Map<Host, number>();
  readonly #names: Host[] = [];
  readonly #since: EpochMs[] = [];
  /** Names the file already holds; the rest were met since. */
  #saved = 0;
  /** Names in the file that turned out to be known since an earlier time, with the time the file has. */
  readonly #earlier = new Map<number, EpochMs>();

  static async load(connection: DuckDBConnection): Promise<HostIndex> {
    const index = new HostIndex();
    const result = await connection.run('SELECT host, epoch_ms(known_since)::DOUBLE FROM hosts ORDER BY id');
    for (const [host, since] of (await result.getRowsJS()) as [Host, EpochMs | null][])
      index.#add(host, since ?? always);
    index.#saved = index.#names.length;
    return index;
  }

  /** @returns the number of `host`, giving it one when it is new; `at` is null for a seed */
  number(host: Host, at: EpochMs | null): number {
    const since = at ?? always;
    const id = this.#ids.get(host);
    if (id === undefined) return this.#add(host, since);
    if (since < this.#since[id]!) {
      if (id < this.#saved && !this.#earlier.has(id)) this.#earlier.set(id, this.#since[id]!);
      this.#since[id] = since;
    }
    return id;
  }

  /** Writes what is new and gives back the new names, in the order they were met. */
  async save(connection: DuckDBConnection): Promise<Host[]> {
    const added = this.#names.slice(this.#saved);
    const rows = added.map((host, index) => [this.#saved + index, host, this.#time(this.#saved + index)]);
    await appendRows(connection, 'hosts', ['number', 'text', 'time'], rows);
    if (this.#earlier.size > 0) {
      await connection.run('CREATE OR REPLACE TEMP TABLE staged_since (id UINTEGER, known_since TIMESTAMPTZ)');
      const changed = [...this.#earlier.keys()].map((id) => [id, this.#time(id)]);
      await appendRows(connection, 'staged_since', ['number', 'time'], changed);
      await connection.run(
        'UPDATE hosts SET known_since = staged_since.known_since FROM staged_since WHERE hosts.id = staged_since.id',
      );
    }
    return added;
  }

  /** After the transaction held: what was written is the file's. */
  keep(): void {
    this.#saved = this.#names.length;
    this.#earlier.clear();
  }

  /** After the transaction failed: back to what the file holds. */
  undo(): void {
    for (const host of this.#names.splice(this.#saved)) this.#ids.delete(host);
    this.#since.length = this.#saved;
    for (const [id, since] of this.#earlier) this.#since[id] = since;
    this.#earlier.clear();
  }

  #add(host: Host, since: EpochMs): number {
    const id = this.#names.length;
    this.#ids.set(host, id);
    this.#names.push(host);
    this.#since.push(since);
    return id;
  }

  #time(id: number): EpochMs | null {
    const since = this.#since[id]!;
    return since === always ? null : since;
  }
}
