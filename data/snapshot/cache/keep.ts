/**
 * Snapshots of a large database, kept in a folder beside it, so that the next question need not read it through again.
 *
 * Only what the database holds now: a file that was written for another state of it, by another program, or that is not
 * whole, is passed over. That nothing could be kept, as on a full disk, is no failure.
 */
import { mkdirSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { stampOf } from '../../store/stamp.ts';
import { version } from '../../version.ts';
import type { Csr, Snapshot, TurnRound } from '../types.ts';
import { writeContainer } from './container.ts';
import { ContainerReader } from './container-reader.ts';
import { keptFile, keptFilesIn, keptFolderOf, timeIn } from './files.ts';
import { type Direction, directions, type KeptFacts, KeptSnapshot, sectionOf } from './kept-snapshot.ts';
import { packListed } from './tables.ts';

/** A database file that is open to read, and its stamp when it was opened. */
export interface Stamped {
  file: string;
  stamp: string | undefined;
}

/** Smaller snapshots are frozen in less than two seconds, and leave nothing beside their database. */
export const leastPeersKept = 1_000_000;

const mostKept = 3;

/** @returns the snapshot as of exactly this time; whoever gets it closes it */
export function findKept({ file, stamp }: Stamped, asOf: number): KeptSnapshot | undefined {
  if (stamp === undefined) return undefined;
  for (const path of keptFilesIn(keptFolderOf(file))) {
    if (timeIn(path) !== asOf || !path.endsWith('.snapshot')) continue;
    const kept = openKept(path, (facts) => isOf(stamp, facts) && facts.snapshot.asOf === asOf);
    if (kept !== undefined) return kept;
  }
  return undefined;
}

/** While the database is open to read, so that nobody writes to it meanwhile. @returns whether it is kept now */
export function keep({ file, stamp }: Stamped, snapshot: Snapshot, turnRound: TurnRound): boolean {
  if (stamp === undefined || stampOf(file) !== stamp) return false;
  const folder = keptFolderOf(file);
  const { id, contentHash, asOf, peers } = snapshot;
  const facts: KeptFacts = { program: version, stamp, snapshot: { id, contentHash, asOf } };
  const path = keptFile(folder, snapshot);
  const draft = `${path}.${process.pid}.new`;
  try {
    const sections = [...packListed(snapshot), ...packPeers({ out: peers, in: turnRound(peers) })];
    mkdirSync(folder, { recursive: true });
    removeOthers(folder, stamp);
    if (!hasRoom(folder, sections)) return false;
    writeContainer(draft, facts, sections);
    renameSync(draft, path);
    return true;
  } catch {
    removeDraft(draft);
    return false;
  }
}

/** Whatever is the matter with a file, the answer is to freeze again. */
function openKept(path: string, isWanted: (facts: KeptFacts) => boolean): KeptSnapshot | undefined {
  let reader: ContainerReader<KeptFacts> | undefined;
  try {
    reader = ContainerReader.open<KeptFacts>(path);
    if (reader !== undefined && isWanted(reader.facts)) return new KeptSnapshot(reader);
  } catch {
    // Damaged: passed over like a file of another state.
  }
  reader?.close();
  return undefined;
}

function isOf(stamp: string, facts: KeptFacts): boolean {
  return facts.stamp === stamp && facts.program === version;
}

/** What nobody will ask for: other states of the database, drafts of programs that ended, and all but the newest few. */
function removeOthers(folder: string, stamp: string): void {
  const current = keptFilesIn(folder).filter((path) => {
    if (path.endsWith('.prepared')) return false;
    const stays = path.endsWith('.new') ? isBeingWritten(path) : hasStamp(path, stamp);
    if (!stays) remove(path);
    return stays && !path.endsWith('.new');
  });
  byWant(current)
    .slice(mostKept - 1)
    .forEach(remove);
}

/** What is known now is asked for most; of earlier times, what was asked for last. @returns most wanted first */
function byWant(paths: readonly string[]): string[] {
  const newest = Math.max(...paths.map(timeIn));
  const writtenAt = (path: string) =>
    timeIn(path) === newest ? Infinity : (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return paths.toSorted((a, b) => writtenAt(b) - writtenAt(a));
}

/** With what was computed from it. */
function remove(path: string): void {
  const folder = dirname(path);
  for (const file of keptFilesIn(folder)) {
    if (file === path || (file.startsWith(`${path}.`) && file.endsWith('.prepared'))) rmSync(file, { force: true });
  }
}

function hasStamp(path: string, stamp: string): boolean {
  let reader: ContainerReader<KeptFacts> | undefined;
  try {
    reader = ContainerReader.open<KeptFacts>(path);
    return reader !== undefined && isOf(stamp, reader.facts);
  } catch {
    return false;
  } finally {
    reader?.close();
  }
}

function isBeingWritten(draft: string): boolean {
  const writer = Number(/\.(\d+)\.new$/.exec(draft)![1]);
  if (writer === process.pid) return false;
  try {
    return process.kill(writer, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** It may take half of the room there is: the database is to grow as well. */
function hasRoom(folder: string, sections: readonly { data: Uint8Array }[]): boolean {
  const { bavail, bsize } = statfsSync(folder);
  return sections.reduce((sum, { data }) => sum + data.length, 0) * 2 <= bavail * bsize;
}

function packPeers(peers: Record<Direction, Csr>): { name: string; data: Uint8Array }[] {
  return directions.flatMap((direction) =>
    (['offsets', 'targets'] as const).map((part) => {
      const { buffer, byteOffset, byteLength } = peers[direction][part];
      return { name: sectionOf(direction, part), data: new Uint8Array(buffer, byteOffset, byteLength) };
    }),
  );
}

function removeDraft(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Where it could not be begun, as in a folder that is none.
  }
}
