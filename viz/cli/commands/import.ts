import { type Command, InvalidArgumentError, Option } from 'commander';
import { writeQuarantine } from '../../../analysis/report/footprint-sentences.ts';
import { importExchange } from '../../../data/import/exchange.ts';
import { readQuarantine } from '../../../data/quarantine.ts';
import { takeSnapshot } from '../../../data/snapshot/reference.ts';
import type { Snapshot } from '../../../data/snapshot/types.ts';
import type { EpochMs } from '../../../data/types.ts';
import { databaseOption, jsonOption, withStore } from '../database.ts';
import { printJson, printResult } from '../output.ts';

const shownRejections = 5;

interface Options {
  db: string;
  json?: true;
  observedAt?: EpochMs;
}

export function addImport(program: Command): void {
  program
    .command('import')
    .description('read an exchange folder (instances.csv, peers.csv, blocks.csv, allows.csv …) into the database')
    .argument('<folder>', 'folder of CSV files')
    .addOption(
      new Option('--observed-at <date>', 'when the files were true, such as 2022-05-17')
        .default(undefined, 'now')
        .argParser(readDate),
    )
    .addOption(databaseOption())
    .addOption(jsonOption())
    .action(async (folder: string, { db, json, observedAt }: Options) => {
      const now = observedAt ?? Date.now();
      const { summary, quarantine, snapshot } = await withStore(db, 'create', async (store) => ({
        summary: await importExchange(store, folder, { now }),
        quarantine: await readQuarantine(store),
        snapshot: (await takeSnapshot(store)).snapshot,
      }));
      if (json) return printJson({ schema: 'faultline.import/1', ...summary, quarantine, snapshot: refOf(snapshot) });
      const { hosts, visited, peers, blocks, allows, counts, rejected, rejectedCount, staleLists } = summary;
      printResult(
        `${hosts} hosts (${visited} of them asked), ${peers} peers, ${blocks} blocks, ${allows} allows, ${counts} counts into ${db}`,
      );
      printResult(`snapshot ${snapshot.id}, as of ${refOf(snapshot).asOf}`);
      if (staleLists > 0) {
        printResult(
          `${staleLists} ${staleLists === 1 ? 'list was' : 'lists were'} older than what the file holds, and changed nothing.`,
        );
      }
      for (const sentence of writeQuarantine(quarantine)) printResult(sentence);
      if (rejectedCount > 0) {
        printResult(`${rejectedCount} rows left out:`);
        for (const { file, line, text, reason } of rejected.slice(0, shownRejections)) {
          printResult(`  ${file}:${line}: ${JSON.stringify(text)}: ${reason}`);
        }
        if (rejectedCount > shownRejections) printResult(`  and ${rejectedCount - shownRejections} more`);
      }
    });
}

function refOf({ id, asOf }: Snapshot): { id: string; asOf: string } {
  return { id, asOf: new Date(asOf).toISOString() };
}

function readDate(text: string): EpochMs {
  const time = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw new InvalidArgumentError('expected an ISO 8601 date or time, such as 2022-05-17.');
  return time;
}
