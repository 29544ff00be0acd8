/**
 * `npm run validate`: the figures against the planted truth of simulated fediverses, and against what servers in a database
 * publish: `faultline.duckdb` where it lies in the working folder.
 *
 * `-- --db FILE` checks that database alone · `--seeds 1-10` other worlds than those reported · `--hosts n` of another size ·
 * `--quick` one small world of each kind · `--only shift` or `--only even` half of the worlds · `--cache DIR` keeps the
 * crawled snapshots, so that the next run starts with them · `--write` writes analysis/VALIDATION.md, which only a run
 * without any of these but `--cache` does by itself. Exits 2 for arguments it cannot read and for a database it cannot.
 */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { UserError } from '../../data/errors.ts';
import { defaultDatabase } from '../../viz/cli/database.ts';
import { printError, printNote, printResult } from '../../viz/cli/output.ts';
import { readArguments } from './arguments.ts';
import { reportChecks } from './checks-report.ts';
import { type CheckedDatabase, checkDatabase } from './database.ts';
import { renderDocument } from './document.ts';
import { judgeAll } from './processes.ts';
import { reportTables } from './report.ts';

try {
  await validate();
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  printError(error);
  process.exitCode = 2;
}

async function validate(): Promise<void> {
  const { plans, database, write } = readArguments(process.argv.slice(2));
  const file = database ?? (existsSync(defaultDatabase) ? defaultDatabase : null);
  const checked = file === null ? null : await check(file);
  if (plans.length === 0) return;
  const results = await judgeAll(plans, 2, ({ plan, asked, questions }) =>
    printNote(
      `seed ${plan.seed} ${plan.shift ? 'with' : 'without'} shift: ${asked} servers, ${questions.length} answers`,
    ),
  );
  printResult(reportTables(results));
  if (write) await writeFile('analysis/VALIDATION.md', renderDocument(results, checked));
}

async function check(file: string): Promise<CheckedDatabase> {
  printNote(`checking ${file}`);
  const checked = await checkDatabase(file);
  printResult(`${reportChecks(checked)}\n`);
  return checked;
}
