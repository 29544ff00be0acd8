import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { forget } from '../../../data/forget.ts';
import { olderFilesOf } from '../../../data/store/database.ts';
import { damagedLogsOf } from '../../../data/store/torn-log.ts';
import { checkFileName, databaseOption } from '../database.ts';
import { readHostArgument } from '../host-argument.ts';
import { printNote, printResult } from '../output.ts';

const saltBytes = 16;

export function addForget(program: Command): void {
  program
    .command('forget')
    .description('take a server out of the data, by name and by every row, and leave it out from now on')
    .argument('<host>', 'the server that asked to be forgotten')
    .addOption(databaseOption())
    .action(async (text: string, { db }: { db: string }) => {
      const host = readHostArgument(text);
      checkFileName(db);
      const { wasKnown, aliases } = await forget(db, host, { salt: randomBytes(saltBytes).toString('hex') });
      printResult(
        wasKnown
          ? `${host} is taken out of ${db}, and will be left out from now on.`
          : `${host} was not known in ${db}; it will be left out from now on.`,
      );
      if (wasKnown) {
        printNote(
          'Snapshots taken before are withdrawn: asked for, each is issued anew without it. Datasets exported before still hold it: export them again.',
        );
      }
      if (aliases.length > 0) {
        printNote(`It also went by ${aliases.join(', ')}: forget those as well, if they are its own.`);
      }
      for (const older of olderFilesOf(db)) {
        printNote(`${older}, the same data in an older form, still names it: delete that file.`);
      }
      for (const log of damagedLogsOf(db)) {
        printNote(`${log}, kept of a damaged log, may still name it: delete that file.`);
      }
    });
}
