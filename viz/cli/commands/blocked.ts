import { type Command, Option } from 'commander';
import { assessBlocked } from '../../../analysis/blocked.ts';
import { reportBlocked } from '../../../analysis/report/blocked-report.ts';
import { blocklistsAt } from '../../../data/blocklists.ts';
import { databaseOption, jsonOption, snapshotOption, withStore } from '../database.ts';
import { openGraph } from '../open-graph.ts';
import { htmlOption, markdownOption, printReport, type ReportForm } from '../report-output.ts';

interface Options extends ReportForm {
  db: string;
  among?: 'visited';
  snapshot?: string;
}

export function addBlocked(program: Command): void {
  program
    .command('blocked')
    .description(
      'who cuts a server off by published lists, what each block costs it and lifting it returns, which imported lists explain it, and what falling silent or moving away would cost',
    )
    .argument('<host>', 'the server that is blocked')
    .addOption(
      new Option('--among <hosts>', 'count servers without two-way contact only among those that answered').choices([
        'visited',
      ]),
    )
    .addOption(snapshotOption())
    .addOption(databaseOption())
    .addOption(jsonOption())
    .addOption(markdownOption())
    .addOption(htmlOption())
    .action(async (host: string, { db, among, snapshot, ...form }: Options) => {
      const graph = await openGraph(db, snapshot);
      // As with every imported list: its newest state, or with a snapshot the state of its time.
      const asOf = snapshot === undefined ? undefined : graph.snapshot.asOf;
      const lists = await withStore(db, 'read', (store) => blocklistsAt(store, { asOf }));
      const blocked = assessBlocked(graph, host, { among, lists });
      printReport(blocked, reportBlocked(blocked), form);
    });
}
