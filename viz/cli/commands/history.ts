import type { Command } from 'commander';
import { turnRound } from '../../../analysis/parallel/turn-round.ts';
import { readHostHistory } from '../../../data/history/host-history.ts';
import { referForHistory } from '../../../data/history/latest.ts';
import { databaseOption, jsonOption, noteReissue, snapshotOption, withStore } from '../database.ts';
import { renderHistory } from '../history-text.ts';
import { readHostArgument } from '../host-argument.ts';
import { withIsoTimes } from '../iso-times.ts';
import { printJson, printResult } from '../output.ts';

export function addHistory(program: Command): void {
  program
    .command('history')
    .description(
      'what became of one server: its answers, its lists, what it declares, what is declared on it, and which imported lists name it',
    )
    .argument('<host>', 'the server')
    .addOption(snapshotOption())
    .addOption(databaseOption())
    .addOption(jsonOption())
    .action(async (text: string, { db, json, snapshot: which }: { db: string; json?: true; snapshot?: string }) => {
      const host = readHostArgument(text);
      const { history, snapshot } = await withStore(db, 'read', async (store) => {
        const referred = await referForHistory(store, which, turnRound);
        noteReissue(referred);
        const { id, asOf } = referred.snapshot;
        return { snapshot: { id, asOf }, history: await readHostHistory(store, host, asOf) };
      });
      if (json) return printJson(withIsoTimes({ schema: 'faultline.history/1', snapshot, ...history }));
      printResult(renderHistory(history, snapshot));
    });
}
