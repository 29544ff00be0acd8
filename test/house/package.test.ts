import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from './sources.ts';

const run = promisify(execFile);
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faultline-pack-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('the packed package, installed in an empty folder, runs the demo and answers from its database', async () => {
  // The build is already there (npm test builds first), so packing need not build again.
  const packed = await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], { cwd: root });
  const [{ filename, files }] = JSON.parse(packed.stdout) as [{ filename: string; files: { path: string }[] }];
  expect(
    files
      .map(({ path }) => path)
      .filter(
        (path) =>
          !/^(dist\/(data|crawler|analysis|viz)\/|data\/(dictionary|recipes)\.md$|LICENSE$|README\.md$|package\.json$)/.test(
            path,
          ),
      ),
  ).toEqual([]);

  await writeFile(join(folder, 'package.json'), '{ "private": true }');
  await run('npm', ['install', '--omit=dev', '--no-audit', '--no-fund', join(folder, filename)], { cwd: folder });
  const demo = await run('npx', ['faultline', 'demo', '--no-serve', '--hosts', '60', '--db', 'demo.duckdb'], {
    cwd: folder,
  });
  expect(demo.stdout).toMatch(/follows/);

  const status = await run('npx', ['faultline', 'status', '--db', 'demo.duckdb', '--json'], { cwd: folder });
  const { coverage } = JSON.parse(status.stdout) as { coverage: { visited: number } };
  expect(coverage.visited).toBeGreaterThan(20);
});
