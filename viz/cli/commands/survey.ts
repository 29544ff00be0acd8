import { type Command, Option } from 'commander';
import { twoThreads } from '../../../analysis/parallel/two-threads.ts';
import { reportSurvey } from '../../../analysis/report/survey-report.ts';
import { surveyDeclared, surveyList } from '../../../analysis/survey.ts';
import { readBlocklistArguments } from '../blocklist-argument.ts';
import { databaseOption, jsonOption, snapshotOption } from '../database.ts';
import { openGraph } from '../open-graph.ts';
import { printResult } from '../output.ts';
import { htmlOption, markdownOption, printReport, type ReportForm } from '../report-output.ts';
import { renderSurveyCsv } from '../survey-csv.ts';

interface Options extends ReportForm {
  db: string;
  block: string[];
  blocklist: string[];
  declared?: true;
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
    .addOption(snapshotOption())
    .addOption(databaseOption())
    .addOption(jsonOption())
    .addOption(new Option('--csv', 'print a row a server as CSV').conflicts(['json', 'markdown', 'html']))
    .addOption(markdownOption())
    .addOption(htmlOption())
    .action(async ({ db, block, blocklist, declared, csv, snapshot: which, ...form }: Options) => {
      const parallel = twoThreads();
      const graph = await openGraph(db, which, { needs: 'ties' });
      // Of an imported list the newest state, or with a snapshot the state of its time.
      const asOf = which === undefined ? undefined : graph.snapshot.asOf;
      const survey = declared
        ? surveyDeclared(graph, parallel)
        : surveyList(graph, { block, lists: await readBlocklistArguments(blocklist, { db, asOf }) }, parallel);
      if (csv) printResult(renderSurveyCsv(survey));
      else printReport(survey, reportSurvey(survey), form);
    });
}
