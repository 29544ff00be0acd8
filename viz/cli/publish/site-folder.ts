/** Files of a site as they are written: hashed names, sizes, sums. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { FileSum } from '../../../data/export/checksum.ts';

/** 16⁻⁸: two versions of a file that bear one name are not met with. */
const hashDigits = 8;

export class SiteFolder {
  readonly sums: FileSum[] = [];
  readonly #folder: string;
  readonly #signal: AbortSignal | undefined;
  readonly #gzipped = new Map<string, number>();

  constructor(folder: string, signal?: AbortSignal) {
    this.#folder = folder;
    this.#signal = signal;
  }

  /**
   * @param path within the site, with slashes
   * @returns the path
   * @throws the reason of the signal when it came
   */
  write(path: string, content: string | Uint8Array): string {
    this.#signal?.throwIfAborted();
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    const file = join(this.#folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
    this.sums.push({ path, bytes: bytes.length, sha256: sha256(bytes) });
    return path;
  }

  /** @returns the path, with a hash of the content before the ending */
  writeHashed(stem: string, ending: string, content: string | Uint8Array): string {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    return this.write(`${stem}.${sha256(bytes).slice(0, hashDigits)}.${ending}`, bytes);
  }

  /** Writes a file that a page needs before anything is asked, and notes what it weighs on the way. */
  atFirst(write: () => string, content: string | Uint8Array): string {
    const path = write();
    this.#gzipped.set(path, gzipSync(content).length);
    return path;
  }

  get bytes(): number {
    return this.sums.reduce((total, { bytes }) => total + bytes, 0);
  }

  /** Of the first view, as a web space that compresses sends it. */
  get firstBytes(): number {
    return [...this.#gzipped.values()].reduce((total, bytes) => total + bytes, 0);
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
