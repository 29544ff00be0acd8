import { stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { buildGraph } from '../../../analysis/graph.ts';
import { renderStatusText } from '../../../analysis/report/text.ts';
import { readFootprint } from '../../../data/footprint.ts';
import { readQuarantine } from '../../../data/quarantine.ts';
import { refer } from '../../../data/snapshot/reference.ts';
import { databaseOption, jsonOption, noteReissue, snapshotOption, withStore } from '../database.ts';
import { printJson, printResult } from '../output.ts';

export function addStatus(program: Command): void {
  program
    .command('status')
    .description('what is known: coverage, freshness, and what collecting it cost others')
    .addOption(snapshotOption())
    .addOption(databaseOption())
    .addOption(jsonOption())
    .action(async ({ db, json, snapshot: which }: { db: string; json?: true; snapshot?: string }) => {
      const { referred, footprint, quarantine } = await withStore(db, 'read', async (store) => ({
        referred: await refer(store, which),
        footprint: await readFootprint(store),
        quarantine: await readQuarantine(store),
      }));
      noteReissue(referred);
      const { snapshot } = referred;
      const { coverage } = buildGraph(snapshot);
      const status = {
        schema: 'faultline.status/1' as const,
        snapshot: { id: snapshot.id, asOf: new Date(snapshot.asOf).toISOString() },
        database: { file: db, bytes: (await stat(db)).size },
        peerEdges: snapshot.peers.targets.length,
        declaredBlocks: snapshot.blocks.length,
        coverage,
        footprint,
        quarantine,
      };
      if (json) return printJson(status);
      printResult(renderStatusText(status));
    });
}
