import { type Command, Option } from 'commander';
import { exportExchange } from '../../../data/export/exchange.ts';
import { databaseOption, loadSnapshot, snapshotOption } from '../database.ts';
import { printResult } from '../output.ts';

export function addExport(program: Command): void {
  program
    .command('export')
    .description('write a snapshot as an exchange folder of CSV files')
    .argument('<folder>', 'folder to write into; made if it is not there')
    .addOption(new Option('--format <format>', 'what to write').choices(['csv']).default('csv'))
    .addOption(snapshotOption())
    .addOption(databaseOption())
    .action(async (folder: string, { db, snapshot: which }: { db: string; snapshot?: string }) => {
      const snapshot = await loadSnapshot(db, which);
      await exportExchange(snapshot, folder);
      printResult(`snapshot ${snapshot.id}: ${snapshot.hosts.length} hosts into ${folder}`);
    });
}
