/** The benches still run: the smallest of everything, in a build of its own, so that nobody's `dist` is written into. */
import { execFile } from 'node:child_process';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stageNames, stages } from '../bench/stages.ts';
import { root } from '../house/sources.ts';

const run = promisify(execFile);
const built = join(root, 'test/bench/output/built');

beforeAll(async () => {
  for (const project of ['.', 'test/bench']) {
    await run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', project, '--outDir', built], { cwd: root });
  }
  for (const file of ['schema.sql', 'views.sql']) await cp(join(root, 'data', file), join(built, 'data', file));
});

afterAll(async () => {
  await rm(built, { recursive: true, force: true });
});

test('every stage yields a row, and none fails', async () => {
  const bench = [join(built, 'test/bench/main.js'), '--quick'];
  const { stdout, stderr } = await run(process.execPath, bench, { cwd: root, maxBuffer: 2 ** 26 }).catch(
    (error: { stdout: string; stderr: string }) => error,
  );
  expect(stderr.split('\n').filter((line) => line.startsWith('failed'))).toEqual([]);
  for (const name of stageNames) expect(stdout).toMatch(new RegExp(`^${stages[name].title}, small\\n {2}\\S`, 'm'));
}, 900_000);
