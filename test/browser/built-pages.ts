/** Builds the page and the embed once for all browser tests, as `npm run build` does. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

const root = fileURLToPath(new URL('../..', import.meta.url));
const rooms = ['app', 'embed'] as const;
type Room = (typeof rooms)[number];

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of each built room. */
    built: Record<Room, string>;
  }
}

export default async function buildPages(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'faultline-pages-'));
  const built = { app: join(folder, 'app'), embed: join(folder, 'embed') };
  for (const room of rooms) await build(room, built[room]);
  project.provide('built', built);
  return () => rm(folder, { recursive: true });
}

/** In a process of its own: a test runner's NODE_ENV would give libraries in development mode. */
async function build(room: Room, outDir: string): Promise<void> {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const config = `viz/${room}/vite.config.ts`;
  const flags = ['build', '--config', config, '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn'];
  await promisify(execFile)(process.execPath, [vite, ...flags], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' },
  });
}
