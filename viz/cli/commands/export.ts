import { type Command, Option } from 'commander';
import { buildGraph } from '../../../analysis/graph.ts';
import { graphDescription, graphFormats, writeGraphFile } from '../../../analysis/graph-files.ts';
import { writeLimits } from '../../../analysis/limits.ts';
import { packMap } from '../../../analysis/map-file.ts';
import { turnRound } from '../../../analysis/parallel/turn-round.ts';
import { sizedCoverage } from '../../../analysis/sized-coverage.ts';
import { UserError } from '../../../data/errors.ts';
import { type Format, formats } from '../../../data/export/data-package.ts';
import { type ExportRequest, exportDataset } from '../../../data/export/dataset.ts';
import { ifEnough } from '../../../data/export/publishing-rules.ts';
import { shownServers } from '../../../data/export/shown-servers.ts';
import { type Tier, tiers } from '../../../data/export/table.ts';
import { isoTime } from '../../../data/iso-time.ts';
import { readOrigins } from '../../../data/provenance/origins.ts';
import { describeSnapshot } from '../../../data/snapshot/manifest.ts';
import { refer } from '../../../data/snapshot/reference.ts';
import type { Snapshot } from '../../../data/snapshot/types.ts';
import { version } from '../../../data/version.ts';
import { databaseOption, jsonOption, noteReissue, snapshotOption, withStore } from '../database.ts';
import { renderReadme } from '../dataset-readme.ts';
import { type Report, renderExport } from '../export-report.ts';
import { interruptedCode, untilCtrlC } from '../interrupt.ts';
import { printJson, printNote, printResult } from '../output.ts';

interface Options {
  db: string;
  format: Format;
  tier: Tier;
  detail?: 'full';
  snapshot?: string;
  add?: true;
  json?: true;
}

export function addExport(program: Command): void {
  program
    .command('export')
    .description(
      'write a snapshot as a dataset that explains itself: for a spreadsheet, a database, Gephi, or another Faultline',
    )
    .argument('<folder>', 'folder to make; one that is there must be empty')
    .addOption(new Option('--format <format>', 'what to write').choices(formats).default('csv'))
    .addOption(
      new Option(
        '--tier <tier>',
        'published: what may leave the machine; local: everything, as "faultline import" reads it',
      )
        .choices(tiers)
        .default('published'),
    )
    .addOption(
      new Option('--detail <detail>', 'in the published tier also who declares what on whom, with comments').choices([
        'full',
      ]),
    )
    .addOption(snapshotOption())
    .option('--add', 'add the snapshot to a dataset of Parquet files that is there')
    .addOption(databaseOption())
    .addOption(jsonOption())
    .action(async (folder: string, options: Options) => {
      checkOptions(options);
      process.exitCode = await untilCtrlC((signal) => runExport(folder, options, signal));
    });
}

function checkOptions({ format, tier, detail, add }: Options): void {
  if (detail !== undefined && tier === 'local') {
    throw new UserError('--detail is for the published tier: the local one is complete.', { hint: 'Leave it out.' });
  }
  if (add && format !== 'parquet') {
    throw new UserError(`Only a dataset of Parquet files holds several snapshots; --format is ${format}.`, {
      hint: 'Use --format parquet, or leave --add out.',
    });
  }
}

/** @returns the exit code */
async function runExport(folder: string, options: Options, signal: AbortSignal): Promise<number> {
  const { db, format, tier, snapshot: which, add = false, json } = options;
  const { manifest, origins, ...referred } = await withStore(db, 'read', async (store) => {
    const found = await refer(store, which, turnRound);
    const { snapshot } = found;
    return {
      ...found,
      manifest: await describeSnapshot(store, snapshot),
      origins: await readOrigins(store, snapshot),
    };
  });
  noteReissue(referred);
  const { snapshot } = referred;
  const graph = drawGraph(snapshot, options);
  const request: ExportRequest = {
    ...{ snapshot, manifest, origins, format, tier, signal, renderReadme },
    detail: tier === 'local' ? 'full' : (options.detail ?? 'aggregates'),
    limits: describeLimits(snapshot),
    ...(graph !== undefined && { graph: { text: graph, description: graphDescription } }),
  };
  try {
    const report: Report = { request, folder, exported: await exportDataset(request, folder, { add }) };
    if (json) printJson(toJson(report));
    else printResult(renderExport(report));
    return 0;
  } catch (error) {
    if (!signal.aborted) throw error;
    printNote(`Stopped: ${folder} is as it was before.`);
    return interruptedCode;
  }
}

function describeLimits(snapshot: Snapshot): string[] {
  const { audience, coverage } = sizedCoverage(snapshot);
  const ref = { id: snapshot.id, asOf: isoTime(snapshot.asOf) };
  return writeLimits({ coverage, ref, audience });
}

/** The published drawing is of the servers shown alone: others would give themselves away as the name of a community. */
function drawGraph(snapshot: Snapshot, { format, tier }: Options): string | undefined {
  const graphFormat = graphFormats.find((it) => it === format);
  if (graphFormat === undefined) return undefined;
  const shown = tier === 'local' ? snapshot : shownServers(snapshot);
  if (shown.hosts.length === 0) {
    throw new UserError('There is no server to draw: none may be shown by its name.', {
      hint: 'Use --tier local for a drawing that stays here.',
    });
  }
  const map = packMap(buildGraph(shown));
  const audience = tier === 'local' ? map.audience : map.audience.map((people) => ifEnough(people) ?? Number.NaN);
  return writeGraphFile({ ...map, audience }, graphFormat, `Faultline ${version}`);
}

function toJson({ request, folder, exported }: Report) {
  const { snapshot, format, tier, detail } = request;
  const { id, contentHash, asOf } = snapshot;
  return {
    schema: 'faultline.export/1',
    snapshot: { id, asOf: isoTime(asOf), contentHash },
    ...{ folder, format, tier, detail },
    added: exported.added,
    files: exported.resources.map(({ name, path, rows, bytes, hash }) => ({
      name,
      path,
      rows: rows ?? null,
      bytes,
      hash,
    })),
    leftOut: exported.leftOut,
  };
}
