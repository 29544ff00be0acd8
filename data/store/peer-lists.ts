/** Peer lists on their way into the file, as numbers: a row a list, its targets ascending and each once. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { appendLists } from './list-chunk.ts';
import type { Pause } from './pause.ts';

/** Entries appended at a stretch: some 5 ms on the calling thread. One list may be longer. */
const mostEntries = 1 << 17;

export class PeerLists {
  readonly #lists: { source: number; targets: Uint32Array }[] = [];

  get length(): number {
    return this.#lists.length;
  }

  /** @param targets ascending, each once */
  add(source: number, targets: Uint32Array): void {
    if (targets.length > 0) this.#lists.push({ source, targets });
  }

  /** In order of sources. */
  async write(connection: DuckDBConnection, table: string, pause: Pause): Promise<void> {
    const lists = this.#lists.sort((one, other) => one.source - other.source);
    for (let start = 0; start < lists.length; ) {
      let end = start;
      for (
        let size = 0;
        end < lists.length && (end === start || size + lists[end]!.targets.length <= mostEntries);
        end++
      )
        size += lists[end]!.targets.length;
      const slice = lists.slice(start, end);
      const sources = Uint32Array.from(slice, ({ source }) => source);
      const { offsets, targets } = concatenate(slice.map((list) => list.targets));
      await appendLists(connection, table, sources, offsets, targets);
      await pause.after(targets.length);
      start = end;
    }
  }
}

function concatenate(lists: readonly Uint32Array[]): { offsets: Uint32Array; targets: Uint32Array } {
  const offsets = new Uint32Array(lists.length + 1);
  for (const [at, list] of lists.entries()) offsets[at + 1] = offsets[at]! + list.length;
  const targets = new Uint32Array(offsets[lists.length]!);
  for (const [at, list] of lists.entries()) targets.set(list, offsets[at]);
  return { offsets, targets };
}
