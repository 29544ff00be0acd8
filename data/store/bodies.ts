/** Answers that a crawl keeps: each content once, and without the names that are to be forgotten. */
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants } from 'node:zlib';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { KeptBody, RequestRecord } from '../types.ts';
import { appendRows, type Cell } from './append.ts';
import type { Forgotten } from './forgotten.ts';
import { strikeNames } from './strike-names.ts';

const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);
/** As a crawl compresses what it keeps. */
const quality = 5;

export class Bodies {
  readonly #forgotten: Forgotten;
  readonly #answers: Cell[][] = [];
  readonly #bodies = new Map<string, KeptBody>();

  constructor(forgotten: Forgotten) {
    this.#forgotten = forgotten;
  }

  add(visitId: number, position: number, { bodyHash, kept }: RequestRecord): void {
    if (kept === undefined) return;
    const headers = Object.fromEntries(
      Object.entries(kept.headers).map(([name, value]) => [name, this.#forgotten.strike(value)]),
    );
    this.#answers.push([visitId, position, JSON.stringify(headers)]);
    if (bodyHash !== null && kept.body !== null) this.#bodies.set(bodyHash, kept.body);
  }

  async write(connection: DuckDBConnection): Promise<void> {
    await appendRows(connection, 'kept_answers', ['number', 'number', 'text'], this.#answers);
    if (this.#bodies.size === 0) return;
    await connection.run(
      'CREATE OR REPLACE TEMP TABLE staged_bodies (hash VARCHAR, compressed BLOB, bytes UBIGINT, struck BOOLEAN)',
    );
    for (const [hash, body] of this.#bodies) {
      const { compressed, bytes, isStruck } = await this.#strike(body);
      await appendRows(connection, 'staged_bodies', bodyColumns, [[hash, compressed, bytes, isStruck]]);
    }
    await connection.run('INSERT INTO bodies FROM staged_bodies WHERE hash NOT IN (SELECT hash FROM bodies)');
    await connection.run('DROP TABLE staged_bodies');
  }

  async #strike(body: KeptBody): Promise<KeptBody> {
    if (this.#forgotten.isEmpty) return body;
    return (await strikeBody(body, (name) => this.#forgotten.has(name))) ?? body;
  }
}

export const bodyColumns = ['text', 'bytes', 'number', 'truth'] as const;

/** @returns the body without those names; undefined when none of them stands in it */
export async function strikeBody(
  { compressed }: Pick<KeptBody, 'compressed'>,
  isToStrike: (name: string) => boolean,
  spelled: readonly string[] = [],
): Promise<KeptBody | undefined> {
  const body = await decompress(compressed);
  const struck = strikeNames(body, isToStrike, spelled);
  if (struck === undefined) return undefined;
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: struck.length };
  return { compressed: await compress(struck, { params }), bytes: struck.length, isStruck: true };
}
