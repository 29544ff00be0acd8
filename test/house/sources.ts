/** Reads the project as text, for the tests that keep its shape. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Files a commit would hold: tracked, or new and not ignored; those deleted in the working tree left out. */
export function projectFiles(): string[] {
  const list = (...args: string[]) =>
    execFileSync('git', ['ls-files', ...args], { cwd: root, encoding: 'utf8' })
      .split('\n')
      .filter(Boolean);
  const deleted = new Set(list('--deleted'));
  return [...new Set(list('--cached', '--others', '--exclude-standard'))].filter((file) => !deleted.has(file)).sort();
}

export function readProjectFile(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

export interface Import {
  from: string;
  /** Path from the root for our own files, the bare name for packages. */
  to: string;
  typeOnly: boolean;
}

const statement = /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|import\(\s*'([^']+)'\s*\)/g;

export function importsOf(file: string): Import[] {
  return [...readProjectFile(file).matchAll(statement)].map(([, type, fromStatement, fromCall]) => {
    const name = fromStatement ?? fromCall ?? '';
    const to = name.startsWith('.') ? normalize(join(dirname(file), name)) : name;
    return { from: file, to, typeOnly: type !== undefined };
  });
}
