import { type Command, Option } from 'commander';
import { groupsOf, nameLike } from '../../../analysis/community-names.ts';
import { listCommunities } from '../../../analysis/list-communities.ts';
import { reportCommunities } from '../../../analysis/report/communities-report.ts';
import { databaseOption, jsonOption, snapshotOption } from '../database.ts';
import { openGraph } from '../open-graph.ts';
import { htmlOption, markdownOption, printReport, type ReportForm } from '../report-output.ts';

interface Options extends ReportForm {
  db: string;
  snapshot?: string;
  like?: string;
}

export function addCommunities(program: Command): void {
  program
    .command('communities')
    .description('groups of servers that know the same servers, and how sure it is that they are there')
    .addOption(snapshotOption())
    .addOption(
      new Option(
        '--like <which>',
        'another snapshot, likewise: groups that are the same bear the names they have there',
      ),
    )
    .addOption(databaseOption())
    .addOption(jsonOption())
    .addOption(markdownOption())
    .addOption(htmlOption())
    .action(async ({ db, snapshot, like, ...form }: Options) => {
      const named = like === undefined ? undefined : await namesAt(db, like);
      const graph = await openGraph(db, snapshot);
      if (named !== undefined) nameLike(graph, named.groups);
      const list = listCommunities(graph, named?.ref);
      printReport(list, reportCommunities(list), form);
    });
}

async function namesAt(db: string, which: string) {
  const graph = await openGraph(db, which);
  return { groups: groupsOf(graph), ref: graph.ref };
}
