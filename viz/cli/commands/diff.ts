import type { Command } from 'commander';
import { turnRound } from '../../../analysis/parallel/turn-round.ts';
import { UserError } from '../../../data/errors.ts';
import { diff } from '../../../data/history/diff.ts';
import { referForHistory } from '../../../data/history/latest.ts';
import { isoTime } from '../../../data/iso-time.ts';
import type { Store } from '../../../data/store.ts';
import { databaseOption, jsonOption, noteReissue, withStore } from '../database.ts';
import { renderDiff, type SnapshotTime } from '../diff-text.ts';
import { withIsoTimes } from '../iso-times.ts';
import { printJson, printResult } from '../output.ts';

export function addDiff(program: Command): void {
  program
    .command('diff')
    .description('what changed between two times, what did not, and what was not observed')
    .argument('<from>', 'id of a snapshot, or a date or time such as 2026-11-20 (UTC)')
    .argument('[to]', 'likewise; what is known now when left out')
    .addOption(databaseOption())
    .addOption(jsonOption())
    .action(async (earlier: string, later: string | undefined, { db, json }: { db: string; json?: true }) => {
      const { from, to, found } = await withStore(db, 'read', async (store) => {
        const span = { from: await timeOf(store, earlier), to: await timeOf(store, later) };
        requireOrder(span);
        return { ...span, found: await diff(store, { from: span.from.asOf, to: span.to.asOf }) };
      });
      if (json) return printJson(withIsoTimes({ schema: 'faultline.diff/1', ...found, from, to }));
      printResult(renderDiff(found, { from, to }));
    });
}

async function timeOf(store: Store, which: string | undefined): Promise<SnapshotTime> {
  const referred = await referForHistory(store, which, turnRound);
  noteReissue(referred);
  return { id: referred.snapshot.id, asOf: referred.snapshot.asOf };
}

function requireOrder({ from, to }: { from: SnapshotTime; to: SnapshotTime }): void {
  if (from.asOf <= to.asOf) return;
  throw new UserError(`Expected the earlier time first, but ${isoTime(from.asOf)} is after ${isoTime(to.asOf)}.`, {
    hint: 'Give the two the other way round.',
  });
}
