import { type Command, Option } from 'commander';
import { assessBlocked } from '../../../analysis/blocked.ts';
import { renderBlockedMarkdown } from '../../../analysis/report/markdown.ts';
import { renderBlockedText } from '../../../analysis/report/text.ts';
import { databaseOption, jsonOption, loadGraph, snapshotOption } from '../database.ts';
import { printJson, printResult } from '../output.ts';

interface Options {
  db: string;
  json?: true;
  markdown?: true;
  among?: 'visited';
  snapshot?: string;
}

export function addBlocked(program: Command): void {
  program
    .command('blocked')
    .description('who cuts a server off, by published lists, and what each block costs it')
    .argument('<host>', 'the server that is blocked')
    .addOption(new Option('--among <hosts>', 'count cutNow among these only').choices(['visited']))
    .addOption(snapshotOption())
    .addOption(databaseOption())
    .addOption(jsonOption())
    .option('--markdown', 'print the report as Markdown')
    .action(async (host: string, { db, json, markdown, among, snapshot }: Options) => {
      const blocked = assessBlocked(await loadGraph(db, snapshot), host, among ? { among } : {});
      if (json) return printJson(blocked);
      printResult(markdown ? renderBlockedMarkdown(blocked) : renderBlockedText(blocked));
    });
}
