/** What an embed may weigh on somebody else's page: a promise of the README. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';

let folder: string;
let scripts: { name: string; bytes: number; gzipped: number }[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faultline-embed-size-'));
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const flags = [
    'build',
    '--config',
    'viz/embed/vite.config.ts',
    '--outDir',
    folder,
    '--emptyOutDir',
    '--logLevel',
    'warn',
  ];
  await promisify(execFile)(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), ...flags], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.js'));
  scripts = await Promise.all(
    files.map(async (name) => {
      const content = await readFile(join(folder, name));
      return { name, bytes: content.length, gzipped: gzipSync(content, { level: 9 }).length };
    }),
  );
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const total = (part: typeof scripts) => part.reduce((sum, { gzipped }) => sum + gzipped, 0);

test('all script of the embed, the analysis included, is at most 120 kB compressed', () => {
  expect(total(scripts)).toBeGreaterThan(60_000);
  expect(total(scripts)).toBeLessThanOrEqual(120_000);
});

test('a map that asks nothing does without the analysis, and the element itself is small', () => {
  expect(total(scripts.filter(({ name }) => !/engine|still/.test(name)))).toBeLessThanOrEqual(66_000);
  expect(scripts.find(({ name }) => name === 'faultline-map.js')!.gzipped).toBeLessThanOrEqual(20_000);
});

test('nothing in it is evaluated from text or parsed as markup', async () => {
  const text = await Promise.all(scripts.map(({ name }) => readFile(join(folder, name), 'utf8')));
  expect(text.join('\n')).not.toMatch(/\.innerHTML|insertAdjacentHTML|document\.write|new Function\(|\beval\(/);
});
