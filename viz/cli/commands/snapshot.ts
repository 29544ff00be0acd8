import type { Command } from 'commander';
import { takeSnapshot } from '../../../data/snapshot/reference.ts';
import { readTaken, type TakenSnapshot } from '../../../data/snapshot/taken.ts';
import { databaseOption, jsonOption, noteReissue, snapshotOption, withStore } from '../database.ts';
import { renderManifest } from '../manifest-text.ts';
import { printJson, printResult } from '../output.ts';

interface Options {
  db: string;
  json?: true;
  list?: true;
  snapshot?: string;
}

export function addSnapshot(program: Command): void {
  program
    .command('snapshot')
    .description('freeze what is known, note it in the database, and say where it comes from; its id can be cited')
    .addOption(snapshotOption())
    .option('--list', 'list the snapshots that were taken, and take none')
    .addOption(databaseOption())
    .addOption(jsonOption())
    .action(async ({ db, json, list, snapshot }: Options) => {
      if (list) return printTaken(await withStore(db, 'read', readTaken), json === true);
      const { manifest, ...referred } = await withStore(db, 'write', (store) => takeSnapshot(store, snapshot));
      noteReissue(referred);
      if (json) return printJson(manifest);
      printResult(renderManifest(manifest));
    });
}

function printTaken(snapshots: readonly TakenSnapshot[], json: boolean): void {
  if (json) printJson({ schema: 'faultline.snapshots/1', snapshots });
  else if (snapshots.length === 0) printResult('None was taken yet: "faultline snapshot" takes one.');
  else for (const snapshot of snapshots) printResult(describeTaken(snapshot));
}

function describeTaken({ id, asOf, hosts, peers, blocks, withdrawn, reissueOf }: TakenSnapshot): string {
  const fate = withdrawn ? ' (withdrawn: a server asked to be forgotten since)' : '';
  const origin = reissueOf === null ? '' : ` (issued in the place of ${reissueOf})`;
  return `${id}  ${asOf}  ${hosts} hosts, ${peers} peers, ${blocks} blocks${fate}${origin}`;
}
