/** Results are kept as they come, a stage at a size a line, so that the document can be written from several runs. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from './project.ts';
import type { StageResult } from './run-stage.ts';
import { stages } from './stages.ts';

export interface KeptResult extends StageResult {
  commit: string;
  /** ISO time of its end. */
  at: string;
  runs: number;
  hosts: number;
  /** Peer entries of the planted database; null for a stage that is given none. */
  edges: number | null;
}

/** For what benches make and use again; git-ignored. */
export const outputFolder = join(projectFolder, 'test/bench/output');
const file = join(outputFolder, 'kept.ndjson');

export function keep(result: KeptResult): void {
  mkdirSync(outputFolder, { recursive: true });
  appendFileSync(file, `${JSON.stringify(result)}\n`);
}

/** The newest result of each stage at each size. @param commit of which alone; all when left out */
export function readKept(commit?: string): KeptResult[] {
  if (!existsSync(file)) return [];
  const all = readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as KeptResult)
    .filter((result) => result.stage in stages && (commit === undefined || result.commit === commit));
  return [...new Map(all.map((result) => [`${result.stage} ${result.size}`, result])).values()];
}

/** The commit that is measured, with a plus where files differ from it. */
export function presentCommit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: projectFolder, encoding: 'utf8' }).trim();
  try {
    const changed = git('status', '--porcelain', '--', '.', ':!test/bench/BENCHMARKS.md') !== '';
    return `${git('rev-parse', '--short=12', 'HEAD')}${changed ? '+' : ''}`;
  } catch {
    return 'unknown';
  }
}
