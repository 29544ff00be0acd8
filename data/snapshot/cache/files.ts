/** Where snapshots of a large database are kept: a folder beside it, which leaves with what it repeats. */
import { readdirSync, realpathSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { EpochMs } from '../../types.ts';

const ours = /^[0-9a-f]{16}-(-?\d+)\.snapshot(\.[a-z]+\.prepared)?(\.\d+\.new)?$/;

export function keptFile(folder: string, { id, asOf }: { id: string; asOf: EpochMs }): string {
  return join(folder, `${id}-${asOf}.snapshot`);
}

/** @returns the time as of which a file holds what was known; NaN of any other file */
export function timeIn(path: string): EpochMs {
  return Number(ours.exec(basename(path))?.[1]);
}

/** Of one database, by whatever path it is called. */
export function keptFolderOf(file: string): string {
  try {
    return `${realpathSync(file)}.cache`;
  } catch {
    return `${file}.cache`;
  }
}

/** @returns paths; none when there is no such folder */
export function keptFilesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => ours.test(name))
      .sort()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/** Where what was computed from a snapshot is kept, beside the snapshot; it goes when that goes. @param what a word of it */
export function preparedFileOf(kept: string, what: string): string {
  return `${kept}.${what}.prepared`;
}

/** Drafts too. Nothing that was kept of a database stays. @throws Error of the system when something cannot be removed */
export function removeKept(file: string): void {
  const folder = keptFolderOf(file);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return;
  for (const path of keptFilesIn(folder)) rmSync(path, { force: true });
  // What else lies there was put there by somebody.
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}

/** Likewise, for whom it is enough that what stays would not be believed. */
export function tryRemoveKept(file: string): void {
  try {
    removeKept(file);
  } catch {
    // Of another state of the database, it is passed over.
  }
}
