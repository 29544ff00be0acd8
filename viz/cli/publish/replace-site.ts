/**
 * Puts a site where it is wanted. A folder that holds a site made before keeps whatever else lies in it: the new files
 * come first, the page that names them last, and then what only the old site had goes.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../../../data/errors.ts';
import { isFree, withPart, writeFolder } from '../../../data/export/aside.ts';
import { siteMeta } from '../../site/manifest.ts';

/** The files of fixed names, in the order in which they are replaced. */
const lastFiles = [
  'embed/faultline-map.js',
  'embed/index.html',
  'embed/site.json',
  'robots.txt',
  'README.md',
  'SHA256SUMS',
  'index.html',
];

/**
 * @param write fills the folder it is given
 * @throws UserError when the folder holds something else than a site, or cannot be written
 */
export async function putSite<Result>(folder: string, write: (part: string) => Promise<Result>): Promise<Result> {
  if (isFree(folder)) return writeFolder(folder, write);
  const before = readOldFiles(folder);
  return withPart(folder, async (part) => {
    const result = await write(part);
    const files = listFiles(part);
    const first = files.filter((path) => !lastFiles.includes(path));
    for (const path of [...first, ...lastFiles.filter((path) => files.includes(path))]) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      renameSync(join(part, path), join(folder, path));
    }
    const kept = new Set(files);
    for (const path of before) if (!kept.has(path)) rmSync(join(folder, path), { force: true });
    return result;
  });
}

/** @returns the files that the site before is made of */
function readOldFiles(folder: string): string[] {
  const page = join(folder, 'index.html');
  const sums = join(folder, 'SHA256SUMS');
  const isSite =
    statSync(folder).isDirectory() &&
    existsSync(page) &&
    existsSync(sums) &&
    readFileSync(page, 'utf8').includes(`<meta name="${siteMeta}"`);
  if (!isSite) {
    throw new UserError(
      `Expected a folder that is not there yet, is empty, or holds a site made before; ${folder} is none.`,
      {
        hint: 'Name another one: nothing else is written over.',
      },
    );
  }
  return readFileSync(sums, 'utf8')
    .split('\n')
    .map((line) => line.replace(/^[0-9a-f]{64} {2}/, ''))
    .filter((path) => path !== '' && isWithin(path));
}

/** A list that somebody changed leads nowhere outside. */
function isWithin(path: string): boolean {
  return !path.startsWith('/') && !path.includes('\\') && !path.split('/').includes('..');
}

/** @returns paths with slashes, sorted */
function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}
