/**
 * `npm run bench`: what each stage costs at three sizes, each figure beside baselines of the same run; writes
 * `test/bench/BENCHMARKS.md`.
 *
 * `-- --only graph,layout` some stages · `--sizes small,medium` some sizes · `--runs n` · results are kept, and
 * `--from-kept` writes the document from them without measuring, of the present commit, or of any with `--any-commit` ·
 * `--quick` the smallest of everything, once, only to show that it runs. Exits 1 when a stage failed, 2 for misuse.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../data/errors.ts';
import { printError, printNote, printResult } from '../../viz/cli/output.ts';
import { type BenchPlan, readArguments } from './arguments.ts';
import { renderDocument } from './document/document.ts';
import { type KeptResult, keep, presentCommit, readKept } from './kept.ts';
import { plantedWorld } from './planted.ts';
import { projectFolder } from './project.ts';
import { renderRow } from './render-row.ts';
import { runStage } from './run-stage.ts';
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
  const results: KeptResult[] = [];
  for (const size of plan.sizes) {
    for (const stage of plan.stages.filter((name) => stages[name].sizes.includes(size))) {
      const result = await measure(stage, size, plan);
      results.push(result);
      if (!plan.quick) keep(result);
    }
  }
  if (results.some(({ failure }) => failure !== null)) process.exitCode = 1;
  if (plan.whole) await write(results);
}

async function measure(stage: StageName, size: Size, { runs, quick }: BenchPlan): Promise<KeptResult> {
  const { planted, title } = stages[stage];
  const world = planted ? await plantedWorld(size) : null;
  printNote(`${title}, ${size}`);
  const context = { size, file: world?.file ?? '', runs, quick };
  const result = await runStage(stage, context, (said) => {
    printResult(`  ${typeof said === 'string' ? said : renderRow(said)}\n`);
  });
  const used = `${(result.wallMs / 1000).toFixed(1)} s, ${result.rssMb ?? '?'} MB`;
  printNote(result.failure === null ? used : `failed after ${used}: ${result.failure}`);
  const { hosts, edges } = world ?? { hosts: hostsOf[size], edges: null };
  return { commit: presentCommit(), at: new Date().toISOString(), runs, hosts, edges, ...result };
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
