/**
 * A write-ahead log that a power cut left damaged. DuckDB reads past an end that is missing, but refuses a log whose
 * end is there and wrong, as file systems leave it that had promised room and not filled it yet.
 */
import { copyFileSync, existsSync, statSync, truncateSync } from 'node:fs';

/** Of what could not be read, copies are kept beside the database, and given up no earlier than a person says so. */
const keptAside = '.wal.damaged';

/**
 * Cuts the log where DuckDB could not read on, so that whole transactions before stay.
 * @param options.isFirst nothing was cut in this opening yet: a copy of the log as it was is kept
 * @returns false when the error is none of a damaged log, or nothing can be cut
 */
export function cutDamagedLog(file: string, error: unknown, { isFirst }: { isFirst: boolean }): boolean {
  const found = /Corrupt WAL file: entry at byte position (\d+)/.exec(error instanceof Error ? error.message : '');
  const log = `${file}.wal`;
  const end = Number(found?.[1]);
  if (found === null || !existsSync(log) || !(end < statSync(log).size)) return false;
  if (isFirst) copyFileSync(log, asidesOf(file).free);
  truncateSync(log, end);
  return true;
}

/** @returns copies of damaged logs, oldest first */
export function damagedLogsOf(file: string): string[] {
  return asidesOf(file).kept;
}

/** The first has no number, the second is 2. */
function asidesOf(file: string): { kept: string[]; free: string } {
  const kept: string[] = [];
  let free = file + keptAside;
  while (existsSync(free)) {
    kept.push(free);
    free = `${file}${keptAside}.${kept.length + 1}`;
  }
  return { kept, free };
}
