/** A file that can grow no further is the world's doing, not a bug: what a person is told then. */
import { UserError } from '../errors.ts';

/** What DuckDB says of a write, a flush or a checkpoint that the system refused. */
const refused = /Could not (write|allocate|truncate|sync)|fsync failed|No space left|File too large|quota exceeded/i;

export function isWriteFailure(error: unknown): boolean {
  return error instanceof Error && refused.test(error.message);
}

/** @returns a UserError when the system refused to write, and otherwise the error as it is */
export function explainWriteFailure(file: string, error: unknown): unknown {
  if (!isWriteFailure(error)) return error;
  const [line] = (error as Error).message.split('\n', 1);
  return new UserError(`${file} could not be written: the disk is full, or the file may not grow. (${line})`, {
    hint: 'Make room and start again: what was recorded before is in the file, and the next run goes on from there.',
    cause: error,
  });
}
