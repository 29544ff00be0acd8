/** What a reader loads before the page does anything: its first script, and those that the first cannot do without. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { compare, type Row } from './measure.ts';
import { projectFolder } from './project.ts';
import type { Context } from './stage.ts';

export async function* pageRows({ folder }: Context): AsyncIterable<Row> {
  const built = await compare(1, () => buildPage(folder));
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const scripts = [...page.matchAll(/(?:src|href)="\.?\/?([^"]+\.js)"/g)].map(([, path]) => path!);
  const sizes = scripts.map((path) => gzipSync(readFileSync(join(folder, path)), { level: 9 }).length);
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  yield {
    ...{ what: 'building the page', unit: 'pages', amount: 1, ...built, bytes },
    judged: { 'T10.bundle': bytes / 1000 },
    note: `the bytes are those of the ${scripts.length} scripts that are loaded first, gzip`,
  };
}

async function buildPage(folder: string): Promise<void> {
  const flags = ['build', '--config', 'viz/app/vite.config.ts', '--outDir', folder, '--logLevel', 'warn'];
  await promisify(execFile)(process.execPath, ['node_modules/vite/bin/vite.js', ...flags, '--emptyOutDir'], {
    cwd: projectFolder,
    env: { ...process.env, NODE_ENV: 'production' },
  });
}
