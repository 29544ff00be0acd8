import { type Command, Option } from 'commander';
import { twoThreads } from '../../../analysis/parallel/two-threads.ts';
import { reportAround } from '../../../analysis/report/around-report.ts';
import { reportSurvey } from '../../../analysis/report/survey-report.ts';
import { surveyDeclared, surveyList, surveySince } from '../../../analysis/survey.ts';
import { surveyAround } from '../../../analysis/survey-around.ts';
import { readBlocklistArguments } from '../blocklist-argument.ts';
import { databaseOption, jsonOption, snapshotOption } from '../database.ts';
import { openGraph } from '../open-graph.ts';
import { printResult } from '../output.ts';
import { htmlOption, markdownOption, printReport, type ReportForm } from '../report-output.ts';
import { renderAroundCsv, renderSurveyCsv } from '../survey-csv.ts';

interface Options extends ReportForm {
  db: string;
  block: string[];
  blocklist: string[];
  declared?: true;
  around?: string;
  since?: string;
  csv?: true;
  snapshot?: string;
}

export function addSurvey(program: Command): void {
  program
    .command('survey')
    .description(
      'one question asked of every server at once: what people in reach a list would cut off, or published lists cut off today',
    )
    .addOption(
      new Option('--block <hosts>', 'servers that each would block (comma-separated, may be repeated)')
        .default([], 'none')
        .argParser((text: string, before: string[]) => [
          ...before,
          ...text.split(',').filter((name) => name.trim() !== ''),
        ]),
    )
    .addOption(
      new Option(
        '--blocklist <list>',
        'blocklist that each would import: a file in any dialect that import reads, or the name of an imported list (may be repeated)',
      )
        .default([], 'none')
        .argParser((text: string, before: string[]) => [...before, text]),
    )
    .addOption(
      new Option('--declared', 'what the own published list of each server cuts today').conflicts([
        'block',
        'blocklist',
      ]),
    )
    .addOption(
      new Option(
        '--around <host>',
        'of this server alone: what a block of each other one would cost it, and the peers in common, after the list if there is one',
      ).conflicts('declared'),
    )
    .addOption(
      new Option(
        '--since <which>',
        'what went out of reach since an earlier snapshot: its id, or a date or time such as 2026-11-20 (UTC)',
      ).conflicts(['block', 'blocklist', 'declared', 'around']),
    )
    .addOption(snapshotOption())
    .addOption(databaseOption())
    .addOption(jsonOption())
    .addOption(new Option('--csv', 'print a row a server as CSV').conflicts(['json', 'markdown', 'html']))
    .addOption(markdownOption())
    .addOption(htmlOption())
    .action(async ({ csv, ...options }: Options) => {
      const { answer, report, rows } = await ask(options);
      if (csv) printResult(rows());
      else printReport(answer, report(), options);
    });
}

async function ask({ db, block, blocklist, declared, around, since, snapshot: which }: Options) {
  const parallel = twoThreads();
  const graph = await openGraph(db, which, { needs: 'ties' });
  // Of an imported list the newest state, or with a snapshot the state of its time.
  const asOf = which === undefined ? undefined : graph.snapshot.asOf;
  const given = { block, lists: await readBlocklistArguments(blocklist, { db, asOf }) };
  if (around !== undefined) {
    const answer = surveyAround(graph, around, given, parallel);
    return { answer, report: () => reportAround(answer), rows: () => renderAroundCsv(answer) };
  }
  const answer =
    since !== undefined
      ? surveySince(graph, await openGraph(db, since, { needs: 'ties' }), parallel)
      : declared
        ? surveyDeclared(graph, parallel)
        : surveyList(graph, given, parallel);
  return { answer, report: () => reportSurvey(answer), rows: () => renderSurveyCsv(answer) };
}
