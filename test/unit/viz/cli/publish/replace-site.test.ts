/** How a site comes into its folder: whole, or not at all. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { renderSums } from '../../../../../data/export/checksum.ts';
import { putSite } from '../../../../../viz/cli/publish/replace-site.ts';
import { SiteFolder } from '../../../../../viz/cli/publish/site-folder.ts';

let room: string;
let folder: string;
beforeEach(() => {
  room = mkdtempSync(join(tmpdir(), 'faultline-put-'));
  folder = join(room, 'site');
});
afterEach(() => rmSync(room, { recursive: true }));

const page = '<head><meta name="faultline-site" content="site.json" /></head>';

function put(files: Record<string, string>, signal?: AbortSignal) {
  return putSite(folder, async (part) => {
    const site = new SiteFolder(part, signal);
    for (const [path, text] of Object.entries({ ...files, 'index.html': page })) site.write(path, text);
    site.write('SHA256SUMS', renderSums(site.sums));
  });
}

const names = (where = folder) => readdirSync(where).sort();

test('a new folder holds the files; a second site takes away what only the first had, and nothing else', async () => {
  await put({ 'data/a.1.bin': 'a', 'data/b.1.bin': 'b' });
  writeFileSync(join(folder, 'CNAME'), 'map.example');
  await put({ 'data/b.1.bin': 'b', 'data/c.1.bin': 'c' });
  expect(names()).toEqual(['CNAME', 'SHA256SUMS', 'data', 'index.html']);
  expect(names(join(folder, 'data'))).toEqual(['b.1.bin', 'c.1.bin']);
  expect(names(room)).toEqual(['site']);
});

test('stopped in between, a folder that was there is as it was, and one that was not is not', async () => {
  const stopped = AbortSignal.abort(new Error('stopped by SIGINT'));
  await expect(put({ 'data/a.1.bin': 'a' }, stopped)).rejects.toThrow('stopped by SIGINT');
  expect(existsSync(folder)).toBe(false);
  await put({ 'data/a.1.bin': 'a' });
  await expect(put({ 'data/b.1.bin': 'b' }, stopped)).rejects.toThrow('stopped by SIGINT');
  expect(names(join(folder, 'data'))).toEqual(['a.1.bin']);
  expect(names(room)).toEqual(['site']);
});

test('a list of files that somebody changed leads to nothing outside the folder', async () => {
  writeFileSync(join(room, 'mine.txt'), 'mine');
  await put({ 'data/a.1.bin': 'a' });
  const sums = join(folder, 'SHA256SUMS');
  const line = `${'0'.repeat(64)}  `;
  writeFileSync(sums, `${readFileSync(sums, 'utf8')}${line}../mine.txt\n${line}${join(room, 'mine.txt')}\n`);
  await put({ 'data/b.1.bin': 'b' });
  expect(readFileSync(join(room, 'mine.txt'), 'utf8')).toBe('mine');
});

test('a folder with other files, or a page that is no site, is refused', async () => {
  mkdirSync(folder);
  writeFileSync(join(folder, 'index.html'), '<p>mine</p>');
  await expect(put({})).rejects.toThrow('holds a site made before');
  expect(names()).toEqual(['index.html']);
});
