/** Runs a stage in a process of its own: its memory is its own and is given back, and what fails there fails alone. */
import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Row } from './measure.ts';
import { projectFolder } from './project.ts';
import type { Context, Size } from './stage.ts';
import type { StageMessage, StagePlan } from './stage-process.ts';
import { type StageName, stages } from './stages.ts';

export interface StageResult {
  stage: StageName;
  size: Size;
  rows: Row[];
  lines: string[];
  /** Null when all rows are there. */
  failure: string | null;
  wallMs: number;
  /** Of all its threads; null where it ended before it could tell. */
  cpuMs: number | null;
  /** Most memory of its process. */
  rssMb: number | null;
}

const longestMs = 45 * 60_000;

export async function runStage(
  stage: StageName,
  context: Omit<Context, 'folder'>,
  report: (said: Row | string) => void,
): Promise<StageResult> {
  const folder = await mkdtemp(join(tmpdir(), 'faultline-bench-'));
  try {
    return await runIn(folder, stage, context, report);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Of a stage that has not told anything, and why it will not. */
export function nothingOf(stage: StageName, size: Size, failure: string | null): StageResult {
  return { stage, size, rows: [], lines: [], failure, wallMs: 0, cpuMs: null, rssMb: null };
}

async function runIn(
  folder: string,
  stage: StageName,
  context: Omit<Context, 'folder'>,
  report: (said: Row | string) => void,
): Promise<StageResult> {
  const result = nothingOf(stage, context.size, null);
  const begin = performance.now();
  const child = fork(new URL('./stage-process.js', import.meta.url), {
    execArgv: [`--max-old-space-size=${stages[stage].heapMb ?? 4096}`],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const tooLong = setTimeout(() => child.kill('SIGKILL'), longestMs);
  child.send({ stage, context: { ...context, folder } } satisfies StagePlan);
  child.on('message', (message: StageMessage) => {
    if ('said' in message) {
      report(message.said);
      if (typeof message.said === 'string') result.lines.push(message.said);
      else result.rows.push(message.said);
    } else {
      Object.assign(result, message.used, { failure: message.failure });
    }
  });
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => {
    child.once('exit', (...ended) => resolve(ended));
  });
  clearTimeout(tooLong);
  result.wallMs = performance.now() - begin;
  if (result.rssMb === null) result.failure = `its process ended with ${signal ?? code} before it was done`;
  result.failure = result.failure?.split('\n')[0]?.replaceAll(projectFolder, '') ?? null;
  return result;
}
