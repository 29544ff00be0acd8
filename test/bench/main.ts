/**
 * `npm run bench`: what each stage costs at three sizes, each figure beside baselines of the same run; writes
 * `test/bench/BENCHMARKS.md`.
 *
 * `-- --only graph,layout` some stages · `--sizes small,medium` some sizes · `--runs n` · results are kept: `--missing`
 * measures only what is not kept of the present commit or failed, and `--from-kept` writes the document without measuring,
 * from results of the present commit, or of any with `--any-commit` · `--quick` the smallest of everything, once, only to
 * show that it runs. Exits 1 when a stage failed, 2 for misuse.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../data/errors.ts';
import { printError, printNote, printResult } from '../../viz/cli/output.ts';
import { type BenchPlan, readArguments } from './arguments.ts';
import { renderDocument } from './document/document.ts';
import { type KeptResult, keep, presentCommit, readKept } from './kept.ts';
import type { Row } from './measure.ts';
import { plantedDatabase } from './planted.ts';
import { projectFolder } from './project.ts';
import { renderRow } from './render-row.ts';
import { nothingOf, runStage } from './run-stage.ts';
import { hostsOf, type Size } from './stage.ts';
import { type StageName, stages } from './stages.ts';

const document = join(projectFolder, 'test/bench/BENCHMARKS.md');

try {
  await bench(readArguments(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  printError(error);
  process.exitCode = 2;
}

async function bench(plan: BenchPlan): Promise<void> {
  if (plan.fromKept) return await write(readKept(plan.anyCommit ? undefined : presentCommit()));
  const commit = presentCommit();
  const results = plan.missing ? readKept(commit).filter(({ failure }) => failure === null) : [];
  const done = new Set(results.map(({ stage, size }) => `${stage} ${size}`));
  const work = plan.sizes.flatMap((size) => {
    const measured = plan.stages.filter((stage) => stages[stage].sizes.includes(size) && !done.has(`${stage} ${size}`));
    return measured.map((stage) => ({ stage, size }));
  });
  const next = work.values();
  const worker = async () => {
    for (const { stage, size } of next) {
      const result = { ...(await measure(stage, size, plan)), commit };
      results.push(result);
      if (!plan.quick) keep(result);
    }
  };
  // What is measured is alone on the machine; what only has to run need not be.
  await Promise.all(Array.from({ length: plan.quick ? availableParallelism() : 1 }, worker));
  if (results.some(({ failure }) => failure !== null)) process.exitCode = 1;
  if (plan.whole) await write(results);
}

async function measure(stage: StageName, size: Size, { runs, quick }: BenchPlan): Promise<Omit<KeptResult, 'commit'>> {
  const { planted, title } = stages[stage];
  const world = planted ? await plantedDatabase(size).catch((cause: Error) => cause) : unplanted(size);
  if (!quick) printNote(`${title}, ${size}`);
  const lines: string[] = [];
  const report = (said: Row | string) => {
    lines.push(`  ${typeof said === 'string' ? said : renderRow(said)}`);
    if (!quick) printResult(lines.at(-1)!);
  };
  const isThere = !(world instanceof Error);
  const result = isThere
    ? await runStage(stage, { size, file: world.file, runs, quick }, report)
    : nothingOf(stage, size, `no database: ${world.message.split('\n')[0]}`);
  if (quick) printResult([`${title}, ${size}`, ...lines].join('\n'));
  const seconds = (ms: number | null) => `${ms === null ? '?' : (ms / 1000).toFixed(1)} s`;
  const used = `${seconds(result.wallMs)}, ${seconds(result.cpuMs)} of processor time, ${result.rssMb ?? '?'} MB`;
  printNote(result.failure === null ? `${stage} ${used}` : `failed: ${stage} after ${used}: ${result.failure}`);
  const { hosts, edges } = isThere ? world : unplanted(size);
  return { at: new Date().toISOString(), runs, hosts, edges, ...result };
}

function unplanted(size: Size) {
  return { file: '', hosts: hostsOf[size], edges: null };
}

async function write(results: readonly KeptResult[]): Promise<void> {
  if (results.length === 0) {
    throw new UserError('No result is kept of this commit.', {
      hint: 'Measure first, with `npm run bench`, or take what there is with --any-commit.',
    });
  }
  writeFileSync(document, await renderDocument(results));
  printNote('test/bench/BENCHMARKS.md is written');
}
