/** A dataset that is there already, and how one more snapshot comes into it: its files first, what lists them last. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../errors.ts';
import type { Snapshot } from '../snapshot/types.ts';
import { type FileSum, sumFile } from './checksum.ts';
import type { DataPackage, Format, Resource } from './data-package.ts';
import type { SnapshotFile } from './snapshot-file.ts';
import type { Detail, Tier } from './table.ts';

export interface Existing {
  dataset: DataPackage;
  snapshots: SnapshotFile[];
  snapshotFiles: FileSum[];
}

/** What lists the other files: in the order in which it is replaced. */
const indexFiles = ['views.sql', 'README.md', 'croissant.json', 'datapackage.json', 'SHA256SUMS'];

export function dateOf({ asOf }: Pick<Snapshot, 'asOf'>): string {
  return new Date(asOf).toISOString().slice(0, 10);
}

/** @throws UserError when it is no dataset, one of another kind, has this date already, or a file of it was changed */
export async function readExisting(
  folder: string,
  request: { snapshot: Snapshot; format: Format; tier: Tier; detail: Detail },
): Promise<Existing> {
  const dataset = readDataset(folder);
  requireSameKind(folder, dataset, request);
  const date = dateOf(request.snapshot);
  const same = dataset.faultline.snapshots.find(({ asOf }) => asOf.startsWith(date));
  if (same !== undefined) {
    throw new UserError(`${folder} already has a snapshot of ${date}: ${same.id}.`, {
      hint: 'A dataset holds one snapshot a day; name another folder for this one.',
    });
  }
  for (const { path, bytes, hash } of dataset.resources) {
    const sum = existsSync(join(folder, path)) ? await sumFile(folder, path) : null;
    if (sum?.bytes === bytes && `sha256:${sum.sha256}` === hash) continue;
    throw new UserError(`${join(folder, path)} is ${sum === null ? 'missing' : 'not what was written'}.`, {
      hint: 'Bring it back from a copy: what is added to must be whole.',
    });
  }
  const paths = dataset.faultline.snapshots.map(({ id }) => `snapshots/${id}.json`);
  const snapshots = paths.map((path) => readJson(folder, path) as SnapshotFile);
  return { dataset, snapshots, snapshotFiles: await Promise.all(paths.map((path) => sumFile(folder, path))) };
}

function readDataset(folder: string): DataPackage {
  const found = readJson(folder, 'datapackage.json') as Partial<DataPackage> | null;
  const isWhole =
    found?.faultline?.schema === 'faultline.dataset/1' &&
    Array.isArray(found.resources) &&
    Array.isArray(found.faultline.snapshots) &&
    found.faultline.snapshots.every(({ id }) => existsSync(join(folder, `snapshots/${id}.json`)));
  if (isWhole) return found as DataPackage;
  throw new UserError(`${folder} is no dataset that Faultline wrote.`, {
    hint: 'Name one that "faultline export --format parquet" made, or a folder that is not there yet.',
  });
}

function requireSameKind(
  folder: string,
  { faultline }: DataPackage,
  request: { format: Format; tier: Tier; detail: Detail },
): void {
  for (const what of ['format', 'tier', 'detail'] as const) {
    if (faultline[what] === request[what]) continue;
    throw new UserError(`Expected a dataset of ${what} ${request[what]}; ${folder} is of ${what} ${faultline[what]}.`, {
      hint: `Add to it with --${what} ${faultline[what]}, or name another folder.`,
    });
  }
}

/** @returns null where there is none */
function readJson(folder: string, path: string): unknown {
  const file = join(folder, path);
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new UserError(`${file} is no JSON.`, { hint: 'Bring it back from a copy.', cause });
  }
}

/** Until the list of files is replaced, what came in is taken out again where something fails. */
export function moveInto(folder: string, part: string, resources: readonly Resource[], date: string): void {
  const files = [
    ...resources.map(({ path }) => path),
    ...readdirSync(join(part, 'snapshots')).map((it) => `snapshots/${it}`),
  ];
  const moved: string[] = [];
  try {
    for (const path of files) {
      const folderOf = dirname(join(folder, path));
      // Of this date there is no snapshot: what lies here is of a run that was killed.
      if (folderOf.endsWith(`snapshot_date=${date}`)) rmSync(folderOf, { recursive: true, force: true });
      mkdirSync(folderOf, { recursive: true });
      renameSync(join(part, path), join(folder, path));
      moved.push(path);
    }
    for (const name of indexFiles) renameSync(join(part, name), join(folder, name));
  } catch (error) {
    if (existsSync(join(part, 'datapackage.json')))
      for (const path of moved) rmSync(join(folder, path), { force: true });
    throw error;
  }
}
