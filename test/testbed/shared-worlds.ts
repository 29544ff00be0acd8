/** A folder in which the crawled worlds of one run of the tests are kept; the same for every kind of test. */
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    sharedWorlds: string;
  }
}

export default async function shareWorlds(project: TestProject): Promise<() => Promise<void>> {
  const folder = join(tmpdir(), `faultline-worlds-${process.pid}`);
  await mkdir(folder, { recursive: true });
  project.provide('sharedWorlds', folder);
  return () => rm(folder, { recursive: true, force: true });
}
