/** A server that asks to be forgotten is taken out of the file, down to its bytes, and stays out. */
import { UserError } from './errors.ts';
import { removeKept } from './snapshot/cache/files.ts';
import { rewriteDatabase } from './store/copy-database.ts';
import type { ForgottenHost } from './store/forget-host.ts';
import { Store } from './store.ts';
import type { Host } from './types.ts';

export type { ForgottenHost } from './store/forget-host.ts';

/**
 * Makes the file when there is none: what is not known yet is to be left out when it is met.
 * @param options.salt random text, so that nobody can look the kept hash up in a table made beforehand
 * @throws UserError when the file cannot be opened, or not be written anew: forgetting again then finishes
 */
export async function forget(file: string, host: Host, { salt }: { salt: string }): Promise<ForgottenHost> {
  const store = await Store.open(file, 'create');
  let forgotten: ForgottenHost;
  try {
    forgotten = await store.forget(host, salt);
  } finally {
    await store.close();
  }
  removeCache(file);
  try {
    await rewriteDatabase(file);
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    throw new UserError(`${host} is no longer in any row of ${file}, but may still be in its bytes. ${cause.message}`, {
      hint: 'Make room on the disk for a second copy of the file, and run the same again: that finishes it.',
      cause,
    });
  }
  return forgotten;
}

function removeCache(file: string): void {
  try {
    removeKept(file);
  } catch (cause) {
    throw new UserError(`${file}.cache may still name what is to be forgotten: ${(cause as Error).message}`, {
      hint: 'Delete that folder, and run the same again: that finishes it.',
      cause,
    });
  }
}
