import { type Command, createOption } from 'commander';
import { type ReplaySummary, replay } from '../../../crawler/replay.ts';
import { withReplay } from '../../../data/replay.ts';
import { checkFileName, jsonOption } from '../database.ts';
import { interruptedCode, untilCtrlC } from '../interrupt.ts';
import { printJson, printNote, printResult } from '../output.ts';

/** Some of what is on record could not be read again. */
const incomplete = 3;

interface Options {
  db: string;
  json?: true;
}

export function addReplay(program: Command): void {
  program
    .command('replay')
    .description(
      'read the answers of crawls that ran with --keep-bodies once more, as this version reads them, into a new database',
    )
    .argument('<file>', 'the database that holds them; it stays as it is')
    .addOption(createOption('--db <file>', 'the database to make, which must not be there yet').makeOptionMandatory())
    .addOption(jsonOption())
    .action(async (file: string, { db, json }: Options) => {
      checkFileName(file);
      checkFileName(db);
      const summary = await untilCtrlC((signal) => replayUntil(signal, file, db));
      if (summary === null) {
        printNote(`Stopped; ${db} was not made.`);
        process.exitCode = interruptedCode;
        return;
      }
      if (json) printJson({ schema: 'faultline.replay/1', database: db, ...summary });
      else for (const line of describe(summary, db)) printResult(line);
      const { unreadVisits, imports, notKept } = summary;
      if (unreadVisits + imports + notKept > 0) process.exitCode = incomplete;
    });
}

/** @returns null when the signal fired before the end */
async function replayUntil(signal: AbortSignal, from: string, to: string): Promise<ReplaySummary | null> {
  try {
    return await withReplay(from, to, (files) => replay({ ...files, signal }));
  } catch (error) {
    if (signal.aborted && error === signal.reason) return null;
    throw error;
  }
}

function describe({ passes, visits, unreadVisits, imports, notKept }: ReplaySummary, db: string): string[] {
  return [
    `${count(visits, 'visit')} of ${count(passes, 'pass', 'passes')} read again into ${db}.`,
    ...(unreadVisits === 0
      ? []
      : [
          `${count(unreadVisits, 'visit')} could not be read again, since the crawl ran without --keep-bodies: ${db} has their requests, and nothing of what the servers said.`,
        ]),
    ...(imports === 0
      ? []
      : [
          `${count(imports, 'import')} could not be read again, since folders are not kept: import them into ${db} once more.`,
        ]),
    ...(notKept === 0
      ? []
      : [
          `${count(notKept, 'answer')} that this version reads ${notKept === 1 ? 'was' : 'were'} not kept: those lists count as not reached.`,
        ]),
  ];
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
