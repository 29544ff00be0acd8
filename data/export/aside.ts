/**
 * A folder appears under its name whole, or not at all: it is written beside, on the same disk, and renamed. What a
 * killed run left beside is taken away by the next one.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { UserError } from '../errors.ts';
import { isWriteFailure } from '../store/file-failure.ts';

const shownNames = 5;

/**
 * @param write fills the folder it is given
 * @throws UserError when `folder` is something else than an empty folder, or cannot be written; then nothing is left
 */
export async function writeFolder<Result>(folder: string, write: (part: string) => Promise<Result>): Promise<Result> {
  requireFree(folder);
  return withPart(folder, async (part) => {
    const result = await write(part);
    if (existsSync(folder)) rmdirSync(folder);
    renameSync(part, folder);
    return result;
  });
}

/**
 * Gives a folder beside `folder` to write in, and takes away what is left of it in the end.
 * @throws UserError when the system refused to write
 */
export async function withPart<Result>(folder: string, use: (part: string) => Promise<Result>): Promise<Result> {
  const part = `${resolve(folder)}.part-${process.pid}`;
  try {
    removeLeftovers(folder);
    mkdirSync(dirname(part), { recursive: true });
    rmSync(part, { recursive: true, force: true });
    try {
      mkdirSync(part);
      return await use(part);
    } finally {
      rmSync(part, { recursive: true, force: true });
    }
  } catch (error) {
    throw explain(folder, error);
  }
}

/** @returns whether there is nothing yet under the name, or an empty folder */
export function isFree(folder: string): boolean {
  return !existsSync(folder) || (statSync(folder).isDirectory() && readdirSync(folder).length === 0);
}

function requireFree(folder: string): void {
  if (isFree(folder)) return;
  if (!statSync(folder).isDirectory()) {
    throw new UserError(`Expected a folder that is not there yet, but ${folder} is a file.`, {
      hint: 'Name another one.',
    });
  }
  const names = readdirSync(folder).sort();
  const more = names.length > shownNames ? ` and ${names.length - shownNames} more` : '';
  throw new UserError(
    `Expected a folder that is not there yet, or is empty; in ${folder} there is ${names.slice(0, shownNames).join(', ')}${more}.`,
    { hint: 'Name another one: an export never writes over files.' },
  );
}

function removeLeftovers(folder: string): void {
  const above = dirname(resolve(folder));
  if (!existsSync(above) || !statSync(above).isDirectory()) return;
  const prefix = `${basename(resolve(folder))}.part-`;
  for (const name of readdirSync(above)) {
    const pid = name.startsWith(prefix) ? name.slice(prefix.length) : '';
    if (/^\d+$/.test(pid) && !isRunning(Number(pid))) rmSync(join(above, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

const full = new Set(['ENOSPC', 'EFBIG', 'EDQUOT']);

function explain(folder: string, error: unknown): unknown {
  if (error instanceof UserError || !(error instanceof Error)) return error;
  const { code, syscall } = error as NodeJS.ErrnoException;
  const [line] = error.message.split('\n', 1);
  if (isWriteFailure(error) || (code !== undefined && full.has(code))) {
    return new UserError(`${folder} could not be written: the disk is full, or files may not grow. (${line})`, {
      hint: 'Make room, or name a folder on another disk. Nothing of this export was left behind.',
      cause: error,
    });
  }
  if (syscall === undefined) return error;
  return new UserError(`${folder} could not be written: ${line}`, {
    hint: 'Name a folder you may write to.',
    cause: error,
  });
}
