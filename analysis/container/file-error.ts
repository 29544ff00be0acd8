import type { FileWords } from './file-kind.ts';

/** Why a file is not read: what was expected and what came, and as a hint what can be done. */
export class FileError extends Error {
  override readonly name = 'FileError';
  readonly hint: string;

  constructor({ hints }: FileWords, message: string, reason: keyof FileWords['hints'] = 'damaged') {
    super(message);
    this.hint = hints[reason];
  }
}
