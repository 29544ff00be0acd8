import { stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { turnRound } from '../../../analysis/parallel/turn-round.ts';
import { reportStatus } from '../../../analysis/report/status-report.ts';
import { renderText } from '../../../analysis/report/text.ts';
import { sizedCoverage } from '../../../analysis/sized-coverage.ts';
import { readFootprint } from '../../../data/footprint.ts';
import { isoTime } from '../../../data/iso-time.ts';
import { readQuality } from '../../../data/quality.ts';
import { readQuarantine } from '../../../data/quarantine.ts';
import { refer } from '../../../data/snapshot/reference.ts';
import { databaseOption, jsonOption, noteReissue, snapshotOption, withStore } from '../database.ts';
import { printJson, printResult } from '../output.ts';
import { renderQuality } from '../quality-text.ts';

export function addStatus(program: Command): void {
  program
    .command('status')
    .description('what is known: coverage, freshness, and what collecting it cost others')
    .addOption(snapshotOption())
    .addOption(databaseOption())
    .addOption(jsonOption())
    .option('--quality', 'also what is dirty in it, by which rule, and what is kept out of sums for that')
    .action(async (options: { db: string; json?: true; snapshot?: string; quality?: true }) => {
      const { db, json } = options;
      const { referred, footprint, quarantine, found } = await withStore(db, 'read', async (store) => {
        const referred = await refer(store, options.snapshot, turnRound);
        return {
          referred,
          footprint: await readFootprint(store),
          quarantine: await readQuarantine(store),
          found: options.quality === undefined ? undefined : await readQuality(store, referred.snapshot),
        };
      });
      noteReissue(referred);
      const { snapshot } = referred;
      const { coverage } = sizedCoverage(snapshot);
      const status = {
        schema: 'faultline.status/1' as const,
        snapshot: { id: snapshot.id, asOf: isoTime(snapshot.asOf) },
        database: { file: db, bytes: (await stat(db)).size },
        peerEdges: snapshot.peers.targets.length,
        declaredBlocks: snapshot.blocks.length,
        coverage,
        footprint,
        quarantine,
      };
      const quality = found && { ...found, masks: coverage.masks };
      if (json) return printJson({ ...status, ...(quality && { quality }) });
      printResult(renderText(reportStatus(status)));
      if (quality !== undefined) printResult(renderQuality(quality));
    });
}
