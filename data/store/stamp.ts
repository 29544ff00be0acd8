/** What tells whether a database file is still the one that something was read from. */
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** DuckDB's three headers of 4 KiB; which blocks hold what, and a count that each checkpoint raises, stand in them. */
const headerBytes = 12_288;

/**
 * Differs after every write: a checkpoint changes the headers, and what is not yet in the file itself makes its log grow.
 * @returns undefined when the file cannot be read
 */
export function stampOf(file: string): string | undefined {
  try {
    const header = new Uint8Array(headerBytes);
    const descriptor = openSync(file, 'r');
    try {
      readSync(descriptor, header, 0, headerBytes, 0);
    } finally {
      closeSync(descriptor);
    }
    return [createHash('sha256').update(header).digest('hex'), stateOf(file), stateOf(`${file}.wal`)].join(' ');
  } catch {
    return undefined;
  }
}

function stateOf(file: string): string {
  const state = statSync(file, { bigint: true, throwIfNoEntry: false });
  return state === undefined ? 'none' : `${state.size} ${state.mtimeNs}`;
}
