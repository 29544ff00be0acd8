/** Entity tags: what to send back so that a server need not send a list again. Held only while the list is held whole. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { RequestRecord } from '../types.ts';
import { appendRows, type Cell } from './append.ts';
import type { ListObservation, Pass } from './observation.ts';

interface Seen {
  requests: readonly RequestRecord[];
  lists: readonly ListObservation[];
  /** Entries of those lists that were left out. */
  leftOut: number;
}

export class EntityTags {
  readonly #pass: Pass;
  /** Of each path that was answered anew: its tag, or null when it has none that holds. */
  readonly #answered: Cell[][] = [];
  /** Hosts of which files brought lists: what a tag stands for is no longer what is held. */
  readonly #imported: number[] = [];

  constructor(pass: Pass) {
    this.#pass = pass;
  }

  /** Of a visit of a crawl, each path it got an answer to; of an import, that it brought lists. */
  add(host: number, { requests, lists, leftOut }: Seen): void {
    const { kind, version } = this.#pass;
    if (kind === 'import') {
      if (lists.length > 0) this.#imported.push(host);
      return;
    }
    const isHeld = version !== null && leftOut === 0 && isWhole(lists);
    const tags = new Map<string, string | null>();
    for (const { url, method, outcome, etag } of requests) {
      if (outcome === 'ok' && method === 'GET') tags.set(pathOf(url), isHeld ? etag : null);
    }
    for (const [path, etag] of tags) this.#answered.push([host, path, etag, version]);
  }

  async write(connection: DuckDBConnection): Promise<void> {
    if (this.#imported.length > 0) {
      await connection.run(`DELETE FROM entity_tags WHERE host_id IN (${this.#imported.join(', ')})`);
    }
    if (this.#answered.length === 0) return;
    const hosts = [...new Set(this.#answered.map(([host]) => host))];
    const found = await connection.run(
      `SELECT host_id, path, rowid::VARCHAR FROM entity_tags WHERE host_id IN (${hosts.join(', ')})`,
    );
    const rows = (await found.getRowsJS()) as [number, string, string][];
    const held = new Map(rows.map(([host, path, row]) => [`${host} ${path}`, row]));
    const replaced = this.#answered.flatMap(([host, path]) => held.get(`${host} ${path}`) ?? []);
    if (replaced.length > 0) {
      await connection.run(`DELETE FROM entity_tags WHERE rowid IN (${replaced.join(', ')})`);
    }
    const tags = this.#answered.filter(([, , etag]) => etag !== null);
    await appendRows(connection, 'entity_tags', ['number', 'text', 'text', 'text'], tags);
  }
}

/** Every list came to something definite, so that none of the answers was lost on the way into the file. */
function isWhole(lists: readonly ListObservation[]): boolean {
  const isLost = lists.some(({ disclosure }) => disclosure === 'partial' || disclosure === 'unreached');
  return !isLost && lists.some(({ disclosure }) => disclosure === 'published');
}

function pathOf(url: string): string {
  return url.replace(/^https?:\/\/[^/]+/, '');
}
