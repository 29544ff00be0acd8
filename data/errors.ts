/** Misuse or unreadable input: says what was expected, what came and what to do. The CLI exits 2 with it. */
export class UserError extends Error {
  override readonly name = 'UserError';
  /** What the person can do about it. */
  readonly hint: string;

  constructor(message: string, { hint, cause }: { hint: string; cause?: unknown }) {
    super(message, cause === undefined ? undefined : { cause });
    this.hint = hint;
  }
}
