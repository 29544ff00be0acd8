/**
 * Names that asked to be forgotten: only salted hashes of them are kept, so that lists cannot bring them back. A masked
 * name is known by its digest, which is kept in the same way.
 */
import { createHash } from 'node:crypto';
import type { DuckDBConnection } from '@duckdb/node-api';
import { digestOf } from '../masks.ts';
import type { Host } from '../types.ts';

export class Forgotten {
  /** Hashes by salt. */
  readonly #hashes = new Map<string, Set<string>>();
  #count = 0;

  static async load(connection: DuckDBConnection): Promise<Forgotten> {
    const forgotten = new Forgotten();
    const result = await connection.run('SELECT salt, hash FROM forgotten');
    for (const [salt, hash] of (await result.getRowsJS()) as [string, string][]) {
      const hashes = forgotten.#hashes.get(salt) ?? new Set();
      forgotten.#hashes.set(salt, hashes.add(hash));
      forgotten.#count += 1;
    }
    return forgotten;
  }

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  /** The salt to use: one for all names of a file, so that checking a name costs one hash. */
  saltOr(fresh: string): string {
    return this.#hashes.keys().next().value ?? fresh;
  }

  /** @param name of a host, or the digest beside a masked one */
  has(name: string): boolean {
    for (const [salt, hashes] of this.#hashes) if (hashes.has(saltedHash(salt, name))) return true;
    return false;
  }

  async remove(connection: DuckDBConnection, host: Host): Promise<void> {
    if (!this.has(host)) return;
    for (const name of [host, digestOf(host)]) {
      for (const [salt, hashes] of this.#hashes) {
        if (hashes.delete(saltedHash(salt, name))) this.#count -= 1;
        await connection.run('DELETE FROM forgotten WHERE hash = $1', [saltedHash(salt, name)]);
      }
    }
  }

  /** Free text, without the names in it that are to be forgotten. */
  strike(text: string | null): string | null {
    if (text === null || this.isEmpty) return text;
    return text.replace(nameInText, (name) => (this.has(name.toLowerCase()) ? struck : name));
  }

  /** A title such as `a.example.export-2`, in which a name stands beside other words that look like parts of it. */
  strikeTitle(text: string): string {
    if (this.isEmpty) return text;
    return text.replace(nameInText, (name) => {
      const labels = name.split('.');
      for (let length = labels.length; length > 1; length--) {
        for (let start = 0; start + length <= labels.length; start++) {
          const found = labels
            .slice(start, start + length)
            .join('.')
            .toLowerCase();
          if (this.has(found)) return [...labels.slice(0, start), struck, ...labels.slice(start + length)].join('.');
        }
      }
      return name;
    });
  }
}

export const struck = '…';

/** What may be the name of a server within words. */
const nameInText = /[a-z0-9_-]+(?:\.[a-z0-9_-]+)+/gi;

/** SHA-256 of the salt followed by the name, lower-case hex. */
export function saltedHash(salt: string, name: string): string {
  return createHash('sha256').update(salt).update(name).digest('hex');
}
