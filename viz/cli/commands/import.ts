import { type Command, InvalidArgumentError, Option } from 'commander';
import { readImport } from '../../../data/import/read-import.ts';
import { readQuarantine } from '../../../data/quarantine.ts';
import { takeSnapshot } from '../../../data/snapshot/reference.ts';
import { observedSpan } from '../../../data/snapshot.ts';
import type { EpochMs } from '../../../data/types.ts';
import { checkFileName, databaseOption, jsonOption, withStore } from '../database.ts';
import { describeImport, describeSnapshotRef, toImportJson } from '../import-text.ts';
import { printJson, printResult } from '../output.ts';

interface Options {
  db: string;
  json?: true;
  name?: string;
  leaveOut?: true;
  observedAt?: EpochMs;
}

export function addImport(program: Command): void {
  program
    .command('import')
    .description('read a blocklist file, an exchange folder or a Fedivertex folder into the database')
    .argument(
      '<path>',
      'file or folder; its kind is told from what is in it: a list in CSV, JSON or one host a line, a folder with instances.csv, peers.csv, blocks.csv … or with interactions.csv',
    )
    .option('--name <name>', 'what to call the list (default: the file’s name without its extension)')
    .addOption(
      new Option('--observed-at <date>', 'when the files were true, such as 2022-05-17')
        .default(undefined, 'now; of a Fedivertex folder the date that is its name')
        .argParser(readDate),
    )
    .option('--leave-out', 'import a list without the rows that cannot be read, instead of refusing it')
    .addOption(databaseOption())
    .addOption(jsonOption())
    .action(async (path: string, { db, json, ...options }: Options) => {
      checkFileName(db);
      const record = await readImport(path, { ...options, now: Date.now() });
      const done = await withStore(db, 'create', async (store) => ({
        imported: await record(store),
        quarantine: await readQuarantine(store),
        // A list by itself is nothing that could be frozen.
        snapshot: (await observedSpan(store)) === null ? null : (await takeSnapshot(store)).snapshot,
      }));
      if (json) return printJson(toImportJson(done));
      const [first = '', ...rest] = describeImport(done, db);
      for (const line of [first, describeSnapshotRef(done.snapshot), ...rest]) printResult(line);
    });
}

function readDate(text: string): EpochMs {
  const time = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw new InvalidArgumentError('expected an ISO 8601 date or time, such as 2022-05-17.');
  return time;
}
