import type { Command } from 'commander';
import { compareHosts } from '../../../analysis/compare.ts';
import { reportComparison } from '../../../analysis/report/compare-report.ts';
import { databaseOption, jsonOption, snapshotOption } from '../database.ts';
import { openGraph } from '../open-graph.ts';
import { htmlOption, markdownOption, printReport, type ReportForm } from '../report-output.ts';

interface Options extends ReportForm {
  db: string;
  snapshot?: string;
}

export function addCompare(program: Command): void {
  program
    .command('compare')
    .description(
      'servers side by side: whom people on each could talk with, what published lists do to each, and what falling silent or moving away would cost',
    )
    .argument('<hosts...>', 'two to ten servers')
    .addOption(snapshotOption())
    .addOption(databaseOption())
    .addOption(jsonOption())
    .addOption(markdownOption())
    .addOption(htmlOption())
    .action(async (hosts: string[], { db, snapshot, ...form }: Options) => {
      const comparison = compareHosts(await openGraph(db, snapshot), hosts);
      printReport(comparison, reportComparison(comparison), form);
    });
}
