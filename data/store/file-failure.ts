/** A file that can grow no further, or that is damaged, is the world's doing and not a bug: what a person is told then. */
import { UserError } from '../errors.ts';

/** What DuckDB says of a write, a flush or a checkpoint that the system refused. */
const refused = /Could not (write|allocate|truncate|sync)|fsync failed|No space left|File too large|quota exceeded/i;
/** What it says of blocks that are not what was written, or not there. */
const damaged = /Corrupt database file|Could not read (enough|all) bytes|does not match stored checksum/i;

export function isWriteFailure(error: unknown): boolean {
  return error instanceof Error && refused.test(error.message);
}

/** @returns a UserError when the system refused to write, or the file is damaged, and otherwise the error as it is */
export function explainFileFailure(file: string, error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const [line] = error.message.split('\n', 1);
  if (damaged.test(error.message)) {
    return new UserError(`${file} is damaged or cut short: a part of it is not what was written. (${line})`, {
      hint: 'Go back to a copy of it, or import an export of the local tier into a new file. This one was left as it is.',
      cause: error,
    });
  }
  if (!isWriteFailure(error)) return error;
  return new UserError(`${file} could not be written: the disk is full, or the file may not grow. (${line})`, {
    hint: 'Make room and start again: what was recorded before is in the file, and the next run goes on from there.',
    cause: error,
  });
}
