/**
 * What every question to a large snapshot needs (analysis/prepare.ts), kept beside the snapshot, so that it is found once
 * and not for each command. A file that is damaged, or of another program, is passed over; that none can be written is no failure.
 */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { FileError } from '../../analysis/container/file-error.ts';
import type { Graph } from '../../analysis/graph.ts';
import { type Prepared, readPrepared, writePrepared } from '../../analysis/prepared/prepared-binary.ts';
import { preparedFileOf } from '../../data/snapshot/cache/files.ts';
import type { Tier } from '../server/exposure.ts';
import { programStamp } from './program-stamp.ts';

export class PreparedFile {
  readonly #path: string;
  readonly #key: string;

  /** @param keptAt the cache file of the snapshot */
  constructor(keptAt: string, tier: Tier, contentHash: string) {
    this.#path = preparedFileOf(keptAt, tier);
    this.#key = [contentHash, tier, programStamp()].join(' ');
  }

  /** @returns undefined where there is none that can be believed */
  read(): Prepared | undefined {
    try {
      const bytes = readFileSync(this.#path);
      return readPrepared(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length), this.#key);
    } catch (error) {
      if (error instanceof FileError || isSystemError(error)) return undefined;
      throw error;
    }
  }

  write(graph: Graph): void {
    const bytes = writePrepared(graph, this.#key);
    const draft = `${this.#path}.${process.pid}.new`;
    try {
      const file = openSync(draft, 'w');
      try {
        for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(draft, this.#path);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      removeDraft(draft);
    }
  }
}

function removeDraft(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // As where the folder cannot be written to.
  }
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'errno' in error;
}
