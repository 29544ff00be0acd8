/** One project a folder of tests, so that a person can run one kind: `npx vitest --config test/vitest.config.ts --project unit`. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const project = (name: string, timeoutMs = 20_000) => ({
  extends: true as const,
  test: { name, include: [`test/${name}/**/*.test.ts`], testTimeout: timeoutMs, hookTimeout: 240_000 },
});

const sharesWorlds = 'test/testbed/shared-worlds.ts';

const withSetup = (own: ReturnType<typeof project>, ...globalSetup: string[]) => ({
  ...own,
  test: { ...own.test, globalSetup },
});

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    globals: false,
    environment: 'node',
    maxWorkers: 2,
    reporters: ['default', fileURLToPath(new URL('./closing-line.ts', import.meta.url))],
    projects: [
      withSetup(project('unit'), sharesWorlds),
      project('property', 60_000),
      project('golden'),
      withSetup(project('testbed', 120_000), sharesWorlds),
      project('house', 180_000),
      withSetup(project('browser', 120_000), sharesWorlds, 'test/browser/built-pages.ts'),
    ],
  },
});
